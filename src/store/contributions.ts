/** Contributions, sealed: what was received with its hash and bytes, and how it was read. Only ever added to. */
import { type RawBuilder, sql } from 'kysely';
import type { ColumnMapping, Contribution } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import type { Transaction } from './database.ts';

export type ContributionRow = {
  readonly id: string;
  readonly family: string;
  readonly agency: string | null;
  readonly level: 'agency' | 'department';
  readonly file: string;
  readonly sha256: string;
  readonly format: string;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly receivedAt: string;
  readonly receivedBy: string;
  /** As they were read; rows completed since are in `completed`. */
  readonly events: number;
  readonly notEvents: number;
  readonly attention: number;
  readonly notices: number;
  readonly completed: number;
};

/** A row that needed attention, completed by a person into an event. */
export type CompletedRow = {
  readonly contribution: string;
  readonly table: string;
  readonly row: number;
  readonly hidden: boolean;
  readonly event: Event;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
};

export type NewContribution = {
  readonly id: string;
  readonly family: string;
  readonly level: 'agency' | 'department';
  readonly supersedes: string | null;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly mapping: ColumnMapping;
  readonly bytes: Uint8Array;
  readonly contribution: Contribution;
};

/** So many rows go to the server in one statement. */
const AT_ONCE = 2_000;
/** Lists whose items are whole rows of json with a position. */
type ListTable = 'not_event' | 'notice';

export async function insertContribution(transaction: Transaction, added: NewContribution): Promise<void> {
  const { id, family, contribution } = added;
  const { file, sha256, agency, format, tables, events, notEvents, attention, notices, people, coverage } = contribution;
  await transaction
    .insertInto('contribution')
    .values({
      id,
      family,
      agency: plain(agency),
      level: added.level,
      file: plain(file),
      sha256,
      format,
      supersedes: added.supersedes,
      received_at: added.receivedAt,
      received_by: added.receivedBy,
      stated_family: plain(contribution.family ?? null),
      // How many rows of each kind there are can be counted by those who see the rows; it is not written down beside them.
      reading: JSON.stringify({ tables: tables.map(({ rows: _rows, ...table }) => table) }),
      mapping: JSON.stringify(added.mapping),
      events: events.length,
      not_events: notEvents.length,
      attention: attention.length,
      notices: notices.length,
    })
    .execute();
  await transaction
    .insertInto('original')
    .values({ contribution: id, bytes: Buffer.from(added.bytes) })
    .execute();
  for (const [from, some] of inParts(events)) await insertEvents(transaction, id, family, from, some);
  for (const [from, some] of inParts(attention)) {
    await sql`insert into attention_row (contribution, position, table_place, row, body)
      select ${id}, t.position, t.place, t.row, t.body::json from unnest(${positions(from, some)}::int[], ${some.map(({ place }) => plain(place.table))}::text[],
      ${some.map(({ place }) => place.row)}::int[], ${some.map(asJson)}::text[]) as t (position, place, row, body)`.execute(transaction);
  }
  await insertList(transaction, 'not_event', id, notEvents);
  await insertList(transaction, 'notice', id, notices);
  for (const [from, some] of inParts(people)) {
    await sql`insert into described_person (contribution, position, family, body)
      select ${id}, t.position, ${family}, t.body::json from unnest(${positions(from, some)}::int[], ${some.map(asJson)}::text[]) as t (position, body)`.execute(
      transaction,
    );
  }
  for (const [position, { from, to, complete }] of coverage.entries()) {
    await transaction.insertInto('coverage').values({ contribution: id, position, covered_from: from, covered_to: to, complete }).execute();
  }
}

async function insertEvents(
  transaction: Transaction,
  contribution: string,
  family: string,
  from: number,
  events: readonly Event[],
): Promise<void> {
  await sql`insert into event (contribution, id, family, position, agency, kind, happened_from, happened_to, sensitivity, body)
    select ${contribution}, t.id, ${family}, t.position, t.agency, t.kind, t.first::date, t.last::date, t.sensitivity, t.body::json
    from unnest(${events.map(({ id }) => id)}::text[], ${positions(from, events)}::int[], ${events.map(({ agency }) => plain(agency))}::text[],
      ${events.map(({ kind }) => plain(kind))}::text[], ${events.map(({ happened }) => happened.from)}::text[], ${events.map(({ happened }) => happened.to)}::text[],
      ${events.map(({ sensitivity }) => plain(sensitivity ?? null))}::text[], ${events.map(asJson)}::text[])
      as t (id, position, agency, kind, first, last, sensitivity, body)`.execute(transaction);
}

async function insertList(transaction: Transaction, table: ListTable, contribution: string, items: readonly unknown[]): Promise<void> {
  for (const [from, some] of inParts(items)) {
    await sql`insert into ${sql.table(table)} (contribution, position, body)
      select ${contribution}, t.position, t.body::json from unnest(${positions(from, some)}::int[], ${some.map(asJson)}::text[]) as t (position, body)`.execute(
      transaction,
    );
  }
}

function* inParts<Item>(items: readonly Item[]): Generator<[number, readonly Item[]]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield [from, items.slice(from, from + AT_ONCE)];
}

