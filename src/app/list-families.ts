/** My families: who they are, what has arrived, what waits for me and what I wait for. */
import { Type } from 'typebox';
import { mayDo, type Practitioner } from '../domain/access.ts';
import { agencyName, foldName } from '../domain/agency.ts';
import { needsSettling } from '../domain/chronology.ts';
import { type Day, sayDay } from '../domain/time.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { type DescribedRow, describedPeople, type FamilyLine, type Figures, keepFigures, listFamilyLines } from '../store/families.ts';
import { lastReceivedByAgency, lastToldByOthers, promisesOf, requestsOf } from '../store/requests.ts';
import { type ChildLine, childLine } from './children.ts';
import { type Inside, operation, whoAsks } from './door.ts';
import { readFamilyRecord } from './family-record.ts';

export type FamilySummary = {
  readonly id: string;
  readonly label: string;
  readonly children: readonly ChildLine[];
  /** Agency codes involved (asked, or have contributed), in the partnership's order. */
  readonly agencies: readonly string[];
  readonly events: number;
  /** Rows that need a person's attention. */
  readonly attention: number;
  /** Pairs "same event?" that nobody has decided. */
  readonly candidates: number;
  /** Disagreements between accounts of one happening that nobody has settled. */
  readonly conflicts: number;
  /** ISO instant. */
  readonly lastReceived: string | null;
  /** Events received since this practitioner last looked at the family; all of them when they never did. */
  readonly newSinceLastLook: number;
};

export type Waiting = {
  readonly family: string;
  readonly familyLabel: string;
  /** A plain sentence. */
  readonly what: string;
  readonly since: Day;
};

export type Families = {
  readonly families: readonly FamilySummary[];
  readonly waitingForMe: readonly Waiting[];
  readonly iAmWaitingFor: readonly Waiting[];
};

export const listFamilies = operation({
  name: 'list-families',
  says: 'The families that you may see, what waits for you and what you wait for.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<Families> => {
    const { transaction } = inside;
    const who = whoAsks(inside);
    const partnership = await partnershipOf(transaction, who.id);
    const lines = await listFamilyLines(transaction, { partnership, practitioner: who.id });
    const ids = lines.map(({ id }) => id);
    const people = await describedPeople(transaction, ids);
    const families: FamilySummary[] = [];
    for (const line of lines) {
      const { id, label, agencies, attention, lastReceived, newSinceLastLook } = line;
      const figures = line.figures ?? (await workOut(inside, line));
      families.push({
        id,
        label,
        children: childSummaries(people.filter(({ family }) => family === id)),
        agencies,
        attention,
        lastReceived,
        newSinceLastLook,
        ...figures,
      });
    }
    return {
      families,
      waitingForMe: [...asksOfMe(who, families), ...(await requestsToMyAgency(inside, who, lines))],
      iAmWaitingFor: await whatIWaitFor(inside, who, lines),
    };
  },
});

/** What only a merge can tell, worked out once for each change of a family. */
async function workOut(inside: Inside, line: FamilyLine): Promise<Figures> {
  const record = await readFamilyRecord(inside, line.id, { keep: true });
  const happenings = record?.chronology.happenings ?? [];
  const figures = {
    events: record?.chronology.events.length ?? 0,
    candidates: happenings.filter(({ decided }) => !decided).length,
    conflicts: happenings.filter(({ decided }) => decided).reduce((sum, { conflicts }) => sum + conflicts.filter(needsSettling).length, 0),
  };
  await keepFigures(inside.transaction, line.id, line.seen, line.version, figures);
  return figures;
}

const CHILD_ROLE = /\b(child|sibling|baby|unborn|infant|brother|sister|son|daughter|twin|young person)\b/i;

/** The children that are described as such, with what is said of each. */
function childSummaries(described: readonly DescribedRow[]): ChildLine[] {
  const children = new Map<string, string>();
  for (const { person } of described) {
    const folded = foldName(person.label);
    if (CHILD_ROLE.test(person.role ?? '') && !children.has(folded)) children.set(folded, person.label);
  }
  return [...children].map(([folded, label]) =>
    childLine(
      label,
      described.filter(({ person }) => foldName(person.label) === folded),
    ),
  );
}

