/** Bringing somebody in to work with a family, and ending it. Nobody sees a family without it, whatever their agency sends or is asked. */
import { Type } from 'typebox';
import { CLEARANCES, type Clearance, roleOf } from '../../domain/access.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Day, isDay } from '../../domain/time.ts';
import {
  allocationsOf,
  clearanceNow,
  endAllocation as end,
  endOfDay,
  insertAllocation,
  presentPractitioners,
} from '../../store/allocations.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import { Id, IsoDay, orNull, Words } from '../inputs.ts';
import { refuseToTell } from '../places/match.ts';

export type Allocated = { readonly id: string };

export type BringingIn = {
  readonly family: string;
  readonly practitioner: string;
  readonly clearance: Clearance;
  /** The last day; null is until it is ended. */
  readonly until: Day | null;
  readonly reason: string;
};

/** Brings somebody in for the purpose of their role and as of the agency that they work for now. */
export async function bringIn(
  inside: Inside,
  { family, practitioner, clearance, until, reason }: BringingIn,
): Promise<Allocated | Problem> {
  const { transaction } = inside;
  const by = whoAsks(inside);
  const who = (await presentPractitioners(transaction)).find(({ id }) => id === practitioner);
  const [purpose] = who === undefined ? [] : (roleOf(who)?.purposes ?? []);
  if (who === undefined || purpose === undefined)
    return problem('not-valid', 'practitioner: nobody of the partnership who works with families.');
  if (who.id === by.id) return problem('not-valid', 'practitioner: somebody else has to bring you in.');
  if (until !== null && (!isDay(until) || until < inside.today())) return problem('not-valid', 'until: give a day from today on.');
  // Not being allocated oneself, as after opening the family in an emergency, is having nothing to give.
  if (CLEARANCES.indexOf(clearance) > ((await clearanceNow(transaction, family)) ?? -1))
    return problem('not-permitted', 'Nobody lets another see more of a family than they see themselves.');
  const telling = await refuseToTell(inside, family, reason);
  if (telling !== null) return telling;
  const id = inside.newId();
  await insertAllocation(transaction, {
    id,
    family,
    practitioner: who.id,
    agency: who.agency,
    purpose,
    clearance,
    until: until === null ? null : await endOfDay(transaction, until),
    by: by.id,
    reason,
  });
  return { id };
}

export const allocatePractitioner = operation({
  name: 'allocate-practitioner',
  says: 'Bring somebody in to work with this family: from now on they see it, as far as is said here.',
  permission: 'allocate',
  effect: 'records',
  verb: 'share',
  input: Type.Object({
    family: Id,
    practitioner: Id,
    clearance: Type.Enum([...CLEARANCES]),
    until: Type.Optional(orNull(IsoDay)),
    reason: Words,
  }),
  subject: ({ family }) => ({ family }),
  run: (inside, { until = null, clearance, ...wanted }): Promise<Allocated | Problem> =>
    bringIn(inside, { ...wanted, clearance: clearance as Clearance, until }),
});

export type Ended = { readonly ended: true };

export const endAllocation = operation({
  name: 'end-allocation',
  says: 'End somebody’s work with this family: from now on they do not see it.',
  permission: 'allocate',
  effect: 'records',
  verb: 'change',
  input: Type.Object({ family: Id, allocation: Id, reason: Words }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, allocation, reason }): Promise<Ended | Problem> => {
    const { transaction } = inside;
    const rows = await allocationsOf(transaction, family);
    const found = rows.find(({ id }) => id === allocation);
    if (found === undefined) return problem('not-found');
    if ((await clearanceNow(transaction, family)) === null)
      return problem('not-permitted', 'Only those who work with the family end somebody’s work with it.');
    if (found.ended !== null) return { ended: true };
    // A family that nobody sees could never be found again.
    if (!rows.some((row) => row.live && row.id !== allocation))
      return problem('not-permitted', 'Nobody would see this family any more. Bring somebody else in first.');
    const telling = await refuseToTell(inside, family, reason);
    if (telling !== null) return telling;
    await end(transaction, { allocation, by: whoAsks(inside).id, reason });
    return { ended: true };
  },
});
