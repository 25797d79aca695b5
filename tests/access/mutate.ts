/** Mutants of the guards, derived from the database's own catalogue: each is one thing dropped, negated, swapped, widened or taken away. */
import type pg from 'pg';

export type Mutant = {
  readonly name: string;
  /** Of an expression, or of what stands in the catalogue. */
  readonly of: 'expression' | 'catalogue';
  /** What makes it, run by the superuser inside a transaction that is undone. */
  readonly sql: string;
  /** Tables whose rows or writes it may change; null is any. */
  readonly tables: readonly string[] | null;
  /** What makes it as it was, for a mutant that is tried in transactions of others. */
  readonly restored?: string;
};

type Policy = {
  tablename: string;
  policyname: string;
  permissive: string;
  roles: string;
  cmd: string;
  qual: string | null;
  with_check: string | null;
};

const APPLICATION = 'kinline_app';

export async function mutantsOf(client: pg.Client): Promise<Mutant[]> {
  return [...(await ofPolicies(client)), ...(await ofTables(client)), ...(await ofGrants(client)), ...(await ofFunctions(client))];
}

async function ofPolicies(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<Policy>(
    `select tablename, policyname, permissive, array_to_string(roles, ', ') as roles, cmd, qual, with_check from pg_policies
     where schemaname = 'public' order by tablename, policyname`,
  );
  return rows.flatMap((policy) => {
    const { tablename, policyname, roles, cmd, qual, with_check } = policy;
    const on = `"${policyname}" on "${tablename}"`;
    const tables = [tablename];
    const mutant = (what: string, sql: string, of: Mutant['of'] = 'catalogue'): Mutant => ({
      name: `policy ${policyname} on ${tablename}: ${what}`,
      of,
      sql,
      tables,
    });
    const other = policy.permissive === 'PERMISSIVE' ? 'restrictive' : 'permissive';
    const body = `${qual === null ? '' : ` using (${qual})`}${with_check === null ? '' : ` with check (${with_check})`}`;
    return [
      mutant('dropped', `drop policy ${on}`),
      mutant(other, `drop policy ${on}; create policy ${on} as ${other} for ${cmd} to ${roles}${body}`),
      ...(['using', 'with check'] as const).flatMap((part) => {
        const expression = part === 'using' ? qual : with_check;
        if (expression === null) return [];
        const alter = (changed: string): string => `alter policy ${on} ${part} (${changed})`;
        return [
          mutant(`${part} negated`, alter(`not (${expression})`), expression === 'true' ? 'catalogue' : 'expression'),
          ...(expression === 'true' ? [] : [mutant(`${part} true`, alter('true'), 'expression')]),
          ...swaps(expression).map(([changed, number]) =>
            mutant(`${part} with AND and OR swapped at ${number}`, alter(changed), 'expression'),
          ),
        ];
      }),
    ];
  });
}

/** The expression with each of its ANDs an OR, and the other way round, one at a time. */
function swaps(expression: string): [string, number][] {
  return [...expression.matchAll(/\b(AND|OR)\b/gi)].map(({ 0: word, index }, number) => [
    expression.slice(0, index) + (word.toUpperCase() === 'AND' ? 'OR' : 'AND') + expression.slice(index + word.length),
    number + 1,
  ]);
}

async function ofTables(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by 1",
  );
  return rows.flatMap(({ name }) => [
    {
      name: `table ${name}: row-level security off`,
      of: 'catalogue',
      sql: `alter table "${name}" disable row level security`,
      tables: [name],
    },
    { name: `table ${name}: not forced`, of: 'catalogue', sql: `alter table "${name}" no force row level security`, tables: [] },
  ]);
}

