/** The questions of an inspector or a court that ask more of the database than one's own rows; it answers within what the asker sees. */
import { sql } from 'kysely';
import type { Event } from '../domain/event.ts';
import type { Transaction } from './database.ts';

export type CouldSee = {
  /** From this instant on, until the next. */
  readonly moment: string;
  readonly role: string | null;
  readonly agency: string | null;
  /** Null: the family was not seen, for whatever reason. */
  readonly through: 'allocation' | 'emergency' | null;
  readonly events: readonly string[];
  /** Events that only stood in files which a corrected one had taken the place of. */
  readonly earlier: readonly string[];
};

/** What a practitioner could see of a family from one instant until another, wherever it changed. At one instant when both are the same. */
export async function couldSee(
  transaction: Transaction,
  asked: { readonly family: string; readonly practitioner: string; readonly from: string; readonly to: string },
): Promise<CouldSee[]> {
  const { rows } = await sql<CouldSee>`
    select moment, role, agency, through, events, earlier
    from could_see(${asked.family}, ${asked.practitioner}, ${asked.from}::timestamptz, ${asked.to}::timestamptz)`.execute(transaction);
  return rows;
}

/** The numbers of the lines whose page or file held an event, or a contribution. */
export async function linesThatShowed(
  transaction: Transaction,
  asked: {
    readonly family: string;
    readonly event: string | null;
    readonly contribution: string | null;
    readonly operations: readonly string[];
  },
): Promise<number[]> {
  const { rows } = await sql<{ entry: number }>`
    select lines_that_showed(${asked.family}, ${asked.event}, ${asked.contribution}, ${[...asked.operations]}::text[]) as entry`.execute(
    transaction,
  );
  return rows.map(({ entry }) => entry);
}

/** For each contribution that the asker sees: are the sealed bytes still those whose hash was written beside them? */
export async function originalsWhole(transaction: Transaction, family: string): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await sql<{ contribution: string; whole: boolean }>`select contribution, whole from originals_whole(${family})`.execute(
    transaction,
  );
  return new Map(rows.map(({ contribution, whole }) => [contribution, whole]));
}

export type LogChecked = {
  readonly lines: number;
  readonly altered: number;
  readonly first_altered: number | null;
  readonly pairs: number;
  readonly pairs_altered: number;
};

/** The whole log up to a size, hashed again. */
export async function logChecked(transaction: Transaction, family: string, size: number): Promise<LogChecked> {
  const { rows } = await sql<LogChecked>`
    select lines, altered, first_altered, pairs, pairs_altered from log_checked(${family}, ${size})`.execute(transaction);
  return rows[0] ?? { lines: 0, altered: 0, first_altered: null, pairs: 0, pairs_altered: 0 };
}

/** An event as one contribution gave it, also one that was corrected since; with when and by whom it was received or completed here. */
export type EventCopy = {
  readonly event: Event;
  readonly contribution: string;
  readonly file: string;
  readonly received: string;
  readonly receivedBy: string;
  readonly completed: boolean;
  readonly superseded: boolean;
};

/** Every event of a family that the asker sees, in the order of when it happened. */
export async function eventCopies(transaction: Transaction, family: string): Promise<EventCopy[]> {
  const { rows } = await sql<EventCopy>`
    select f.body as event, f.contribution, c.file, f.received, f.by as "receivedBy", f.completed,
      exists (select from contribution later where later.supersedes = c.id) as superseded
    from (
      select e.contribution, e.body, c.received_at as received, c.received_by as by, false as completed, e.happened_from, e.position
      from event e join contribution c on c.id = e.contribution where e.family = ${family}
      union all
      select r.contribution, r.body, r.at, r.by, true, (r.body -> 'happened' ->> 'from')::date, r.row
      from completed_row r join contribution c on c.id = r.contribution where c.family = ${family}
    ) f join contribution c on c.id = f.contribution
    order by f.happened_from nulls last, c.received_at, f.position`.execute(transaction);
  return rows;
}

/** A fact that somebody added or decided: when, by whom, what. `event` and `contribution` where it is about one. */
export type Fact = {
  readonly at: string;
  readonly by: string;
  readonly what:
    | 'family'
    | 'contribution'
    | 'note'
    | 'request'
    | 'promise'
    | 'completed'
    | 'decision'
    | 'settlement'
    | 'correction'
    | 'set-aside'
    | 'allocation';
  readonly words: string | null;
  readonly reason: string | null;
  readonly agency: string | null;
  readonly events: readonly string[];
  readonly contribution: string | null;
};

/** Everything that the append-only tables say was added to or decided about a family, as far as the asker sees it. Newest first. */
export async function factsOf(transaction: Transaction, family: string): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    select * from (
      select f.added_at as at, f.added_by as by, 'family' as what, null as words, null as reason, null as agency, '{}'::text[] as events, null as contribution
        from family f where f.id = ${family}
      union all
      select c.received_at, c.received_by, case when c.supersedes is null then 'contribution' else 'correction' end, c.file, null, c.agency, '{}', c.id
        from contribution c where c.family = ${family}
      union all
      select n.at, n.by, 'note', n.text, null, null, array[n.event], null from note n where n.family = ${family}
      union all
      select q.at, q.by, 'request', null, q.note, q.agency, '{}', null from request q where q.family = ${family}
      union all
      select p.at, p.by, 'promise', p.promised_on::text, null, p.agency, '{}', null from promise p where p.family = ${family}
      union all
      select r.at, r.by, 'completed', r.table_place || ', row ' || r.row, r.reason, null, array[r.event], r.contribution
        from completed_row r join contribution c on c.id = r.contribution where c.family = ${family}
      union all
      select d.at, d.by, 'decision', d.answer, d.reason, null, array[d.one, d.other], null from decision d where d.family = ${family}
      union all
      select s.at, s.by, 'settlement', s.about, s.reason, null, s.events, null from settlement s where s.family = ${family}
      union all
      select x.at, x.by, 'set-aside', d.file, null, d.agency, '{}', d.id
        from draft_set_aside x join contribution_draft d on d.id = x.draft where d.family = ${family}
    ) said order by at desc, what, words`.execute(transaction);
  return rows;
}

/** A message that somebody was sent about an emergency opening of this family, and when they opened it. */
export type Told = {
  readonly practitioner: string;
  readonly kind: string;
  readonly at: string;
  readonly opened: string | null;
  readonly opening: string;
};

export async function toldOf(transaction: Transaction, family: string): Promise<Told[]> {
  const { rows } = await sql<Told>`select practitioner, kind, at, opened, opening from told_of(${family})`.execute(transaction);
  return rows;
}
