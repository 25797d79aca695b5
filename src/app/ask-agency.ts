/** Asking an agency for its chronology of a family, and what it promised. */
import { Type } from 'typebox';
import { findAgency } from '../domain/agency.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { isDay } from '../domain/time.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { presentPractitioners } from '../store/allocations.ts';
import { countChange } from '../store/families.ts';
import { involve } from '../store/involvement.ts';
import { insertPromise, insertRequest } from '../store/requests.ts';
import { type Inside, operation, whoAsks } from './door.ts';
import { AgencyCode, Id, IsoDay, orNull, Words } from './inputs.ts';
import { matchWritten, writtenPart } from './places/match.ts';
import { bringIn as bringSomebodyIn } from './team/allocate.ts';

export type Asked = { readonly id: string };

export const askAgency = operation({
  name: 'ask-agency',
  says: 'Ask an agency for its chronology of this family; bringing one of its practitioners in lets that person see the family.',
  permission: 'ask-agencies',
  effect: 'records',
  input: Type.Object({ family: Id, agency: AgencyCode, by: orNull(IsoDay), note: orNull(Words), bringIn: Type.Optional(orNull(Id)) }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, agency, by, note, bringIn = null }): Promise<Asked | Problem> => {
    const code = await codeOf(inside, agency);
    if (code === null) return problem('not-valid', 'agency: it is not an agency of the partnership.');
    if (by !== null && !isDay(by)) return problem('not-valid', 'by: there is no such day.');
    const id = inside.newId();
    const at = inside.now();
    await countChange(inside.transaction, family);
    await involve(inside.transaction, family, [code], 'asked', at);
    await insertRequest(inside.transaction, {
      id,
      family,
      agency: code,
      on: inside.today(),
      wantedBy: by,
      note,
      at,
      by: whoAsks(inside).id,
    });
    if (note !== null) await matchWritten(inside, family, [writtenPart('request', id, note)]);
    if (bringIn !== null) {
      const colleague = (await presentPractitioners(inside.transaction)).find((one) => one.id === bringIn && one.agency === code);
      if (colleague === undefined) return problem('not-valid', 'bringIn: nobody of that agency.');
      const brought = await bringSomebodyIn(inside, {
        family,
        practitioner: colleague.id,
        clearance: 'ordinary',
        until: null,
        reason: 'Their agency was asked for its chronology',
      });
      if (isProblem(brought)) return brought;
    }
    return { id };
  },
});

export const recordPromise = operation({
  name: 'record-promise',
  says: 'Write down the day by which an agency promised its chronology.',
  permission: 'ask-agencies',
  effect: 'records',
  input: Type.Object({ family: Id, agency: AgencyCode, on: IsoDay }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, agency, on }): Promise<Asked | Problem> => {
    const code = await codeOf(inside, agency);
    if (code === null) return problem('not-valid', 'agency: it is not an agency of the partnership.');
    if (!isDay(on)) return problem('not-valid', 'on: there is no such day.');
    const id = inside.newId();
    await countChange(inside.transaction, family);
    await insertPromise(inside.transaction, { id, family, agency: code, on, at: inside.now(), by: whoAsks(inside).id });
    return { id };
  },
});

/** The code of an agency of the partnership, from its code, name or alias. */
async function codeOf(inside: Inside, agency: string): Promise<string | null> {
  const { transaction } = inside;
  return findAgency(agency, await allAgencies(transaction, await partnershipOf(transaction, whoAsks(inside).id)))?.code ?? null;
}
