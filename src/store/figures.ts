/**
 * Figures about the whole partnership: counted by the owner of the tables once a quarter has closed, decided (domain/figures.ts), and kept as
 * decided. What serves reads those and cannot count for itself.
 */
import { sql } from 'kysely';
import { ALL, ALL_QUARTERS, decideFigures, type Figure } from '../domain/figures.ts';
import type { Transaction } from './database.ts';

export const MEASURES = ['families', 'children'] as const;
export type Measure = (typeof MEASURES)[number];

/** A quarter of a year that begins in April. */
export type Quarter = { readonly year: number; readonly quarter: number };

/** What was received counts in the quarter of London's calendar; the fourth begins on 1 January. */
type Counted = { year: number; quarter: number; agency: string; families: number; children: number };

/** Decides every closed quarter that was not decided yet, oldest first. Run as the owner. Answers how many. */
export async function decideClosedQuarters(transaction: Transaction, partnership: string, open: Quarter): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('figures'), hashtext(${partnership}))`.execute(transaction);
  const counted = await countEverything(transaction, partnership);
  const first = counted[0];
  if (first === undefined) return 0;
  const agencies = await transaction
    .selectFrom('agency')
    .select('code')
    .where('partnership', '=', partnership)
    .orderBy('position')
    .orderBy('code')
    .execute();
  // All of the partnership's own, whether they sent something or not: being in the table says nothing.
  const codes = agencies.map(({ code }) => code);
  let decided = 0;
  for (let at: Quarter = first; at.year < open.year || (at.year === open.year && at.quarter < open.quarter); at = next(at)) {
    if (await isDecided(transaction, partnership, at)) continue;
    for (const measure of MEASURES) {
      const count = (agency: string, quarter: number): number =>
        counted.find((one) => one.year === at.year && one.quarter === quarter && one.agency === agency)?.[measure] ?? 0;
      const before = await figuresOf(transaction, partnership, at.year, measure);
      const quarters = [1, 2, 3, 4].slice(0, at.quarter);
      const figures = decideFigures({ agencies: codes, quarters, count }, before, at.quarter === 4);
      await transaction
        .insertInto('figure')
        .values(
          figures.map(({ agency, quarter, value }) => ({
            partnership,
            year: at.year,
            measure,
            quarter,
            agency,
            position: agency === ALL ? codes.length : codes.indexOf(agency),
            value,
          })),
        )
        .execute();
    }
    decided += 1;
  }
  return decided;
}

const next = ({ year, quarter }: Quarter): Quarter => (quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: quarter + 1 });

async function isDecided(transaction: Transaction, partnership: string, { year, quarter }: Quarter): Promise<boolean> {
  const row = await transaction
    .selectFrom('figure')
    .select('agency')
    .where('partnership', '=', partnership)
    .where('year', '=', year)
    .where('quarter', '=', quarter)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Families that an agency sent something about in a quarter, and the children that it described in them: of one family, as many as in the
 * contribution with the most. Oldest quarter first.
 */
async function countEverything(transaction: Transaction, partnership: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with sent as (
      select c.id, c.family, c.agency, (c.received_at at time zone 'Europe/London') - interval '3 months' as at
      from contribution c join family f on f.id = c.family where f.partnership = ${partnership} and c.agency is not null
    ), described as (
      select s.family, s.agency, extract(year from s.at)::integer as year, extract(quarter from s.at)::integer as quarter,
        (select count(*) from described_person p where p.contribution = s.id and p.body ->> 'role' in ('child', 'sibling')) as children
      from sent s
    ), once as (
      select family, agency, year, quarter, max(children) as children from described group by family, agency, year, quarter
    )
    select year, quarter, agency, count(*) as families, sum(children)::bigint as children from once group by year, quarter, agency order by year, quarter, agency`.execute(
    transaction,
  );
  return rows;
}

/** What got out of a year, as whoever is acting may see it: their own partnership's. */
export async function figuresOf(transaction: Transaction, partnership: string, year: number, measure: Measure): Promise<Figure[]> {
  const rows = await transaction
    .selectFrom('figure')
    .select(['agency', 'quarter', 'value'])
    .where('partnership', '=', partnership)
    .where('year', '=', year)
    .where('measure', '=', measure)
    .orderBy((is) => is.case().when('quarter', '=', ALL_QUARTERS).then(1).else(0).end())
    .orderBy('quarter')
    .orderBy('position')
    .execute();
  return rows.map(({ agency, quarter, value }) => ({ agency, quarter, value }));
}

export async function yearsWithFigures(transaction: Transaction, partnership: string): Promise<number[]> {
  const rows = await transaction
    .selectFrom('figure')
    .select('year')
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}
