/**
 * Everything that the database holds, as rows of text: read in one snapshot for a backup, and put into an empty database by a restore.
 * Rows are PostgreSQL's own text of the whole row, so whatever a column holds comes back exactly. Read with cursors, in small batches.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { ProblemError, problem } from '../domain/problem.ts';
import { migrate, OWNER_ROLE, readMigrations } from './migrations.ts';
import type { OwnerConnection } from './owner.ts';

/** What a backup leaves out: a key of the running server, which comes from its own file again. */
const LEFT_OUT = ['context_key'];
const BATCH_CHARACTERS = 1_000_000;
const BATCH_ROWS = 1_000;

export type TableShape = { readonly table: string; readonly columns: readonly string[] };
/** How many rows a table has, and the sum of their fingerprints: the same whatever their order. */
export type TableSum = { readonly rows: number; readonly sum: string };
export type SnapshotHead = {
  readonly migrations: readonly { readonly number: number; readonly name: string; readonly checksum: string }[];
  readonly tables: readonly TableShape[];
  readonly audit: AuditHead | null;
};
/** The audit log's size and its Merkle root, in hexadecimal digits. */
export type AuditHead = { readonly size: number; readonly root: string };

export type Snapshot = {
  readonly head: SnapshotHead;
  /** The rows of a table, some at a time. */
  readonly rows: (table: string) => AsyncIterable<readonly string[]>;
  readonly close: () => Promise<void>;
};

async function openAsOwner(connection: OwnerConnection): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ super: boolean }>('select rolsuper as super from pg_roles where rolname = session_user');
    if (rows[0]?.super !== true) await client.query(`set role ${OWNER_ROLE}`);
    // One way to write each value, whatever the server's own settings are.
    await client.query(
      "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set bytea_output = 'hex'; set client_encoding = 'UTF8'",
    );
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** The tables as they stand, without columns that the database works out. */
async function shapesOf(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> all ($1)
    group by c.relname order by c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** A row that a policy hides from the owner would be missing without a word; then there is no backup at all. */
async function mustSeeEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select c.relname as table from pg_class c, pg_roles me
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity and me.rolname = current_user and not (me.rolsuper or me.rolbypassrls)
      and (not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r') and p.polroles && array[me.oid, 0::oid] and pg_get_expr(p.polqual, p.polrelid) = 'true')
        or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('*', 'r') and p.polroles && array[me.oid, 0::oid]))
    order by 1`,
  );
  if (rows.length > 0)
    throw new ProblemError(
      problem('database-unreachable', `Its owner does not see every row of ${rows.map(({ table }) => table).join(', ')}.`),
    );
}

/** The log's size and root from its own complete subtrees, joined from the right (RFC 6962, 2.1). */
async function auditHead(client: pg.Client): Promise<AuditHead | null> {
  if (!(await hasAuditLog(client))) return null;
  const { rows } = await client.query<{ size: string }>('select coalesce(max(index) + 1, 0) as size from audit_leaf');
  const size = BigInt(rows[0]?.size ?? 0);
  let root: Buffer | null = null;
  for (let level = 0n, before = size; before > 0n; level += 1n, before >>= 1n) {
    if ((before & 1n) === 0n) continue;
    const { rows: nodes } = await client.query<{ hash: Buffer }>('select hash from audit_node where level = $1 and index = $2', [
      level.toString(),
      (before - 1n).toString(),
    ]);
    const peak = nodes[0]?.hash ?? Buffer.alloc(32);
    root = root === null ? peak : joined(peak, root);
  }
  return { size: Number(size), root: (root ?? hash(Buffer.alloc(0))).toString('hex') };
}

/** The root that the lines themselves give, worked out anew from their text. */
async function rootOfLines(client: pg.Client): Promise<string> {
  // One peak a level; two of a level make one of the next.
  const peaks: { readonly level: number; readonly hash: Buffer }[] = [];
  await client.query(
    'declare lines no scroll cursor for select a.canonical::text as line from audit_leaf l join audit a on a.sequence = l.entry order by l.index',
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${BATCH_ROWS} from lines`);
    if (rows.length === 0) break;
    for (const { line } of rows) {
      let peak = { level: 0, hash: hash(Buffer.from([0]), Buffer.from(line)) };
      for (let left = peaks.at(-1); left?.level === peak.level; left = peaks.at(-1)) {
        peak = { level: peak.level + 1, hash: joined(left.hash, peak.hash) };
        peaks.pop();
      }
      peaks.push(peak);
    }
  }
  await client.query('close lines');
  const root = peaks.reduceRight<Buffer | null>((right, left) => (right === null ? left.hash : joined(left.hash, right)), null);
  return (root ?? hash(Buffer.alloc(0))).toString('hex');
}