const positions = (from: number, items: readonly unknown[]): number[] => items.map((_, index) => from + index);
const asJson = (value: unknown): string => JSON.stringify(value);

/** PostgreSQL's text cannot hold the character U+0000. Columns leave it out; the json beside them keeps it. */
function plain<Text extends string | null>(text: Text): Text {
  return (text === null ? null : text.replaceAll('\u0000', '')) as Text;
}

export async function insertCompletedRow(transaction: Transaction, completed: CompletedRow): Promise<void> {
  await transaction
    .insertInto('completed_row')
    .values({
      contribution: completed.contribution,
      table_place: plain(completed.table),
      row: completed.row,
      hidden: completed.hidden,
      event: completed.event.id,
      agency: plain(completed.event.agency),
      sensitivity: plain(completed.event.sensitivity ?? null),
      body: JSON.stringify(completed.event),
      at: completed.at,
      by: completed.by,
      reason: completed.reason,
    })
    .execute();
}

const ROW = sql`c.id, c.family, c.agency, c.level, c.file, c.sha256, c.format, c.supersedes, (select later.id from contribution later where later.supersedes = c.id) as "supersededBy",
  c.received_at as "receivedAt", c.received_by as "receivedBy", n.events, n.not_events as "notEvents", n.attention, n.notices,
  (select count(*) from completed_row r where r.contribution = c.id)::int as completed`;

/** Contributions with the counts of what can be seen of each. */
const counted = (which: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`contribution c join contribution_counts(array(select c.id from contribution c where ${which})) n on n.contribution = c.id`;

/** Every contribution of a family, also those that a later one supersedes, in the order in which they were received. */
export async function contributionRows(transaction: Transaction, family: string): Promise<ContributionRow[]> {
  return (
    await sql<ContributionRow>`select ${ROW} from ${counted(sql`c.family = ${family}`)} order by c.received_at, c.id`.execute(transaction)
  ).rows;
}

export async function findContribution(transaction: Transaction, id: string): Promise<ContributionRow | null> {
  return (await sql<ContributionRow>`select ${ROW} from ${counted(sql`c.id = ${id}`)}`.execute(transaction)).rows[0] ?? null;
}

/** The contribution that holds these bytes for this family, or null. With `supersedes`, one that corrects exactly that contribution. */
export async function findSameBytes(
  transaction: Transaction,
  family: string,
  sha256: string,
  supersedes: string | null,
): Promise<ContributionRow | null> {
  const which: RawBuilder<unknown> = supersedes === null ? sql`true` : sql`c.supersedes = ${supersedes}`;
  const { rows } =
    await sql<ContributionRow>`select ${ROW} from ${counted(sql`c.family = ${family} and c.sha256 = ${sha256} and ${which}`)} order by c.received_at desc limit 1`.execute(
      transaction,
    );
  return rows[0] ?? null;
}

/** Families that hold these bytes as a contribution, the oldest first. */
export async function familiesWithBytes(transaction: Transaction, sha256: string): Promise<string[]> {
  const rows = await transaction.selectFrom('contribution').select('family').where('sha256', '=', sha256).orderBy('received_at').execute();
  return [...new Set(rows.map(({ family }) => family))];
}

export async function readBytes(transaction: Transaction, contribution: string): Promise<Uint8Array | null> {
  const row = await transaction.selectFrom('original').select('bytes').where('contribution', '=', contribution).executeTakeFirst();
  return row?.bytes ?? null;
}

export async function completedRows(transaction: Transaction, contributions: readonly string[]): Promise<CompletedRow[]> {
  if (contributions.length === 0) return [];
  const rows = await transaction
    .selectFrom('completed_row')
    .selectAll()
    .where('contribution', 'in', contributions)
    .orderBy('at')
    .orderBy('event')
    .execute();
  return rows.map(({ contribution, table_place, row, hidden, body, at, by, reason }) => ({
    contribution,
    table: table_place,
    row,
    hidden,
    event: body as Event,
    at,
    by,
    reason,
  }));
}

/** Which event of a corrected file continues which earlier one, in the order in which the corrections came. */
export type Continuation = { readonly contribution: string; readonly earlier: string; readonly later: string | null };

export async function insertContinuations(
  transaction: Transaction,
  family: string,
  contribution: string,
  continuations: readonly { readonly earlier: string; readonly later: string | null }[],
): Promise<void> {
  for (const [, some] of inParts(continuations)) {
    await sql`insert into continuation (family, contribution, earlier, later) select ${family}, ${contribution}, t.earlier, t.later
      from unnest(${some.map(({ earlier }) => earlier)}::text[], ${some.map(({ later }) => later)}::text[]) as t (earlier, later)`.execute(
      transaction,
    );
  }
}

export async function continuations(transaction: Transaction, family: string): Promise<Continuation[]> {
  const { rows } = await sql<Continuation>`
    select k.contribution, k.earlier, k.later from continuation k join contribution c on c.id = k.contribution
    where k.family = ${family} order by c.received_at, c.id`.execute(transaction);
  return rows;
}
