/** Whom an event must not reach: lines that are only added to; the latest for an event and an audience counts. */
import { sql } from 'kysely';
import type { Event } from '../domain/event.ts';
import type { CompletedRow } from './contributions.ts';
import type { Transaction } from './database.ts';
import { signedByServer } from './openings.ts';

export type Audience = { readonly kind: 'practitioner' | 'agency'; readonly id: string };

export type MustNotReachRow = {
  readonly audience: Audience;
  readonly effect: 'hide' | 'lift';
  readonly reason: string;
  readonly at: string;
  readonly byName: string;
};

export async function insertMustNotReach(
  transaction: Transaction,
  row: {
    readonly family: string;
    readonly event: string;
    readonly audience: Audience;
    readonly effect: 'hide' | 'lift';
    readonly reason: string;
    readonly by: string;
  },
): Promise<void> {
  const { audience, ...line } = row;
  await transaction
    .insertInto('must_not_reach')
    .values({ ...line, audience_kind: audience.kind, audience: audience.id })
    .execute();
}

/** The lines of an event, in the order in which they were written. */
export async function mustNotReachOf(transaction: Transaction, family: string, event: string): Promise<MustNotReachRow[]> {
  const rows = await transaction
    .selectFrom('must_not_reach')
    .innerJoin('practitioner', 'practitioner.id', 'must_not_reach.by')
    .select(['audience_kind', 'audience', 'effect', 'reason', 'at', 'practitioner.name as byName'])
    .where('family', '=', family)
    .where('event', '=', event)
    .orderBy('sequence')
    .execute();
  return rows.map(({ audience_kind, audience, ...row }) => ({ ...row, audience: { kind: audience_kind, id: audience } }));
}

/** All events of a contribution, also those withheld from whoever is acting; what comes of it never leaves the server. */
export async function wholeContribution(
  transaction: Transaction,
  key: Uint8Array,
  family: string,
  contribution: string,
): Promise<{ readonly events: readonly Event[]; readonly completed: readonly CompletedRow[] }> {
  const mac = await signedByServer(transaction, key, `continuing ${contribution}`);
  const { rows } = await sql<{
    event: Event;
    completed: boolean;
    table_place: string | null;
    row: number | null;
    hidden: boolean | null;
    at: string | null;
    by: string | null;
    reason: string | null;
  }>`select * from whole_contribution(${family}, ${contribution}, ${mac})`.execute(transaction);
  return {
    events: rows.filter(({ completed }) => !completed).map(({ event }) => event),
    completed: rows
      .filter(({ completed }) => completed)
      .map(({ event, table_place, row, hidden, at, by, reason }) => ({
        contribution,
        table: table_place ?? '',
        row: row ?? 0,
        hidden: hidden === true,
        event,
        at: at ?? '',
        by: by ?? '',
        reason,
      })),
  };
}

/** Whoever must not be reached by an event must not be reached by the one that continues it. */
export async function followMustNotReach(
  transaction: Transaction,
  key: Uint8Array,
  family: string,
  pairs: readonly { readonly earlier: string; readonly later: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  const mac = await signedByServer(transaction, key, `following ${family}`);
  await sql`select follow_must_not_reach(${family}, ${pairs.map(({ earlier }) => earlier)}::text[],
    ${pairs.map(({ later }) => later)}::text[], ${mac})`.execute(transaction);
}
