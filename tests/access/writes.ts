/** What somebody tries to write, each try undone again: rows like those of the world, by themselves or by others; and changes of everything. */
import type pg from 'pg';
import { chance } from './making.ts';
import { type Index, TABLES } from './policy-index.ts';
import { type Asks, seenBy } from './policy-model.ts';
import { type Added, mayAdd, mayChange } from './policy-model-writes.ts';
import type { Table } from './world.ts';

export type Try = {
  readonly table: Table;
  readonly allowed: boolean;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly changes: number | null;
};

const AUTHORS = ['by', 'asked_by', 'started_by', 'received_by', 'added_by', 'practitioner'];
/** A column of each table that may be changed in which a change of everything can be tried without reading anything. */
const CHANGES: Readonly<Partial<Record<Table, string>>> = {
  family: 'update family set version = 7',
  contribution_draft: "update contribution_draft set mapping = '{}'",
  look: 'update look set at = now()',
  family_figures: 'update family_figures set version = 7',
  practitioner: "update practitioner set title = 'tried'",
  kept_form: 'delete from kept_form',
};

export async function insertableColumns(application: pg.Client): Promise<ReadonlyMap<Table, readonly string[]>> {
  const { rows } = await application.query<{ table_name: Table; names: string[] }>(
    `select table_name, array_agg(column_name::text order by ordinal_position) as names from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER' and is_identity = 'NO' and has_column_privilege('kinline_app', format('%I', table_name), column_name, 'insert')
     group by table_name`,
  );
  return new Map(rows.map(({ table_name, names }) => [table_name, names]));
}

/** The tries of one who asks: of each table some rows of families that they see and some others, in their own name and in others'. */
export function triesOf(index: Index, asks: Asks, insertable: ReadonlyMap<Table, readonly string[]>, seed: number, each: number): Try[] {
  const { one, often } = chance(seed);
  const seen = seenBy(index, asks);
  const tries: Try[] = [];
  for (const table of TABLES) {
    const all = index.world[table] as readonly Added[];
    const columns = insertable.get(table) ?? [];
    const changes = CHANGES[table];
    if (changes !== undefined) {
      const rows = mayChange(index, asks, seen, table).length;
      tries.push({ table, allowed: true, sql: changes, values: [], changes: rows });
    }
    if (all.length === 0 || columns.length === 0) continue;
    for (let times = 0; times < each; times += 1) {
      const near = all.filter((row) => seen.family.some(({ id }) => id === row['family']));
      const there = seen[table] as readonly Added[];
      const from = one([all, near.length > 0 ? near : all, there.length > 0 ? there : all]);
      const row: Record<string, unknown> = { ...one(from) };
      for (const author of AUTHORS)
        if (author in row && columns.includes(author) && often(author === 'practitioner' ? 0.3 : 0.8)) row[author] = asks.practitioner;
      // Into another contribution than its own, of whatever family.
      if ('contribution' in row && often(0.3)) row['contribution'] = one(index.world.contribution).id;
      if (table === 'look' && often(0.6)) row['practitioner'] = asks.practitioner;
      const names = columns
        .filter((column) => column in row)
        .map((column) => `"${column}"`)
        .join(', ');
      const sql = `insert into "${table}" (${names}) select ${names} from json_populate_record(null::"${table}", $1)`;
      tries.push({ table, allowed: mayAdd(index, asks, seen, table, row), sql, values: [JSON.stringify(row)], changes: null });
    }
  }
  return tries;
}

const REFUSED = '42501';
/** Met after a policy has let the row pass: it is there already, or names what is not there. */
const PASSED = ['23505', '23503'];

/** Tries it and takes it back. Null when what happened is what ought to; otherwise what happened. */
export async function tryOne(client: pg.Client, { table, allowed, sql, values, changes }: Try): Promise<string | null> {
  await client.query('savepoint trying');
  try {
    const { rowCount } = await client.query(sql, [...values]);
    if (changes !== null) return rowCount === changes ? null : `${table}: ${rowCount} rows changed instead of ${changes}`;
    return allowed ? null : `${table}: added, and ought to be refused: ${String(values[0])}`;
  } catch (error) {
    const { code = '', message } = error as { readonly code?: string; readonly message: string };
    if (changes !== null) return changes === 0 && code === REFUSED ? null : `${table}: ${message}`;
    if (code !== REFUSED && !PASSED.includes(code)) return `${table}: ${message}`;
    return (code === REFUSED) === !allowed
      ? null
      : `${table}: ${allowed ? 'refused, and ought to be added' : 'passed, and ought to be refused'}: ${String(values[0])}`;
  } finally {
    await client.query('rollback to trying');
  }
}
