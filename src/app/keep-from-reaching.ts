/** Whom an event must not reach: such as whoever it tells of, or an agency where they work. It beats every other rule, also one's own. */
import { Type } from 'typebox';
import { agencyName, findAgency } from '../domain/agency.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { clearanceNow } from '../store/allocations.ts';
import { type Audience, insertMustNotReach, mustNotReachOf } from '../store/must-not-reach.ts';
import { findPractitioner } from '../store/practitioners.ts';
import { findEvents } from '../store/readings.ts';
import { type Inside, operation, whoAsks } from './door.ts';
import { Id, Words } from './inputs.ts';
import { refuseToTell } from './places/match.ts';

const AudienceInput = Type.Object({ kind: Type.Enum(['practitioner', 'agency']), id: Type.String({ minLength: 1, maxLength: 100 }) });
const Input = Type.Object({ family: Id, event: Id, audience: AudienceInput, reason: Words });

export type Kept = { readonly written: true };

async function write(
  inside: Inside,
  effect: 'hide' | 'lift',
  wanted: { readonly family: string; readonly event: string; readonly audience: { kind: string; id: string }; readonly reason: string },
): Promise<Kept | Problem> {
  const { transaction } = inside;
  const { family, event, reason } = wanted;
  if ((await findEvents(transaction, family, [event])).length === 0) return problem('not-found');
  if ((await clearanceNow(transaction, family)) === null)
    return problem('not-permitted', 'Only those who work with the family change whom an event must not reach.');
  const audience = await audienceFrom(inside, wanted.audience);
  if (audience === null) return problem('not-valid', 'audience: nobody, and no agency, of the partnership.');
  const telling = await refuseToTell(inside, family, reason);
  if (telling !== null) return telling;
  await insertMustNotReach(transaction, { family, event, audience, effect, reason, by: whoAsks(inside).id });
  return { written: true };
}

async function audienceFrom(inside: Inside, { kind, id }: { kind: string; id: string }): Promise<Audience | null> {
  const { transaction } = inside;
  if (kind === 'practitioner') {
    const who = await findPractitioner(transaction, id);
    return who === null ? null : { kind, id: who.id };
  }
  const agency = findAgency(id, await allAgencies(transaction, await partnershipOf(transaction, whoAsks(inside).id)));
  return agency === null || agency === undefined ? null : { kind: 'agency', id: agency.code };
}

export const keepFromReaching = operation({
  name: 'keep-from-reaching',
  says: 'Say that an event must not reach a practitioner, or anybody of an agency: it is as if it were not there for them, in every place.',
  permission: 'keep-from-reaching',
  effect: 'records',
  verb: 'change',
  input: Input,
  subject: ({ family }) => ({ family }),
  run: (inside, wanted): Promise<Kept | Problem> => write(inside, 'hide', wanted),
});

export const liftMustNotReach = operation({
  name: 'lift-must-not-reach',
  says: 'Say that an event may reach somebody again whom it was not to reach.',
  permission: 'keep-from-reaching',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Input,
  subject: ({ family }) => ({ family }),
  run: (inside, wanted): Promise<Kept | Problem> => write(inside, 'lift', wanted),
});

export type KeptFrom = {
  readonly audience: Audience;
  readonly name: string;
  readonly reason: string;
  readonly at: string;
  readonly byName: string;
};

export type MustNotReachPage = {
  /** Whom it must not reach now. */
  readonly now: readonly KeptFrom[];
  /** Everything that was ever written of it, the latest first. */
  readonly lines: readonly (KeptFrom & { readonly effect: 'hide' | 'lift' })[];
};

export const readMustNotReach = operation({
  name: 'read-must-not-reach',
  says: 'Whom an event must not reach, and why.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id, event: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, event }): Promise<MustNotReachPage | Problem> => {
    const { transaction } = inside;
    if ((await findEvents(transaction, family, [event])).length === 0) return problem('not-found');
    const agencies = await allAgencies(transaction, await partnershipOf(transaction, whoAsks(inside).id));
    const lines = [];
    for (const { audience, ...line } of await mustNotReachOf(transaction, family, event)) {
      const name =
        audience.kind === 'agency'
          ? agencyName(audience.id, agencies)
          : ((await findPractitioner(transaction, audience.id))?.name ?? 'Somebody who is not here any more');
      lines.push({ ...line, audience, name });
    }
    const last = new Map(lines.map((line) => [`${line.audience.kind} ${line.audience.id}`, line]));
    return { now: [...last.values()].filter(({ effect }) => effect === 'hide'), lines: lines.reverse() };
  },
});
