/** Contributions as they were read, out of the store again: whole readings, and single events wherever they came in. */
import { sql } from 'kysely';
import type { AttentionRow, Contribution, Coverage, NotEvent, Notice, TableReading } from '../domain/contribution.ts';
import type { Event, Place } from '../domain/event.ts';
import type { DescribedPerson } from '../domain/person.ts';
import type { ContributionRow } from './contributions.ts';
import type { Transaction } from './database.ts';

/** What was read of these contributions, as it was read. Rows completed by hand still stand under attention. */
export async function readReadings(transaction: Transaction, rows: readonly ContributionRow[]): Promise<Map<string, Contribution>> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const heads = await transaction.selectFrom('contribution').select(['id', 'reading', 'stated_family']).where('id', 'in', ids).execute();
  const head = new Map(heads.map((one) => [one.id, one]));
  const events = await listsOf<Event>(transaction, 'event', ids);
  const notEvents = await listsOf<NotEvent>(transaction, 'not_event', ids);
  const attention = await listsOf<AttentionRow>(transaction, 'attention_row', ids);
  const notices = await listsOf<Notice>(transaction, 'notice', ids);
  const people = await listsOf<DescribedPerson>(transaction, 'described_person', ids);
  const covered = await transaction.selectFrom('coverage').selectAll().where('contribution', 'in', ids).orderBy('position').execute();
  const coverage = new Map<string, Coverage[]>();
  for (const { contribution, covered_from, covered_to, complete } of covered) {
    coverage.set(contribution, [...(coverage.get(contribution) ?? []), { from: covered_from, to: covered_to, complete }]);
  }
  return new Map(
    rows.map(({ id, file, sha256, agency, format }) => {
      const stated = head.get(id)?.stated_family ?? null;
      return [
        id,
        {
          file,
          sha256,
          agency,
          ...(stated === null ? {} : { family: stated }),
          format,
          tables: counted(head.get(id)?.reading, [events.get(id), notEvents.get(id), attention.get(id)]),
          people: people.get(id) ?? [],
          coverage: coverage.get(id) ?? [],
          events: events.get(id) ?? [],
          notEvents: notEvents.get(id) ?? [],
          attention: attention.get(id) ?? [],
          notices: notices.get(id) ?? [],
        },
      ];
    }),
  );
}

type Placed = readonly { readonly place: Place }[] | undefined;

/** Tables as they were read, with the rows that can be seen of each. */
function counted(reading: unknown, [events, notEvents, attention]: readonly [Placed, Placed, Placed]): TableReading[] {
  const tables = (reading as { tables: Omit<TableReading, 'rows'>[] } | undefined)?.tables ?? [];
  const count = (rows: Placed): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { place } of rows ?? []) counts.set(place.table, (counts.get(place.table) ?? 0) + 1);
    return counts;
  };
  const [inEvents, inNotEvents, inAttention] = [count(events), count(notEvents), count(attention)];
  return tables.map((table) => {
    const rows = {
      events: inEvents.get(table.place) ?? 0,
      notEvents: inNotEvents.get(table.place) ?? 0,
      attention: inAttention.get(table.place) ?? 0,
    };
    return { ...table, rows: { read: rows.events + rows.notEvents + rows.attention, ...rows } };
  });
}

/** The json bodies of one table for each contribution, in their order. They come as one text each, which is quicker than a row each. */
async function listsOf<Item>(
  transaction: Transaction,
  table: 'event' | 'attention_row' | 'not_event' | 'notice' | 'described_person',
  contributions: readonly string[],
): Promise<Map<string, Item[]>> {
  const { rows } = await sql<{ contribution: string; items: string }>`
    select contribution, '[' || string_agg(body::text, ',' order by position) || ']' as items from ${sql.table(table)}
    where contribution = any(${contributions}) group by contribution`.execute(transaction);
  return new Map(rows.map(({ contribution, items }) => [contribution, JSON.parse(items) as Item[]]));
}

/** Single events of a family, whichever contribution they came in, with that contribution. The latest received stands last. */
export async function findEvents(
  transaction: Transaction,
  family: string,
  ids: readonly string[],
): Promise<{ event: Event; contribution: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ body: Event; contribution: string }>`
    select f.body, f.contribution from (
      select e.id, e.body, e.contribution from event e where e.family = ${family} and e.id = any(${ids})
      union all select r.event, r.body, r.contribution from completed_row r join contribution c on c.id = r.contribution where c.family = ${family} and r.event = any(${ids})
    ) f join contribution c on c.id = f.contribution order by c.received_at, c.id`.execute(transaction);
  return rows.map(({ body, contribution }) => ({ event: body, contribution }));
}
