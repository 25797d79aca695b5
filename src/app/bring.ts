/**
 * What every way of bringing a file shares: whose it may be, reading it with what was learned of the agency's layout before, and sealing
 * it as a contribution that nobody can change afterwards.
 */
import { mayContributeFor, type Practitioner, roleOf } from '../domain/access.ts';
import { type Agency, findAgency, foldName } from '../domain/agency.ts';
import type { ColumnMapping, Contribution } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { completedRows, findContribution, findSameBytes, insertContribution } from '../store/contributions.ts';
import { rememberedMappings } from '../store/drafts.ts';
import { countChange } from '../store/families.ts';
import { involve } from '../store/involvement.ts';
import { markFromContribution } from './conflict/family-marks.ts';
import { continueFrom, keepFromThoseItMustNotReach } from './continue.ts';
import { askAs, type Context, type Inside } from './door.ts';
import { readCounting } from './family-record.ts';
import { eventPart, matchWritten, partsOf } from './places/match.ts';
import { readContribution } from './read-files.ts';

export type Received = {
  readonly id: string;
  readonly sha256: string;
  readonly family: string;
  readonly events: number;
  readonly attention: number;
  readonly notices: number;
  /** True when these bytes had been received for this family before; then nothing changed. */
  readonly already: boolean;
};

/** What may be said of a file before it is read. */
export type Reading = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly agency: string | null;
  readonly mapping?: ColumnMapping;
  readonly order?: 'day-first' | 'month-first' | null;
  readonly leaveOut?: readonly string[];
};

export type ReadWithMemory = { readonly contribution: Contribution; readonly mapping: ColumnMapping; readonly remembered: boolean };

/** The last part of a path, since some programs send whole paths of somebody's computer. */
export function fileNameOf(file: string): string {
  return file.split(/[\\/]/).at(-1)?.trim() || 'file';
}

/** Whose the file is to be: the agency that was said, by code, name or alias; their own for those who may bring no other's. */
export async function agencyFor(
  inside: Pick<Inside, 'transaction'>,
  practitioner: Practitioner,
  said: string | null,
): Promise<string | null | Problem> {
  const agencies = await allAgencies(inside.transaction, await partnershipOf(inside.transaction, practitioner.id));
  const own = roleOf(practitioner)?.contributesForAnyAgency === true ? null : practitioner.agency;
  const agency = said === null ? own : (findAgency(said, agencies)?.code ?? said);
  return mayContributeFor(practitioner, agency) ? agency : problem('not-permitted', 'You may bring the files of your own agency.');
}

/** Reads a file; when a person corrected this agency's columns before and the same headings stand in it, with that correction. */
export async function readWithMemory(context: Context, reading: Reading): Promise<ReadWithMemory | Problem> {
  const read = async (mapping: ColumnMapping): Promise<Contribution | Problem> => {
    const contribution = await readContribution(reading.bytes, {
      file: reading.file,
      agency: reading.agency,
      mapping,
      strict: false,
      today: context.today(),
      limits: context.limits,
      ...(reading.order == null ? {} : { order: reading.order }),
      ...(reading.leaveOut === undefined ? {} : { leaveOut: reading.leaveOut }),
    });
    // PostgreSQL's text cannot hold U+0000, and no agency is called so.
    return isProblem(contribution) || contribution.agency === null
      ? contribution
      : { ...contribution, agency: contribution.agency.replaceAll('\u0000', '') };
  };
  if (reading.mapping !== undefined) {
    const contribution = await read(reading.mapping);
    return isProblem(contribution) ? contribution : { contribution, mapping: reading.mapping, remembered: false };
  }
  const plain = await read({});
  const agency = isProblem(plain) ? reading.agency : plain.agency;
  const mappings =
    agency === null
      ? []
      : await askAs(context, async ({ transaction }, { id }) =>
          rememberedMappings(transaction, await partnershipOf(transaction, id), agency),
        );
  if (isProblem(mappings)) return mappings;
  const fitting = mappings.filter((mapping) => isProblem(plain) || fits(mapping, plain)).slice(0, 3);
  for (const mapping of fitting) {
    const again = await read(mapping);
    if (!isProblem(again) && fits(mapping, again)) return { contribution: again, mapping, remembered: true };
  }
  return isProblem(plain) ? plain : { contribution: plain, mapping: {}, remembered: false };
}