/** What the families' state asks of someone who may do it. */
function asksOfMe(who: Practitioner, families: readonly FamilySummary[]): Waiting[] {
  return families.flatMap(({ id, label, attention, candidates, conflicts, lastReceived }) => {
    const since = lastReceived?.slice(0, 10);
    if (since === undefined) return [];
    const asks = [
      mayDo(who, 'contribute') && attention > 0 ? count(attention, 'row needs attention', 'rows need attention') : null,
      mayDo(who, 'merge') && candidates > 0
        ? count(candidates, 'group of accounts may be of the same event', 'groups of accounts may be of the same event')
        : null,
      mayDo(who, 'merge') && conflicts > 0
        ? count(conflicts, 'disagreement between accounts is not settled', 'disagreements between accounts are not settled')
        : null,
    ];
    return asks.flatMap((what) => (what === null ? [] : [{ family: id, familyLabel: label, what, since }]));
  });
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}.`;
}

type OpenRequest = {
  readonly family: string;
  readonly agency: string;
  readonly on: Day;
  readonly by: Day | null;
  readonly promised: Day | null;
  /** ISO instant of the request. */
  readonly at: string;
};

/** The latest request to each agency that nothing was received for since. */
async function openRequests({ transaction }: Inside, families: readonly string[]): Promise<OpenRequest[]> {
  const received = new Map(
    (await lastReceivedByAgency(transaction, families)).map(({ family, agency, at }) => [`${family} ${agency}`, at]),
  );
  const promises = await promisesOf(transaction, families);
  const latest = new Map((await requestsOf(transaction, families)).map((request) => [`${request.family} ${request.agency}`, request]));
  return [...latest].flatMap(([key, { family, agency, on, by, at }]) => {
    if ((received.get(key) ?? '') >= at) return [];
    const promised =
      promises.filter((promise) => promise.family === family && promise.agency === agency && promise.at >= at).at(-1)?.on ?? null;
    return [{ family, agency, on, by, promised, at }];
  });
}

async function requestsToMyAgency(inside: Inside, who: Practitioner, lines: readonly FamilyLine[]): Promise<Waiting[]> {
  if (!mayDo(who, 'contribute')) return [];
  const open = await openRequests(
    inside,
    lines.map(({ id }) => id),
  );
  return open
    .filter(({ agency }) => agency === who.agency)
    .map(({ family, on, by }) => ({
      family,
      familyLabel: lines.find(({ id }) => id === family)?.label ?? '',
      what: `Your agency was asked for its chronology${by === null ? '' : ` by ${sayDay(by)}`}.`,
      since: on,
    }));
}

/** Told before it was asked: it was asked all the same, so it is waited for. */
function sayTold(file: string | undefined): string {
  return file === undefined ? '' : ` What is known of it so far stands in ${file}.`;
}

/** An agency whose events came in someone else's file since it was asked is not waited for: the board says where they stand. */
async function whatIWaitFor(inside: Inside, who: Practitioner, lines: readonly FamilyLine[]): Promise<Waiting[]> {
  if (!mayDo(who, 'ask-agencies')) return [];
  const agencies = await allAgencies(inside.transaction, await partnershipOf(inside.transaction, who.id));
  const open = await openRequests(
    inside,
    lines.map(({ id }) => id),
  );
  const told = new Map(
    (
      await lastToldByOthers(
        inside.transaction,
        lines.map(({ id }) => id),
      )
    ).map((one) => [`${one.family} ${one.agency}`, one]),
  );
  return open
    .filter(({ family, agency, at }) => agency !== who.agency && (told.get(`${family} ${agency}`)?.at ?? '') < at)
    .map(({ family, agency, on, by, promised }) => ({
      family,
      familyLabel: lines.find(({ id }) => id === family)?.label ?? '',
      what: `${agencyName(agency, agencies)} was asked for its chronology${by === null ? '' : ` by ${sayDay(by)}`}${promised === null ? '' : ` and promised it by ${sayDay(promised)}`}.${sayTold(told.get(`${family} ${agency}`)?.file)}`,
      since: on,
    }));
}
