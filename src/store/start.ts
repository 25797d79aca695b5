/** The database that the settings name, ready to use: the built-in one, or a server of the partnership's own; with its schema up to date. */
import pg from 'pg';
import { ProblemError, problem } from '../domain/problem.ts';
import { type Connection, type Database, openDatabase } from './database.ts';
import { type EmbeddedServer, SUPERUSER, startEmbeddedServer } from './embedded/server.ts';
import { APPLICATION_ROLE, migrate } from './migrations.ts';

export type StartedDatabase = {
  readonly database: Database;
  /** Where the built-in server keeps its data; null for a server of one's own. */
  readonly folder: string | null;
  /** The migrations that were applied just now. */
  readonly migrated: readonly string[];
  /** Closes the connections, then leaves the built-in server. */
  readonly stop: () => Promise<void>;
};

const NAME = 'kinline';

export async function startDatabase(settings: {
  readonly databaseUrl: string | null;
  readonly data: string;
  readonly onLost?: (code: string) => void;
}): Promise<StartedDatabase> {
  if (settings.databaseUrl !== null) return startOnUrl(settings.databaseUrl, settings.onLost);
  const server = await startEmbeddedServer(settings.data);
  try {
    await createDatabase(server, NAME);
    const migrated = await migrate(asSuperuser(server, NAME));
    const database = openDatabase(asApplication(server, NAME), settings.onLost);
    return { database, folder: server.folder, migrated, stop: () => database.close().finally(() => server.stop()) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startOnUrl(connectionString: string, onLost?: (code: string) => void): Promise<StartedDatabase> {
  try {
    const migrated = await migrate({ connectionString, connectionTimeoutMillis: 10_000 });
    const database = openDatabase({ connectionString, role: APPLICATION_ROLE }, onLost);
    return { database, folder: null, migrated, stop: database.close };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // The message of a failed connection can hold the address; the code says enough.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw new ProblemError(problem('database-unreachable', `DATABASE_URL was tried (${code}).`));
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
