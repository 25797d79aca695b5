/** Who works with a family: allocations, and their ends. Only ever added to; the times are the server's own. */
import { sql } from 'kysely';
import type { Clearance, Practitioner, Purpose } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';
import type { Transaction } from './database.ts';
import { practitionerFrom } from './practitioners.ts';

export type NewAllocation = {
  readonly id: string;
  readonly family: string;
  readonly practitioner: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly clearance: Clearance;
  /** ISO instant; null runs until it is ended. */
  readonly until: string | null;
  readonly by: string;
  readonly reason: string;
};

export async function insertAllocation(transaction: Transaction, row: NewAllocation): Promise<void> {
  await transaction.insertInto('allocation').values(row).execute();
}

/** The instant at which a day is over in Europe/London, where these families live. */
export async function endOfDay(transaction: Transaction, day: Day): Promise<string> {
  const { rows } = await sql<{ at: string }>`select ((${day}::date + 1)::timestamp at time zone 'Europe/London') as at`.execute(
    transaction,
  );
  return rows[0]?.at ?? '';
}

export type AllocationRow = {
  readonly id: string;
  readonly practitioner: Practitioner;
  /** The agency for which they were brought in. Theirs may be another by now; then this lets them see nothing. */
  readonly agency: string;
  readonly purpose: Purpose;
  readonly clearance: Clearance;
  readonly since: string;
  readonly until: string | null;
  readonly by: string;
  readonly byName: string;
  readonly reason: string;
  readonly ended: { readonly at: string; readonly byName: string; readonly reason: string } | null;
  /** Neither ended, nor run out, nor of an agency or a partnership that they have left. */
  readonly live: boolean;
};

/** Everybody who was ever brought in for a family, the first first. */
export async function allocationsOf(transaction: Transaction, family: string): Promise<AllocationRow[]> {
  const { rows } = await sql<{
    id: string;
    who: string;
    name: string;
    role: string;
    agency: string;
    title: string | null;
    for_agency: string;
    purpose: Purpose;
    clearance: Clearance;
    since: string;
    until: string | null;
    by: string;
    by_name: string;
    reason: string;
    ended_at: string | null;
    ended_by: string | null;
    ended_reason: string | null;
    live: boolean;
  }>`
    select a.id, p.id as who, p.name, p.role, p.agency, p.title, a.agency as for_agency, a.purpose, a.clearance, a.since, a.until, a.by,
      b.name as by_name, a.reason, e.at as ended_at, eb.name as ended_by, e.reason as ended_reason,
      e.allocation is null and (a.until is null or a.until > now()) and p.agency = a.agency and p.left_at is null as live
    from allocation a
    join practitioner p on p.id = a.practitioner
    join practitioner b on b.id = a.by
    left join allocation_end e on e.allocation = a.id
    left join practitioner eb on eb.id = e.by
    where a.family = ${family} order by a.since, a.id`.execute(transaction);
  return rows.map((row) => ({
    id: row.id,
    practitioner: practitionerFrom({ id: row.who, name: row.name, role: row.role, agency: row.agency, title: row.title }),
    agency: row.for_agency,
    purpose: row.purpose,
    clearance: row.clearance,
    since: row.since,
    until: row.until,
    by: row.by,
    byName: row.by_name,
    reason: row.reason,
    ended:
      row.ended_at === null || row.ended_by === null || row.ended_reason === null
        ? null
        : { at: row.ended_at, byName: row.ended_by, reason: row.ended_reason },
    live: row.live,
  }));
}

/** Ends an allocation. False when it had been ended already. */
export async function endAllocation(
  transaction: Transaction,
  row: { readonly allocation: string; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const added = await transaction
    .insertInto('allocation_end')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** How much whoever is acting may see of a family through their allocations: 0 ordinary, 1 restricted, 2 protected; null without one. */
export async function clearanceNow(transaction: Transaction, family: string): Promise<number | null> {
  const { rows } = await sql<{ clearance: number | null }>`select clearance_now(${family}) as clearance`.execute(transaction);
  return rows[0]?.clearance ?? null;
}

/** Practitioners of the partnership who have not left, in its order. */
export async function presentPractitioners(transaction: Transaction): Promise<Practitioner[]> {
  const rows = await transaction
    .selectFrom('practitioner')
    .select(['id', 'name', 'role', 'agency', 'title'])
    .where('left_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(practitionerFrom);
}