async function ofGrants(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ name: string; privilege: string; held: boolean; columns: string | null }>(
    `select c.relname as name, p.privilege, has_table_privilege($1, c.oid, p.privilege) as held,
       (select string_agg(format('%I', a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and exists (select from aclexplode(a.attacl) x where x.privilege_type = upper(p.privilege) and x.grantee = $1::regrole)) as columns
     from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as p (privilege)
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1, 2`,
    [APPLICATION],
  );
  const tables = rows.flatMap(({ name, privilege, held, columns }): Mutant[] => {
    const said = (what: string, sql: string): Mutant => ({
      name: `grant on ${name}: ${privilege} ${what}`,
      of: 'catalogue',
      sql,
      tables: [name],
    });
    const column =
      columns === null ? [] : [said('of its columns taken away', `revoke ${privilege} (${columns}) on "${name}" from ${APPLICATION}`)];
    return held
      ? [said('taken away', `revoke ${privilege} on "${name}" from ${APPLICATION}`)]
      : [...column, said('given', `grant ${privilege} on "${name}" to ${APPLICATION}`)];
  });
  const { rows: functions } = await client.query<{ name: string; held: boolean }>(
    `select p.oid::regprocedure::text as name, has_function_privilege($1, p.oid, 'execute') as held from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype order by 1`,
    [APPLICATION],
  );
  const executes = functions.map(({ name, held }): Mutant => {
    const sql = held ? `revoke execute on function ${name} from ${APPLICATION}` : `grant execute on function ${name} to ${APPLICATION}`;
    return { name: `function ${name}: execute ${held ? 'taken away' : 'given'}`, of: 'catalogue', sql, tables: held ? null : [] };
  });
  return [...tables, ...executes];
}

/** The functions that policies ask, and those that these ask in turn: each condition in them. */
async function ofFunctions(client: pg.Client): Promise<Mutant[]> {
  const { rows: all } = await client.query<{ name: string; definition: string }>(
    `select p.proname as name, pg_get_functiondef(p.oid) as definition from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by 1`,
  );
  const { rows: policies } = await client.query<{ said: string }>(
    "select concat_ws(' ', qual, with_check) as said from pg_policies where schemaname = 'public'",
  );
  const asked = new Set<string>(['enter', 'come_to', 'contribution_counts']);
  const reach = (text: string): void => {
    for (const { name, definition } of all)
      if (!asked.has(name) && new RegExp(`\\b${name}\\(`).test(text)) {
        asked.add(name);
        reach(definition);
      }
  };
  for (const { name, definition } of all) if (asked.has(name)) reach(definition);
  for (const { said } of policies) reach(said);
  return all.filter(({ name }) => asked.has(name)).flatMap(({ name, definition }) => ofConditions(name, definition));
}

/** Functions that say whether there is a context at all. */
const OF_THE_CONTEXT = ['enter', 'acting', 'context_mac', 'posting_of'];
const CONDITION = /^(\s*(?:join\b.*\bon|where|and not|and|or|if)\s+)(.+?)(\s+then .*?)?(\s*--.*)?$/i;

function ofConditions(name: string, definition: string): Mutant[] {
  const lines = definition.split('\n');
  return lines.flatMap((line, number) => {
    const [, lead, found, after = '', comment = ''] = CONDITION.exec(line) ?? [];
    // Only an `if` ends in `then`; elsewhere it is of a `case` inside the condition.
    const branches = lead?.trim().toLowerCase() === 'if';
    const condition = found === undefined || branches ? found : found + after;
    const then = branches ? after : '';
    const changed = (what: string, text: string): Mutant => ({
      name: `function ${name}: ${what}: ${line.trim()}`,
      of: 'expression',
      ...(OF_THE_CONTEXT.includes(name) ? { restored: definition } : {}),
      sql: [...lines.slice(0, number), text, ...lines.slice(number + 1)].join('\n'),
      tables: null,
    });
    if (lead === undefined || condition === undefined || !balanced(condition)) return [];
    const word = /^\s*(and|or)\b/i.exec(lead)?.[1];
    const swapped =
      word === undefined ? [] : [changed('swapped', line.replace(/\b(and|or)\b/i, word.toLowerCase() === 'and' ? 'or' : 'and'))];
    return [
      changed(
        'dropped',
        `${lead.replace(/and not/i, 'and')}${word?.toLowerCase() === 'or' ? 'false' : lead.trim() === 'if' ? 'false' : 'true'}${then}${comment}`,
      ),
      changed('negated', `${lead}not (${condition})${then}${comment}`),
      ...swapped,
    ];
  });
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const letter of text.replaceAll(/'[^']*'/g, '')) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
