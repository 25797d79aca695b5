/**
 * The access record: lines of the audit newest first, page by page, with totals. Whoever is acting sees the lines of clause 15; a line about
 * a contribution or a draft that they may not see is left out, so that a hidden thing leaves no trace here either.
 */
import { type RawBuilder, sql } from 'kysely';
import { type AuditEntry, entryOf, type Verb } from '../domain/audit.ts';
import type { Transaction } from './database.ts';

export type RecordLine = AuditEntry & { readonly entry: number };

export type RecordQuestion = {
  /** Null: whatever it was about, for one's own record. */
  readonly family: string | null;
  readonly practitioner?: string | null;
  readonly agency?: string | null;
  readonly verbs?: readonly Verb[];
  readonly operations?: readonly string[];
  readonly contribution?: string | null;
  /** Only these lines, besides those of `contribution`. */
  readonly entries?: readonly number[] | null;
  /** ISO instants: from this one on, and before that one. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** Operations whose lines are told to nobody but their author. */
  readonly onlyOwn?: (operation: string) => boolean;
  readonly me: string;
};

const every = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(conditions, sql` and `);

async function conditionOf(transaction: Transaction, question: RecordQuestion): Promise<RawBuilder<unknown>> {
  const { family, practitioner, agency, verbs, operations, contribution, entries, from, to, onlyOwn, me } = question;
  const is: RawBuilder<unknown>[] = [];
  if (family === null) is.push(sql`a.practitioner = ${me}`);
  else
    is.push(
      sql`(a.family = ${family} or (a.family is null and (
        (a.subject_kind = 'contribution' and a.subject in (select c.id from contribution c where c.family = ${family}))
        or (a.subject_kind = 'draft' and a.subject in (select d.id from contribution_draft d where d.family = ${family})))))`,
      sql`(a.practitioner = ${me} or a.subject is null or a.subject_kind not in ('contribution', 'draft')
        or a.subject in (select c.id from contribution c where c.family = ${family})
        or a.subject in (select d.id from contribution_draft d where d.family = ${family}))`,
    );
  if (practitioner) is.push(sql`a.practitioner = ${practitioner}`);
  if (agency) is.push(sql`a.agency = ${agency}`);
  if (verbs !== undefined && operations !== undefined)
    is.push(sql`(a.verb = any(${[...verbs]}::text[]) or a.operation = any(${[...operations]}::text[]))`);
  else if (verbs !== undefined) is.push(sql`a.verb = any(${[...verbs]}::text[])`);
  else if (operations !== undefined) is.push(sql`a.operation = any(${[...operations]}::text[])`);
  if (entries) is.push(sql`(a.sequence = any(${[...entries]}::bigint[]) or a.subject = ${contribution ?? null})`);
  else if (contribution) is.push(sql`a.subject = ${contribution}`);
  if (from) is.push(sql`a.at >= ${from}::timestamptz`);
  if (to) is.push(sql`a.at < ${to}::timestamptz`);
  if (onlyOwn !== undefined) {
    const { rows } = await sql<{ operation: string }>`select distinct a.operation from audit a where ${every(is)}`.execute(transaction);
    const own = rows.map(({ operation }) => operation).filter(onlyOwn);
    if (own.length > 0) is.push(sql`(a.practitioner = ${me} or a.operation <> all(${own}::text[]))`);
  }
  return every(is);
}

export type RecordPage = {
  readonly lines: readonly RecordLine[];
  readonly total: number;
  /** How many different practitioners. */
  readonly people: number;
  readonly totals: readonly { readonly verb: Verb; readonly lines: number; readonly people: number }[];
};

const sumOf = (some: readonly { readonly lines: number }[]): number => some.reduce((sum, { lines }) => sum + lines, 0);

