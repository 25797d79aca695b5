/**
 * The guards that stand round the records: row-level security, policies, grants, functions that run as the owner, roles. They are read
 * out of the database's own catalogue as plain lines and compared with the committed list (sql/guards.txt); Kinline does not serve when
 * one is missing, or when there is one door more than the list has.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { ProblemError, problem } from '../domain/problem.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { APPLICATION_ROLE, OWNER_ROLE } from './migrations.ts';

/** The committed list: what the migrations make. Names and kinds only, since versions of PostgreSQL word expressions differently. */
export function committedGuards(): string[] {
  return readFileSync(new URL('../../sql/guards.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** One line for each guard of this database, in alphabetical order. Asked as the role that serves. */
export async function readGuards(transaction: Transaction): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    with ours as (
      select c.* from pg_class c where c.relnamespace = 'public'::regnamespace
    ), roles as (
      select r.* from pg_roles r where r.rolname in (${APPLICATION_ROLE}, ${OWNER_ROLE})
    ), allowed as (
      select c.relname, x.privilege_type, x.is_grantable, coalesce(g.rolname, 'public') as grantee, null::name as attname
      from ours c cross join lateral aclexplode(c.relacl) x left join pg_roles g on g.oid = x.grantee
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select c.relname, x.privilege_type, x.is_grantable, coalesce(g.rolname, 'public'), a.attname
      from ours c join pg_attribute a on a.attrelid = c.oid and a.attacl is not null cross join lateral aclexplode(a.attacl) x
      left join pg_roles g on g.oid = x.grantee
    )
    select format('table %s: owned by %s, row-level security %s and %s', c.relname, pg_get_userbyid(c.relowner),
      case when c.relrowsecurity then 'on' else 'OFF' end, case when c.relforcerowsecurity then 'forced' else 'NOT FORCED' end) as line
    from ours c where c.relkind in ('r', 'p') and c.relname <> 'migration'
    union all
    select format('relation %s: of kind %s', c.relname, c.relkind) from ours c where c.relkind not in ('r', 'p', 'i', 'S', 't', 'I')
    union all
    select format('policy %s on %s: %s, for %s, to %s%s%s', p.policyname, p.tablename, lower(p.permissive), lower(p.cmd), array_to_string(p.roles, ', '),
      case when p.qual = 'true' then ', any row' else '' end, case when p.with_check = 'true' then ', any row written' else '' end)
    from pg_policies p where p.schemaname = 'public'
    union all
    select format('grant on %s to %s: %s', a.relname, a.grantee, string_agg(
      lower(a.privilege_type) || case when a.columns is null then '' else ' (' || a.columns || ')' end || case when a.is_grantable then ' AND TO PASS ON' else '' end,
      ', ' order by a.privilege_type, a.columns))
    from (
      select relname, grantee, privilege_type, is_grantable, string_agg(attname, ' ' order by attname) as columns from allowed
      where grantee <> ${OWNER_ROLE} group by relname, grantee, privilege_type, is_grantable, attname is null
    ) a where a.grantee in (${APPLICATION_ROLE}, 'public') group by a.relname, a.grantee
    union all
    select format('function %s: %s, owned by %s, %s, for %s', p.oid::regprocedure, case when p.prosecdef then 'as its owner' else 'as its caller' end,
      pg_get_userbyid(p.proowner), coalesce(array_to_string(p.proconfig, ', '), 'NO SEARCH PATH') || case when p.proleakproof then ', LEAKPROOF' else '' end,
      coalesce((select string_agg(who, ', ' order by who) from (
        select coalesce(g.rolname, 'public') as who from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x left join pg_roles g on g.oid = x.grantee
        where x.privilege_type = 'EXECUTE' and x.grantee <> p.proowner) w where who in (${APPLICATION_ROLE}, 'public')), 'nobody else'))
    from pg_proc p where p.pronamespace = 'public'::regnamespace
    union all
    select format('trigger %s on %s: %s', t.tgname, t.tgrelid::regclass, case when t.tgenabled = 'O' then 'on' else 'OFF' end)
    from pg_trigger t join ours c on c.oid = t.tgrelid where not t.tgisinternal
    union all
    select format('rule %s on %s', r.rulename, r.ev_class::regclass) from pg_rewrite r join ours c on c.oid = r.ev_class where r.rulename <> '_RETURN'
    union all
    select format('role %s: %s%s%s%s%s%s', r.rolname, case when r.rolcanlogin then 'signs in' else 'never signs in' end,
      case when r.rolsuper then ', SUPERUSER' else '' end, case when r.rolbypassrls then ', PAST EVERY POLICY' else '' end,
      case when r.rolcreaterole then ', MAKES ROLES' else '' end, case when r.rolcreatedb then ', MAKES DATABASES' else '' end,
      case when r.rolreplication then ', REPLICATES' else '' end)
    from roles r
    union all
    select format('role %s: MEMBER OF %s', ${APPLICATION_ROLE}::text, g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid
    where m.member = (select oid from pg_roles where rolname = ${APPLICATION_ROLE})
    union all
    select 'who asks: the application' where current_user = ${APPLICATION_ROLE}
    union all
    select 'who asks: A SUPERUSER, or one past every policy' from pg_roles r where r.rolname = session_user and (r.rolsuper or r.rolbypassrls)
    union all
    select 'who asks: MAY MAKE TABLES' where has_schema_privilege(current_user, 'public', 'create')
      or has_database_privilege(current_user, current_database(), 'create, temporary')
    order by 1`.execute(transaction);
  return [...new Set(rows.map(({ line }) => line))].sort();
}

/** What is missing of the committed list, and what stands there besides. Both empty: every guard is in its place. */
export async function compareGuards(
  database: Database,
): Promise<{ readonly missing: readonly string[]; readonly besides: readonly string[] }> {
  const found = await inTransaction(database, 'read committed', readGuards);
  const wanted = committedGuards();
  return { missing: wanted.filter((line) => !found.includes(line)), besides: found.filter((line) => !wanted.includes(line)) };
}

/** Throws when a guard is missing. Names of tables and policies may be said; they hold nothing of anybody. */
export async function refuseUnguarded(database: Database): Promise<void> {
  const { missing, besides } = await compareGuards(database);
  if (missing.length + besides.length === 0) return;
  const said = [...missing.map((line) => `missing: ${line}`), ...besides.map((line) => `not known: ${line}`)];
  throw new ProblemError(
    problem('guard-missing', `${said.slice(0, 5).join('; ')}${said.length > 5 ? `; and ${said.length - 5} more` : ''}.`),
  );
}
