/**
 * The connection to PostgreSQL: one pool per process, as the application's role, which may add and read facts and nothing else.
 * Days come out as text (never as JavaScript dates), instants as ISO text, whole numbers as numbers.
 */
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** Where a server is and as whom to speak to it. `role` is taken on at once and cannot be put off by `reset role`. */
export type Connection = pg.PoolConfig & { readonly role?: string };

export type Database = {
  readonly kysely: Kysely<Tables>;
  /** True when the server answers. */
  readonly answers: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type Transaction = KyselyTransaction<Tables>;

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === DATE) return (text: string) => text;
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as unknown as NonNullable<pg.PoolConfig['types']>;

export function openDatabase({ role, ...connection }: Connection, onLost: (code: string) => void = () => {}): Database {
  const pool = new pg.Pool({
    max: 10,
    connectionTimeoutMillis: 10_000,
    ...connection,
    types,
    ...(role === undefined ? {} : { options: `-c role=${role}` }),
  });
  // A pooled connection that breaks while idle is replaced by the pool; it must not end the process.
  pool.on('error', (error: Error & { code?: string }) => onLost(error.code ?? error.name));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return Object.freeze({
    kysely,
    answers: async () => {
      try {
        await sql`select 1`.execute(kysely);
        return true;
      } catch {
        return false;
      }
    },
    close: () => kysely.destroy(),
  });
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 8;

function code(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * Runs work in one transaction; it is undone when the work throws. Work that met another transaction's is run again from its beginning,
 * so it must have no effect outside the transaction. A unique violation means the same: someone else was first, and can now be seen.
 */
export async function inTransaction<Result>(
  database: Database,
  isolation: 'read committed' | 'repeatable read' | 'serializable',
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.kysely.transaction().setIsolationLevel(isolation).execute(work);
    } catch (error) {
      const met = code(error);
      const again = met === SERIALIZATION_FAILURE || met === DEADLOCK || met === UNIQUE_VIOLATION;
      if (!again || attempt >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt + ((attempt * 7) % 5)));
    }
  }
}
