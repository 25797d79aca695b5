/** A family begins with somebody: whoever adds it is its first allocation, so that there is always someone who can bring others in. */
import { type Practitioner, roleOf } from '../domain/access.ts';
import { insertAllocation } from '../store/allocations.ts';
import { insertFamily } from '../store/families.ts';
import { involve } from '../store/involvement.ts';
import type { Inside } from './door.ts';

/** Adds a family and answers its id. The agency of whoever adds it is involved, unless they gather for every agency. */
export async function beginFamily(inside: Inside, who: Practitioner, partnership: string, label: string): Promise<string> {
  const { transaction } = inside;
  const [purpose] = roleOf(who)?.purposes ?? [];
  if (purpose === undefined) throw new Error('A role that sees no family cannot add one.');
  const id = inside.newId();
  await insertFamily(transaction, { id, partnership, label, at: inside.now(), by: who.id });
  await insertAllocation(transaction, {
    id: inside.newId(),
    family: id,
    practitioner: who.id,
    agency: who.agency,
    purpose,
    clearance: 'protected',
    until: null,
    by: who.id,
    reason: 'Added the family',
  });
  if (purpose !== 'gathering') await involve(transaction, id, [who.agency], 'named', inside.now());
  return id;
}
