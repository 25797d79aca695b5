/** The database that the settings name, ready to use: the built-in one, or a server of the partnership's own; with its schema up to date. */
import pg from 'pg';
import { ProblemError, problem } from '../domain/problem.ts';
import { keepContextKey } from './context.ts';
import { type Connection, type Database, inTransaction, openDatabase, type Transaction } from './database.ts';
import { type EmbeddedServer, SUPERUSER, startEmbeddedServer } from './embedded/server.ts';
import { refuseUnguarded } from './guards.ts';
import { APPLICATION_ROLE, migrate, OWNER_ROLE } from './migrations.ts';

export type StartedDatabase = {
  readonly database: Database;
  /** Where the built-in server keeps its data; null for a server of one's own. */
  readonly folder: string | null;
  /** The migrations that were applied just now. */
  readonly migrated: readonly string[];
  /**
   * Work as the owner of the tables, past every policy: setting up, backing up, keeping the audit. For the commands of whoever runs the
   * server; nothing that a request brings may reach it.
   */
  readonly asOwner: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
  /** Closes the connections, then leaves the built-in server. */
  readonly stop: () => Promise<void>;
};

/** The name of the database in the built-in server. */
export const DATABASE_NAME = 'kinline';

export async function startDatabase(settings: {
  readonly databaseUrl: string | null;
  readonly data: string;
  /** Signs the context of each transaction; the database learns it here. */
  readonly contextKey: Uint8Array;
  readonly onLost?: (code: string) => void;
}): Promise<StartedDatabase> {
  if (settings.databaseUrl !== null) return startOnUrl(settings.databaseUrl, settings.contextKey, settings.onLost);
  const server = await startEmbeddedServer(settings.data);
  try {
    await createDatabase(server, DATABASE_NAME);
    const owner = asSuperuser(server, DATABASE_NAME);
    const migrated = await migrate(owner);
    await learnKey(owner, settings.contextKey);
    const database = openDatabase(asApplication(server, DATABASE_NAME), settings.onLost);
    await guarded(database);
    return {
      database,
      folder: server.folder,
      migrated,
      asOwner: (work) => workAsOwner(owner, work),
      stop: () => database.close().finally(() => server.stop()),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startOnUrl(connectionString: string, key: Uint8Array, onLost?: (code: string) => void): Promise<StartedDatabase> {
  try {
    const owner = { connectionString, connectionTimeoutMillis: 10_000 };
    const migrated = await migrate(owner);
    await learnKey(owner, key);
    const database = openDatabase({ connectionString, role: APPLICATION_ROLE }, onLost);
    await guarded(database);
    return { database, folder: null, migrated, asOwner: (work) => workAsOwner(owner, work), stop: database.close };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // The message of a failed connection can hold the address; the code says enough.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw new ProblemError(problem('database-unreachable', `DATABASE_URL was tried (${code}).`));
  }
}

/** Nothing is done with a database in which a guard is missing. */
async function guarded(database: Database): Promise<void> {
  try {
    await refuseUnguarded(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Tells the database the key of contexts, as the owner of its tables. */
export async function learnKey(connection: pg.ClientConfig, key: Uint8Array): Promise<void> {
  const client = new pg.Client({ ...connection, options: `-c role=${OWNER_ROLE}` });
  await client.connect();
  try {
    await keepContextKey(client, key);
  } finally {
    await client.end();
  }
}

async function workAsOwner<Result>(connection: Connection, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const database = openDatabase({ ...connection, role: OWNER_ROLE, max: 1 });
  try {
    return await inTransaction(database, 'repeatable read', work);
  } finally {
    await database.close();
  }
}

/** The connection of the one who makes tables and roles. Used for migrations alone. */
export function asSuperuser(server: EmbeddedServer, database: string): Connection {
  return { host: server.host, port: server.port, user: SUPERUSER, database };
}

/** The connection of the application: it signs in as a role that may add and read facts and nothing else. */
export function asApplication(server: EmbeddedServer, database: string): Connection {
  return { host: server.host, port: server.port, user: APPLICATION_ROLE, database };
}

/** Makes the database when it is not there yet. Two processes that do so at once end with one. */
export async function createDatabase(server: EmbeddedServer, name: string, template?: string): Promise<void> {
  const client = new pg.Client(asSuperuser(server, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(
      `create database ${pg.escapeIdentifier(name)}${template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`}`,
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}
