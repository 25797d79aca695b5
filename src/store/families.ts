/** Families, and what can be said of each without merging it. */
import { sql } from 'kysely';
import type { DescribedPerson } from '../domain/person.ts';
import type { Transaction } from './database.ts';

export type FamilyRow = { readonly id: string; readonly label: string; readonly version: number };

export async function insertFamily(
  transaction: Transaction,
  row: { readonly id: string; readonly partnership: string; readonly label: string; readonly at: string; readonly by: string },
): Promise<void> {
  await transaction
    .insertInto('family')
    .values({ id: row.id, partnership: row.partnership, label: row.label, added_at: row.at, added_by: row.by })
    .execute();
}

export async function findFamily(transaction: Transaction, id: string): Promise<FamilyRow | null> {
  return (await transaction.selectFrom('family').select(['id', 'label', 'version']).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Counts a change to what is known of the family. Changes to one family wait for each other here. */
export async function countChange(transaction: Transaction, family: string): Promise<void> {
  await transaction.updateTable('family').set({ version: sql`version + 1` }).where('id', '=', family).execute();
}

export type FamilyLine = FamilyRow & {
  /** Stands for what of the family is seen: the same text for the same visible set. */
  readonly seen: string;
  /** Codes in the partnership's order. */
  readonly agencies: readonly string[];
  readonly attention: number;
  readonly lastReceived: string | null;
  readonly newSinceLastLook: number;
  /** Worked out at this version of the family, or null when it changed since. */
  readonly figures: Figures | null;
};

/** What only a merge can tell. */
export type Figures = { readonly events: number; readonly candidates: number; readonly conflicts: number };

/** The families of a partnership that whoever is acting sees; the one that received something last stands first. */
export async function listFamilyLines(
  transaction: Transaction,
  of: { readonly partnership: string; readonly practitioner: string },
): Promise<FamilyLine[]> {
  const { rows } = await sql<{
    id: string;
    label: string;
    version: number;
    seen: string;
    agencies: string[];
    attention: number;
    last_received: string | null;
    new_events: number;
    events: number | null;
    candidates: number | null;
    conflicts: number | null;
  }>`
    with live as (
      select c.id, c.family, c.received_at, n.events, n.attention
      from contribution c join contribution_counts(array(select id from contribution)) n on n.contribution = c.id
      where not exists (select from contribution later where later.supersedes = c.id)
    ), completed as (
      select l.family, r.at from completed_row r join live l on l.id = r.contribution
    )
    select f.id, f.label, f.version, w.seen,
      coalesce((select array_agg(i.agency order by a.position nulls last, i.agency) from involvement i
        left join agency a on a.partnership = f.partnership and a.code = i.agency where i.family = f.id), '{}') as agencies,
      coalesce((select sum(l.attention) from live l where l.family = f.id), 0)::int - (select count(*) from completed r where r.family = f.id)::int as attention,
      (select max(l.received_at) from live l where l.family = f.id) as last_received,
      coalesce((select sum(l.events) from live l where l.family = f.id and (k.at is null or l.received_at > k.at)), 0)::int
        + (select count(*) from completed r where r.family = f.id and (k.at is null or r.at > k.at))::int as new_events,
      g.events, g.candidates, g.conflicts
    from family f
    join fingerprints_now() w on w.family = f.id
    left join look k on k.family = f.id and k.practitioner = ${of.practitioner}
    left join family_figures g on g.family = f.id and g.seen = w.seen and g.version = f.version
    where f.partnership = ${of.partnership}
    order by coalesce((select max(c.received_at) from contribution c where c.family = f.id), f.added_at) desc, f.id`.execute(transaction);
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    version: row.version,
    seen: row.seen,
    agencies: row.agencies,
    attention: row.attention,
    lastReceived: row.last_received,
    newSinceLastLook: row.new_events,
    figures:
      row.events === null || row.candidates === null || row.conflicts === null
        ? null
        : { events: row.events, candidates: row.candidates, conflicts: row.conflicts },
  }));
}

export async function keepFigures(
  transaction: Transaction,
  family: string,
  seen: string,
  version: number,
  figures: Figures,
): Promise<void> {
  await transaction
    .insertInto('family_figures')
    .values({ family, seen, version, ...figures })
    .onConflict((conflict) => conflict.columns(['family', 'seen']).doUpdateSet({ version, ...figures }))
    .execute();
}

/** The family of this label that whoever is acting sees, or null. */
export async function findFamilyByLabel(transaction: Transaction, partnership: string, label: string): Promise<FamilyRow | null> {
  const query = transaction
    .selectFrom('family')
    .select(['id', 'label', 'version'])
    .where('partnership', '=', partnership)
    .where('label', '=', label);
  return (await query.orderBy('added_at').limit(1).executeTakeFirst()) ?? null;
}

export type DescribedRow = {
  readonly family: string;
  readonly agency: string | null;
  readonly file: string;
  readonly person: DescribedPerson;
};

/** Everyone described in what counts now, for these families. */
export async function describedPeople(transaction: Transaction, families: readonly string[]): Promise<DescribedRow[]> {
  if (families.length === 0) return [];
  const { rows } = await sql<{ family: string; agency: string | null; file: string; body: DescribedPerson }>`
    select p.family, c.agency, c.file, p.body from described_person p join contribution c on c.id = p.contribution
    where p.family = any(${families}) and not exists (select from contribution later where later.supersedes = c.id)
    order by c.received_at, c.id, p.position`.execute(transaction);
  return rows.map(({ family, agency, file, body }) => ({ family, agency, file, person: body }));
}

/** What stands for the visible set of a family: with nothing withheld an empty text, else the same text for the same set. */
export async function fingerprintOf(transaction: Transaction, family: string): Promise<string | null> {
  const { rows } = await sql<{ seen: string }>`select seen from fingerprints_now() where family = ${family}`.execute(transaction);
  return rows[0]?.seen ?? null;
}

/** Writes down that a practitioner looked at the family now. */
export async function keepLook(transaction: Transaction, family: string, practitioner: string, at: string): Promise<void> {
  await transaction
    .insertInto('look')
    .values({ family, practitioner, at })
    .onConflict((conflict) => conflict.columns(['family', 'practitioner']).doUpdateSet({ at }))
    .execute();
}