/** `most` null: every line. */
export async function recordPage(
  transaction: Transaction,
  question: RecordQuestion,
  most: number | null,
  skip: number,
): Promise<RecordPage> {
  const condition = await conditionOf(transaction, question);
  const { rows: sums } = await sql<{ verb: Verb; practitioner: string | null; lines: number }>`
    select a.verb, a.practitioner, count(*)::int as lines from audit a where ${condition} group by a.verb, a.practitioner`.execute(
    transaction,
  );
  const { rows } = await sql<{ sequence: number; canonical: string }>`
    select a.sequence, a.canonical::text as canonical from audit a where ${condition}
    order by a.sequence desc offset ${skip} ${most === null ? sql`` : sql`limit ${most}`}`.execute(transaction);
  const lines = rows.map(({ sequence, canonical }) => {
    const said = entryOf(canonical);
    if (said === null) throw new Error('An entry of the audit is not in its canonical form.');
    return { ...said, entry: sequence };
  });
  const totals = [...new Set(sums.map(({ verb }) => verb))]
    .map((verb) => {
      const of = sums.filter((one) => one.verb === verb);
      return { verb, lines: sumOf(of), people: of.filter(({ practitioner }) => practitioner !== null).length };
    })
    .sort((one, other) => other.lines - one.lines);
  const people = new Set(sums.flatMap(({ practitioner }) => (practitioner === null ? [] : [practitioner]))).size;
  return { lines, total: sumOf(sums), people, totals };
}

/** Names of the files that lines are about, as far as whoever is acting may see them. */
export async function filesNamed(transaction: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; file: string }>`
    select id, file from contribution where id = any(${[...ids]}::text[])
    union all select id, file from contribution_draft where id = any(${[...ids]}::text[])`.execute(transaction);
  return new Map(rows.map(({ id, file }) => [id, file]));
}

export type OpeningRow = {
  readonly id: string;
  readonly practitioner: string;
  readonly reason: string;
  readonly since: string;
  readonly until: string;
};

/** Emergency openings of a family; `until` is when they closed, if that was earlier. */
export async function openingsOf(transaction: Transaction, family: string): Promise<OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    select b.id, b.practitioner, b.reason, b.since, least(b.until, c.at) as until
    from emergency_opening b left join emergency_closing c on c.opening = b.id where b.family = ${family} order by b.since`.execute(
    transaction,
  );
  return rows;
}

/** Agencies and contributions that the copy for the family may name. */
export async function openlyNamed(
  transaction: Transaction,
  family: string,
): Promise<{ readonly agencies: ReadonlySet<string>; readonly contributions: ReadonlySet<string> }> {
  const { rows } = await sql<{ kind: 'agency' | 'contribution'; item: string }>`select kind, item from openly_named(${family})`.execute(
    transaction,
  );
  const of = (kind: string): ReadonlySet<string> => new Set(rows.filter((row) => row.kind === kind).map(({ item }) => item));
  return { agencies: of('agency'), contributions: of('contribution') };
}

/** What was done with a family on a day, once however often: for the copy that the family reads. Nothing that was done while an emergency ran. */
export type DailyDeed = Pick<AuditEntry, 'role' | 'agency' | 'purpose' | 'operation' | 'verb' | 'outcome' | 'subjectKind' | 'subject'> & {
  readonly day: string;
};

export async function dailyDeeds(transaction: Transaction, family: string, me: string): Promise<DailyDeed[]> {
  const condition = await conditionOf(transaction, { family, me });
  const { rows } = await sql<DailyDeed>`
    select (a.at at time zone 'Europe/London')::date as day, a.role, a.agency, a.purpose, a.operation, a.verb, a.outcome,
      a.subject_kind as "subjectKind", a.subject
    from audit a
    where ${condition} and a.outcome = 'done' and a.practitioner is not null and not exists (
      select from emergency_opening b left join emergency_closing c on c.opening = b.id
      where b.family = ${family} and b.practitioner = a.practitioner and a.at >= b.since and a.at < least(b.until, c.at))
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    order by 1 desc, max(a.sequence) desc`.execute(transaction);
  return rows;
}

export async function logBegins(transaction: Transaction, family: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select log_begins(${family}) as at`.execute(transaction);
  return rows[0]?.at ?? null;
}