const hash = (...bytes: readonly Uint8Array[]): Buffer => {
  const sum = createHash('sha256');
  for (const some of bytes) sum.update(some);
  return sum.digest();
};
const joined = (left: Uint8Array, right: Uint8Array): Buffer => hash(Buffer.from([1]), left, right);

async function hasAuditLog(client: pg.Client): Promise<boolean> {
  return (await client.query("select from pg_tables where schemaname = 'public' and tablename = 'audit_leaf'")).rows.length > 0;
}

/** A backup and a restore are lines of the audit like everything else that takes records away or puts them back. */
async function writeDown(client: pg.Client, operation: string, verb: string): Promise<void> {
  if (!(await hasAuditLog(client))) return;
  const { rows } = await client.query<{ entry: string }>("select append_audit($1, $2, 'partnership', null, null, 'done') as entry", [
    operation,
    verb,
  ]);
  await client.query('select seal_audit($1)', [rows[0]?.entry]);
}

/** Opens a snapshot: everything as it stands at this moment, while others go on writing. */
export async function openSnapshot(connection: OwnerConnection): Promise<Snapshot> {
  const client = await openAsOwner(connection);
  try {
    if ((await shapesOf(client)).length === 0)
      throw new ProblemError(problem('database-unreachable', 'There is no database of Kinline here yet.'));
    await mustSeeEverything(client);
    // Written down, and committed, before the first byte leaves.
    await writeDown(client, 'back-up', 'export');
    await client.query('begin isolation level repeatable read read only');
    const tables = await shapesOf(client);
    const { rows: migrations } = await client.query<SnapshotHead['migrations'][number]>(
      'select number, name, checksum from migration order by number',
    );
    const head = { migrations, tables, audit: await auditHead(client) };
    return { head, rows: (table) => rowsOf(client, table), close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function* rowsOf(client: pg.Client, table: string): AsyncIterable<readonly string[]> {
  await client.query(`declare reading no scroll cursor for select t::text as row from ${pg.escapeIdentifier(table)} t`);
  const one = await holdsFiles(client, table);
  let count = 1;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${count} from reading`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
    // A row may be a file of many megabytes: the next batch is as large as the largest of this one allows, and grows slowly.
    const largest = Math.max(...rows.map(({ row }) => row.length), 1);
    count = one ? 1 : Math.max(1, Math.min(BATCH_ROWS, count * 2, Math.floor(BATCH_CHARACTERS / largest)));
  }
  await client.query('close reading');
}

/** Whole files stand in this table's rows, so they are read one at a time. */
async function holdsFiles(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ large: boolean }>(
    `select coalesce(pg_relation_size(c.reltoastrelid), 0) > 1048576 and exists (select from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype) as large
    from pg_class c where c.oid = $1::regclass`,
    [pg.escapeIdentifier(table)],
  );
  return rows[0]?.large === true;
}

/** Adds up the fingerprints of rows as they pass, as `sumsInDatabase` does in SQL. */
export function summing(): { readonly add: (row: Uint8Array) => void; readonly sum: () => TableSum } {
  let rows = 0;
  let total = 0n;
  return {
    add: (row) => {
      rows += 1;
      total += BigInt(`0x${createHash('sha256').update(row).digest('hex').slice(0, 15)}`);
    },
    sum: () => ({ rows, sum: total.toString() }),
  };
}

async function sumInDatabase(client: pg.Client, table: string): Promise<TableSum> {
  const { rows } = await client.query<{ rows: string; sum: string }>(
    `select count(*) as rows, coalesce(sum(('x' || substr(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), 1, 15))::bit(60)::bigint), 0)::text as sum from ${pg.escapeIdentifier(table)} t`,
  );
  return { rows: Number(rows[0]?.rows ?? 0), sum: rows[0]?.sum ?? '0' };
}

/** What comes out of a backup, in order. */
export type RestoredPart =
  | { readonly kind: 'row'; readonly table: string; readonly row: string }
  | { readonly kind: 'end-of-table'; readonly table: string; readonly sum: TableSum };

export type Restored = {
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly audit: AuditHead | null;
  /** Whether the log's lines, hashed anew, give that root. */
  readonly auditHolds: boolean;
  /** Migrations that this version of Kinline has and the backup had not. */
  readonly migrated: readonly string[];
};

/**
 * Puts a backup into an empty database: all of it, compared with what was read, or nothing. `parts` throws when the backup turns out to
 * be damaged, and the transaction is then undone.
 */
export async function restoreSnapshot(
  connection: OwnerConnection,
  head: SnapshotHead,
  parts: AsyncIterable<RestoredPart>,
): Promise<Restored> {
  const known = readMigrations();
  for (const { number, name, checksum } of head.migrations)
    if (known[number - 1]?.checksum !== checksum)
      throw new ProblemError(
        problem('backup-not-for-this-version', `It has the migration ${name}, which this version has not or has differently.`),
      );
  const client = await openAsOwner(connection);
  try {
    await mustBeEmpty(client);
    await migrate(connection, known.slice(0, head.migrations.length));
    const shapes = await shapesOf(client);
    if (JSON.stringify(shapes) !== JSON.stringify(head.tables))
      throw new ProblemError(problem('backup-not-for-this-version', 'Its tables are not those of its migrations.'));
    await client.query('begin');
    const putBack = await setGuardsAside(client);
    await client.query(`truncate ${shapes.map(({ table }) => pg.escapeIdentifier(table)).join(', ')}`);
    const tables = await putRows(client, shapes, parts);
    for (const statement of putBack) await client.query(statement);
    await setSequences(client);
    const audit = await auditHead(client);
    if (JSON.stringify(audit) !== JSON.stringify(head.audit))
      throw new ProblemError(problem('backup-damaged', 'The audit log came out with another size or root.'));
    const auditHolds = audit === null || (await rootOfLines(client)) === audit.root;
    // Who had been signed out after the backup must not be signed in again by it.
    if (shapes.some(({ table }) => table === 'session'))
      await client.query("update session set ended_at = now(), ended_because = 'restored' where ended_at is null");
    await client.query('commit');
    const migrated = await migrate(connection, known);
    await writeDown(client, 'restore-backup', 'change');
    return { tables, audit, auditHolds, migrated };
  } finally {
    await client.end();
  }
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows: there } = await client.query("select from pg_tables where schemaname = 'public' and tablename = 'partnership'");
  const empty = there.length === 0 || (await client.query('select from partnership limit 1')).rows.length === 0;
  if (!empty) throw new ProblemError(problem('database-not-empty'));
}

/**
 * Triggers and foreign keys are for what people write; a restore puts back what they let through before. Answers the statements that
 * bring them back; foreign keys are then checked again over every row.
 */
async function setGuardsAside(client: pg.Client): Promise<string[]> {
  const { rows: triggers } = await client.query<{ off: string; on: string }>(
    `select format('alter table %I disable trigger %I', c.relname, t.tgname) as off,
      format('alter table %I enable %s trigger %I', c.relname, case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname) as on
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled <> 'D'`,
  );
  const { rows: keys } = await client.query<{ off: string; on: string }>(
    `select format('alter table %I drop constraint %I', c.relname, k.conname) as off,
      format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as on
    from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = 'public'::regnamespace and k.contype = 'f' order by c.relname, k.conname`,
  );
  for (const { off } of [...triggers, ...keys]) await client.query(off);
  return [...keys, ...triggers].map(({ on }) => on);
}

async function putRows(
  client: pg.Client,
  shapes: readonly TableShape[],
  parts: AsyncIterable<RestoredPart>,
): Promise<{ table: string; rows: number }[]> {
  const done: { table: string; rows: number }[] = [];
  let waiting: string[] = [];
  let characters = 0;
  const put = async (table: string): Promise<void> => {
    if (waiting.length === 0) return;
    const columns = shapes.find((shape) => shape.table === table)?.columns ?? [];
    const name = pg.escapeIdentifier(table);
    // One row alone may be a file of many megabytes: it goes as it is, without being quoted into a list.
    const [only] = waiting;
    const given = waiting.length === 1 ? '(select $1::text) given (given)' : 'unnest($1::text[]) given';
    // "offset 0" keeps the row from being read once more for each of its columns.
    await client.query(
      `insert into ${name} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')}) overriding system value
      select ${columns.map((column) => `(r.whole).${pg.escapeIdentifier(column)}`).join(', ')} from (select given.given::${name} as whole from ${given} offset 0) r`,
      [waiting.length === 1 ? only : waiting],
    );
    waiting = [];
    characters = 0;
  };
  for await (const part of parts) {
    if (part.kind === 'row') {
      waiting.push(part.row);
      characters += part.row.length;
      if (characters > BATCH_CHARACTERS || waiting.length >= BATCH_ROWS) await put(part.table);
      continue;
    }
    await put(part.table);
    const found = await sumInDatabase(client, part.table);
    if (found.rows !== part.sum.rows || found.sum !== part.sum.sum)
      throw new ProblemError(problem('backup-damaged', `The table ${part.table} came out different.`));
    done.push({ table: part.table, rows: found.rows });
  }
  if (done.length !== shapes.length) throw new ProblemError(problem('backup-damaged', 'Not every table is in it.'));
  return done;
}

/** Numbers that the database gives go on after the largest that was given. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('select setval(%L, greatest(coalesce(max(%I), 0), 1), max(%I) is not null) from %I', pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname, a.attname, c.relname) as statement
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`,
  );
  for (const { statement } of rows) await client.query(statement);
}
