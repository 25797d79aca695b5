/** What agencies were asked for, and what they promised. */
import { sql } from 'kysely';
import type { Day } from '../domain/time.ts';
import type { Transaction } from './database.ts';

export type RequestRow = {
  readonly family: string;
  readonly agency: string;
  readonly on: Day;
  readonly by: Day | null;
  readonly at: string;
};
export type PromiseRow = { readonly family: string; readonly agency: string; readonly on: Day; readonly at: string };

export async function insertRequest(
  transaction: Transaction,
  row: {
    readonly id: string;
    readonly family: string;
    readonly agency: string;
    readonly on: Day;
    readonly wantedBy: Day | null;
    readonly note: string | null;
    readonly at: string;
    readonly by: string;
  },
): Promise<void> {
  const { id, family, agency, on, wantedBy, note, at, by } = row;
  await transaction.insertInto('request').values({ id, family, agency, asked_on: on, wanted_by: wantedBy, note, at, by }).execute();
}

export async function insertPromise(
  transaction: Transaction,
  row: {
    readonly id: string;
    readonly family: string;
    readonly agency: string;
    readonly on: Day;
    readonly at: string;
    readonly by: string;
  },
): Promise<void> {
  await transaction
    .insertInto('promise')
    .values({ id: row.id, family: row.family, agency: row.agency, promised_on: row.on, at: row.at, by: row.by })
    .execute();
}

/** Requests of these families, the oldest first. */
export async function requestsOf(transaction: Transaction, families: readonly string[]): Promise<RequestRow[]> {
  if (families.length === 0) return [];
  const rows = await transaction
    .selectFrom('request')
    .select(['family', 'agency', 'asked_on', 'wanted_by', 'at'])
    .where('family', 'in', families)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ family, agency, asked_on, wanted_by, at }) => ({ family, agency, on: asked_on, by: wanted_by, at }));
}

/** Promises of these families, the oldest first. */
export async function promisesOf(transaction: Transaction, families: readonly string[]): Promise<PromiseRow[]> {
  if (families.length === 0) return [];
  const rows = await transaction
    .selectFrom('promise')
    .select(['family', 'agency', 'promised_on', 'at'])
    .where('family', 'in', families)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ family, agency, promised_on, at }) => ({ family, agency, on: promised_on, at }));
}

/** When others last told of an agency's events in a file that is not its own and that no correction replaced, for these families. */
export async function lastToldByOthers(
  transaction: Transaction,
  families: readonly string[],
): Promise<{ family: string; agency: string; file: string; at: string }[]> {
  if (families.length === 0) return [];
  const { rows } = await sql<{ family: string; agency: string; file: string; at: string }>`
    select distinct on (e.family, e.agency) e.family, e.agency, c.file, c.received_at as at
    from event e join contribution c on c.id = e.contribution
    where e.family = any(${families}) and e.agency is not null and e.agency is distinct from c.agency
      and not exists (select from contribution later where later.supersedes = c.id)
    order by e.family, e.agency, c.received_at desc, c.id`.execute(transaction);
  return rows;
}

/** When each agency's latest contribution that counts was received, for these families. */
export async function lastReceivedByAgency(
  transaction: Transaction,
  families: readonly string[],
): Promise<{ family: string; agency: string; at: string }[]> {
  if (families.length === 0) return [];
  const rows = await transaction
    .selectFrom('contribution')
    .select(({ fn }) => ['family', 'agency', fn.max('received_at').as('at')])
    .where('family', 'in', families)
    .where('agency', 'is not', null)
    .groupBy(['family', 'agency'])
    .execute();
  return rows.flatMap(({ family, agency, at }) => (agency === null ? [] : [{ family, agency, at: at as string }]));
}
