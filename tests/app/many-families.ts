/** Test support: many families at once, received long ago, for figures. */
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase } from '../database.ts';

/** Families that an agency sent something about on a day, each with so many children. Put in around the door, to have many and long ago. */
export async function plantFamilies(test: TestDatabase, agency: string, day: string, families: number, children = 1): Promise<void> {
  await test.ask(
    `with f as (insert into family (id, partnership, label, added_at, added_by)
        select md5($1 || $2 || n), $3, 'Family ' || n, now(), $4 from generate_series(1, $5::integer) n returning id),
      c as (insert into contribution (id, family, agency, level, file, sha256, format, received_at, received_by, reading, mapping, events, not_events, attention, notices)
        select md5(f.id), f.id, $1, 'agency', 'x.csv', repeat('0', 64), 'columns', $2::timestamptz, $4, '{}', '{}', 0, 0, 0, 0 from f returning id, family)
      insert into described_person (contribution, position, family, body)
        select c.id, n, c.family, '{"label":"B","role":"child"}' from c cross join generate_series(1, $6::integer) n`,
    [agency, day, PARTNERSHIP, TEST_PRACTITIONERS.manager.id, families, children],
  );
}
