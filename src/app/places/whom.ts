/** Who works with a family now: those to whom one of its protected places can be opened, and who can agree to it. */
import { allocationsOf } from '../../store/allocations.ts';
import type { Inside } from '../door.ts';

export async function familyAllocations({ transaction }: Inside, family: string): Promise<string[]> {
  const live = (await allocationsOf(transaction, family)).filter((one) => one.live);
  return [...new Set(live.map(({ practitioner }) => practitioner.id))];
}