/** Does every heading that the mapping names stand in one of the tables? */
function fits(mapping: ColumnMapping, { tables }: Contribution): boolean {
  const headings = new Set(tables.flatMap((table) => table.headings.map(foldName)));
  const named = Object.values(mapping).filter((heading) => heading != null);
  return Object.keys(mapping).length > 0 && named.every((heading) => headings.has(foldName(heading)));
}

export type Sealing = {
  readonly family: string;
  readonly bytes: Uint8Array;
  readonly contribution: Contribution;
  readonly mapping: ColumnMapping;
  readonly supersedes: string | null;
  readonly level: 'agency' | 'department';
  /** Every word of the file, for a family with protected places (`wordsToMatch`); null when it had none. */
  readonly words: readonly string[] | null;
};

/** Stores a contribution for good. The same bytes for the same family are not stored again. */
export async function seal(inside: Inside, by: Practitioner, sealing: Sealing): Promise<Received | Problem> {
  const { transaction } = inside;
  const { family, supersedes } = sealing;
  const same = await findSameBytes(transaction, family, sealing.contribution.sha256, supersedes);
  if (same !== null)
    return {
      id: same.id,
      sha256: same.sha256,
      family,
      events: same.events,
      attention: same.attention,
      notices: same.notices,
      already: true,
    };
  await countChange(transaction, family);
  const earlier = supersedes === null ? null : await findContribution(transaction, supersedes);
  if (supersedes !== null && (earlier === null || earlier.family !== family)) return problem('not-found');
  if (earlier !== null && earlier.supersededBy !== null)
    return problem('out-of-date', 'A corrected file has been received for that contribution already.');
  const id = inside.newId();
  const receivedAt = inside.now();
  const contribution = withUniqueIds(inside, sealing.contribution);
  await insertContribution(transaction, {
    id,
    family,
    level: sealing.level,
    supersedes,
    receivedAt,
    receivedBy: by.id,
    mapping: sealing.mapping,
    bytes: sealing.bytes,
    contribution,
  });
  const partnershipAgencies = await allAgencies(transaction, await partnershipOf(transaction, by.id));
  await involve(transaction, family, agenciesThatSpeak(contribution, partnershipAgencies), 'contributed', receivedAt);
  const before = earlier === null ? undefined : (await readCounting(transaction, [earlier])).get(earlier.id);
  const continued =
    earlier === null || before === undefined
      ? []
      : await continueFrom(inside, family, { id: earlier.id, contribution: before }, { id, contribution });
  const carried = (await completedRows(transaction, [id])).map(({ event, reason }) => eventPart(id, event, reason));
  await matchWritten(inside, family, [...partsOf(id, contribution), ...carried], [{ part: 'document', item: id, words: sealing.words }]);
  await keepFromThoseItMustNotReach(inside, family, continued);
  await markFromContribution(inside, family, contribution);
  return {
    id,
    sha256: contribution.sha256,
    family,
    events: contribution.events.length,
    attention: contribution.attention.length,
    notices: contribution.notices.length,
    already: false,
  };
}

/** The agencies that become involved by sending this: the sender; or, when the rows name their own agencies, those of the partnership. */
function agenciesThatSpeak({ agency, events }: Contribution, partnershipAgencies: readonly Agency[]): string[] {
  if (agency !== null) return [agency];
  const said = new Set(events.map((event) => event.agency));
  return partnershipAgencies.map(({ code }) => code).filter((code) => said.has(code));
}

/** A file can repeat an id (rows of an export that were copied). Each row stays an event; the repeated ones get ids of their own. */
function withUniqueIds({ identify }: Inside, contribution: Contribution): Contribution {
  const seen = new Set<string>();
  let repeated = false;
  const events = contribution.events.map((event): Event => {
    if (!seen.has(event.id)) {
      seen.add(event.id);
      return event;
    }
    repeated = true;
    const id = identify(`${contribution.sha256} ${event.id} ${event.place.table} ${event.place.row} ${seen.size}`);
    seen.add(id);
    return { ...event, id };
  });
  return repeated ? { ...contribution, events } : contribution;
}
