/** An invented world in a real database, and what the database shows of it to whoever asks, beside what the policy's model says. */
import type pg from 'pg';
import { type Claim, signClaim } from '../../src/store/context.ts';
import { TEST_KEYS } from '../database.ts';
import { type Index, KEYS, keyOf, TABLES } from './policy-index.ts';
import { type Asks, seenBy } from './policy-model.ts';
import type { Table, World } from './world.ts';

/** What may be seen by itself: the rows of a table, and what is counted of a contribution. */
export type Group = Table | 'counts';
export const GROUPS: readonly Group[] = [...TABLES, 'counts'];

export type Difference = {
  readonly kind: 'leak' | 'wrongful denial';
  readonly group: Group;
  readonly key: string;
  readonly who: string;
  readonly purpose: string | null;
};

/** Puts the world in place of everything that the database holds, without triggers: as an operator who restores it would. Roles stay, and are the world's. */
export async function loadWorld(superuser: pg.Client, world: World): Promise<void> {
  const { rows: columns } = await superuser.query<{ table_name: Table; names: string[] }>(
    `select table_name, array_agg(column_name::text) as names from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER' group by table_name`,
  );
  const columnsOf = new Map(columns.map(({ table_name, names }) => [table_name, names]));
  const tables = TABLES.filter((table) => table !== 'role');
  await superuser.query('begin');
  await superuser.query("set local session_replication_role = 'replica'");
  await superuser.query(`truncate ${tables.map((table) => `"${table}"`).join(', ')} cascade`);
  for (const table of tables) {
    const rows = world[table] as readonly object[];
    if (rows.length === 0) continue;
    const there = columnsOf.get(table) ?? [];
    const names = Object.keys(rows[0] as object)
      .filter((name) => there.includes(name))
      .map((name) => `"${name}"`)
      .join(', ');
    await superuser.query(
      `insert into "${table}" (${names}) overriding system value select ${names} from json_populate_recordset(null::"${table}", $1)`,
      [JSON.stringify(rows)],
    );
  }
  await superuser.query(`select setval(pg_get_serial_sequence(format('%I', table_name), column_name), 1000000)
    from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`);
  world.role = (await superuser.query('select code from role')).rows;
  await superuser.query('commit');
  await superuser.query('analyze');
}

/** Tables of which the application's role may read the key at all. Of others it sees nothing, whoever asks. */
export async function readableTables(application: pg.Client): Promise<Table[]> {
  const readable: Table[] = [];
  for (const table of TABLES) {
    const checks = KEYS[table].map((_, index) => `has_column_privilege($1, $${index + 2}, 'select')`).join(' and ');
    const { rows } = await application.query<{ may: boolean }>(`select ${checks} as may`, [`"${table}"`, ...KEYS[table]]);
    if (rows[0]?.may === true) readable.push(table);
  }
  return readable;
}

/** Every key of a group that is shown, as one array. Counts are asked for every contribution that there is, seen or not. */
export function groupSql(group: Group, contributions: readonly string[]): string {
  if (group === 'counts')
    return `select array_agg(concat_ws(' ', c.contribution, c.events, c.not_events, c.attention, c.notices)) as keys
      from contribution_counts(array['${contributions.join("','")}']) c`;
  return `select array_agg(concat_ws(' ', ${KEYS[group].map((column) => `"${column}"`).join(', ')})) as keys from "${group}"`;
}

/** Every key that the database shows in this context, group by group. What is done instead of entering one may be given. */
export async function shownTo(
  application: pg.Client,
  readable: readonly Table[],
  world: World,
  claim: Claim | (() => Promise<unknown>),
): Promise<Map<Group, readonly string[]>> {
  const shown = new Map<Group, readonly string[]>();
  await application.query('begin');
  try {
    await (typeof claim === 'function' ? claim() : enter(application, claim));
    const contributions = world.contribution.map(({ id }) => id);
    for (const group of [...readable, 'counts'] as const) {
      const text = groupSql(group, contributions);
      const named = group === 'counts' ? { text } : { name: `keys of ${group}`, text };
      const { rows } = await application.query<{ keys: string[] | null }>(named);
      shown.set(group, rows[0]?.keys ?? []);
    }
  } finally {
    await application.query('rollback');
  }
  return shown;
}

export async function enter(
  application: pg.Client,
  claim: Claim,
  key: Uint8Array = TEST_KEYS.context,
  expires = new Date(Date.now() + 60_000),
): Promise<boolean> {
  const { payload, mac } = signClaim(claim, key, expires);
  const { rows } = await application.query({ name: 'enter', text: 'select * from enter($1, $2)', values: [payload, mac] });
  return rows.length > 0;
}

/** What the model says is seen, by the same keys. */
export function oughtToSee(index: Index, asks: Asks): Map<Group, ReadonlySet<string>> {
  const seen = seenBy(index, asks);
  const keys = (group: Group): string[] =>
    group === 'counts'
      ? seen.counts.map((row) => Object.values(row).join(' '))
      : (seen[group] as readonly object[]).map((row) => keyOf(group, row));
  return new Map(GROUPS.map((group) => [group, new Set(keys(group))]));
}

/** Compares whole sets, both ways round. Answers how many decisions that was: each row, and each contribution's counts, seen or not. */
export function compare(index: Index, asks: Asks, shown: ReadonlyMap<Group, readonly string[]>, found: Difference[]): number {
  let decisions = 0;
  for (const [group, ought] of oughtToSee(index, asks)) {
    decisions += index.world[group === 'counts' ? 'contribution' : group].length;
    const does = new Set(shown.get(group) ?? []);
    const differ = (kind: Difference['kind'], key: string): void => {
      found.push({ kind, group, key, who: asks.practitioner, purpose: asks.purpose });
    };
    for (const key of does) if (!ought.has(key)) differ('leak', key);
    for (const key of ought) if (!does.has(key)) differ('wrongful denial', key);
  }
  return decisions;
}
