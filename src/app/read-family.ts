/** One family: the people as agencies describe them, and where each agency stands with what it was asked and what it sent. */
import { Type } from 'typebox';
import { agencyName } from '../domain/agency.ts';
import type { Coverage } from '../domain/contribution.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Day } from '../domain/time.ts';
import { openDrafts } from '../store/drafts.ts';
import { involvedAgencies } from '../store/involvement.ts';
import { promisesOf, requestsOf } from '../store/requests.ts';
import type { ChildLine } from './children.ts';
import { type ContributionLine, contributionLine } from './contribution-line.ts';
import { type Inside, operation } from './door.ts';
import { type FamilyRecord, readFamilyRecord } from './family-record.ts';
import { Id } from './inputs.ts';

export type { ChildLine } from './children.ts';
export type { ContributionLine } from './contribution-line.ts';

/** Events of an agency that came in a contribution which is not its own. */
export type ToldIn = { readonly file: string; readonly contribution: string; readonly events: number };

export type AgencyLine = {
  /** Agency code; contributions whose rows name their own agencies stand under `partnership`. */
  readonly agency: string;
  readonly name: string;
  readonly asked: { readonly on: Day; readonly by: Day | null; readonly promised: Day | null } | null;
  readonly contributions: readonly ContributionLine[];
  readonly coverage: readonly Coverage[];
  readonly lastReceived: string | null;
  readonly events: number;
  readonly attention: number;
  /** Where others tell of this agency's events, such as a conference workbook whose rows each name their agency. */
  readonly toldIn: readonly ToldIn[];
};

export type DraftLine = { readonly id: string; readonly file: string; readonly agency: string | null; readonly startedAt: string };

export type PersonLine = DescribedPerson & { readonly agency: string | null; readonly file: string };

export type FamilyPage = {
  readonly id: string;
  readonly label: string;
  readonly people: readonly PersonLine[];
  readonly children: readonly ChildLine[];
  /** Every agency that is involved, in the partnership's order. */
  readonly agencies: readonly AgencyLine[];
  /** Files that were brought and wait to be checked and accepted; they do not count yet. */
  readonly drafts: readonly DraftLine[];
};

export const readFamily = operation({
  name: 'read-family',
  says: 'One family: its people as described, its agencies, what was asked, promised and received.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family }): Promise<FamilyPage | Problem> => {
    const record = await readFamilyRecord(inside, family, { keep: true });
    if (record === null) return problem('not-found');
    return {
      id: record.family.id,
      label: record.family.label,
      people: [...record.contributions.values()].flatMap(({ people, agency, file }) =>
        people.map((person) => ({ ...person, agency, file })),
      ),
      children: record.children,
      agencies: await agencyLines(inside, record),
      drafts: await openDrafts(inside.transaction, record.family.id),
    };
  },
});

/** Contributions whose rows name their own agencies belong to none of them: they stand with the partnership. */
const OF_SEVERAL = 'partnership';

async function agencyLines({ transaction }: Inside, record: FamilyRecord): Promise<AgencyLine[]> {
  const { family, rows, contributions, partnershipAgencies } = record;
  const requests = await requestsOf(transaction, [family.id]);
  const promises = await promisesOf(transaction, [family.id]);
  const codes = new Set([...((await involvedAgencies(transaction, family.id)) ?? []), ...rows.map(({ agency }) => agency ?? OF_SEVERAL)]);
  const inOrder = [
    ...partnershipAgencies.map(({ code }) => code).filter((code) => codes.has(code)),
    ...[...codes].filter((code) => !partnershipAgencies.some((one) => one.code === code)).sort(),
  ];
  return inOrder.map((agency) => {
    const request = requests.filter((one) => one.agency === agency).at(-1);
    const promised = promises.filter((one) => one.agency === agency && request !== undefined && one.at >= request.at).at(-1)?.on ?? null;
    const own = rows.filter((row) => (row.agency ?? OF_SEVERAL) === agency);
    const lines = own.map(contributionLine);
    const counting = lines.filter(({ supersededBy }) => supersededBy === null);
    return {
      agency,
      name: agencyName(agency, partnershipAgencies),
      asked: request === undefined ? null : { on: request.on, by: request.by, promised },
      contributions: lines,
      coverage: counting.flatMap(({ id }) => contributions.get(id)?.coverage ?? []),
      lastReceived: lines.at(-1)?.receivedAt ?? null,
      events: counting.reduce((sum, { events }) => sum + events, 0),
      attention: counting.reduce((sum, { attention }) => sum + attention, 0),
      toldIn: toldIn(agency, record),
    };
  });
}

function toldIn(agency: string, { rows, contributions }: FamilyRecord): ToldIn[] {
  return rows
    .filter((row) => (row.agency ?? OF_SEVERAL) !== agency)
    .flatMap(({ id, file }) => {
      const events = contributions.get(id)?.events.filter((event) => event.agency === agency).length ?? 0;
      return events === 0 ? [] : [{ file, contribution: id, events }];
    });
}
