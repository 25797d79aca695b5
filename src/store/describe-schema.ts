/**
 * The total of all migrations, as the database itself tells it: tables, columns, constraints, indexes, functions, triggers,
 * row-level policies, and the application's grants. */
import pg from 'pg';
import { APPLICATION_ROLE } from './migrations.ts';

type Column = { table: string; name: string; type: string; required: boolean; otherwise: string | null; identity: string };

/** The text of sql/schema.sql for this database. The same schema gives the same text. */
export async function describeSchema(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: columns } = await client.query<Column>(`
      select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
        pg_get_expr(d.adbin, d.adrelid) as otherwise, a.attidentity as identity
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`);
    // Since PostgreSQL 18 "not null" is a constraint of its own; it is told with its column.
    const { rows: constraints } = await client.query<{ table: string; definition: string }>(`
      select c.relname as table, 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = 'public'::regnamespace and k.contype <> 'n' order by c.relname, k.contype desc, k.conname`);
    const { rows: indexes } = await client.query<{ definition: string }>(`
      select pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`);
    const { rows: grants } = await client.query<{ definition: string }>(
      `
      select 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ' || table_name || ' to ' || $1 || ';' as definition
      from information_schema.role_table_grants where grantee = $1 and table_schema = 'public' group by table_name
      union all
      select 'grant ' || lower(g.privilege_type) || ' (' || string_agg(g.column_name, ', ' order by g.column_name) || ') on ' || g.table_name || ' to ' || $1 || ';'
      from information_schema.role_column_grants g where g.grantee = $1 and g.table_schema = 'public'
        and not exists (select from information_schema.role_table_grants t where t.grantee = $1 and t.table_schema = 'public' and t.table_name = g.table_name and t.privilege_type = g.privilege_type)
      group by g.table_name, g.privilege_type order by 1`,
      [APPLICATION_ROLE],
    );
    const { rows: functions } = await client.query<{ definition: string }>(`
      select trim(trailing e'\n' from pg_get_functiondef(p.oid)) || ';' as definition from pg_proc p
      where p.pronamespace = 'public'::regnamespace order by p.oid::regprocedure::text`);
    const { rows: triggers } = await client.query<{ definition: string }>(`
      select pg_get_triggerdef(t.oid) || ';' as definition from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1`);
    const { rows: secured } = await client.query<{ definition: string }>(`
      select format('alter table %s enable row level security, force row level security;', c.relname) as definition from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relforcerowsecurity order by c.relname`);
    const { rows: policies } = await client.query<{ definition: string }>(`
      select format('create policy %s on %s as %s for %s to %s', p.policyname, p.tablename, lower(p.permissive), lower(p.cmd), array_to_string(p.roles, ', '))
        || coalesce(e'\n  using (' || p.qual || ')', '') || coalesce(e'\n  with check (' || p.with_check || ')', '') || ';' as definition
      from pg_policies p where p.schemaname = 'public' and p.policyname <> 'owner' order by p.tablename, p.policyname`);
    const { rows: calls } = await client.query<{ definition: string }>(
      `select format('grant execute on function %s to %s;', p.oid::regprocedure, $1::text) as definition from pg_proc p
      cross join lateral aclexplode(p.proacl) x where p.pronamespace = 'public'::regnamespace and x.grantee = $1::regrole order by 1`,
      [APPLICATION_ROLE],
    );
    const lines = (rows: readonly { definition: string }[]): string => rows.map(({ definition }) => definition).join('\n');
    const tables = [...new Set(columns.map(({ table }) => table))].map((table) => {
      const parts = [
        ...columns.filter((column) => column.table === table).map(columnLine),
        ...constraints.filter((one) => one.table === table).map(({ definition }) => definition),
      ];
      return `create table ${table} (\n${parts.map((part) => `  ${part}`).join(',\n')}\n);`;
    });
    return [
      '-- The total of sql/migrations, for reading; written by tools/write-schema.ts from the database itself. Never applied.',
      ...tables,
      indexes.map(({ definition }) => `${definition.replace(/ public\./, ' ')};`).join('\n'),
      functions.map(({ definition }) => definition).join('\n\n'),
      lines(triggers),
      `${lines(secured)}\n-- Every one of these also has: create policy owner on it to kinline_owner using (true) with check (true).`,
      lines(policies),
      lines(grants),
      lines(calls),
    ]
      .join('\n\n')
      .concat('\n');
  } finally {
    await client.end();
  }
}

function columnLine({ name, type, required, otherwise, identity }: Column): string {
  return [
    name,
    type,
    required ? 'not null' : '',
    identity === 'a' ? 'generated always as identity' : otherwise === null ? '' : `default ${otherwise}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
