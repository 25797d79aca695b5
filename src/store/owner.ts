/**
 * The connection of whoever owns the tables: the built-in PostgreSQL's superuser, or the account of DATABASE_URL set to the owner's role.
 * Only backup and restore use it; the server never does.
 */
import type pg from 'pg';
import { ProblemError, problem } from '../domain/problem.ts';
import { startEmbeddedServer } from './embedded/server.ts';
import { asSuperuser, createDatabase, DATABASE_NAME } from './start.ts';

export type OwnerConnection = pg.ClientConfig;

/** Does something as the owner; the built-in server is started when nobody has, and left afterwards. */
export async function asOwner<Result>(
  settings: { readonly databaseUrl: string | null; readonly data: string },
  work: (connection: OwnerConnection) => Promise<Result>,
): Promise<Result> {
  if (settings.databaseUrl !== null) {
    try {
      return await work({ connectionString: settings.databaseUrl, connectionTimeoutMillis: 10_000 });
    } catch (error) {
      // The message of a failed connection can hold the address; the code says enough.
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!/^(E[A-Z]+|28...|3D000|08...)$/.test(code)) throw error;
      throw new ProblemError(problem('database-unreachable', `DATABASE_URL was tried (${code}).`));
    }
  }
  const server = await startEmbeddedServer(settings.data);
  try {
    await createDatabase(server, DATABASE_NAME);
    return await work(asSuperuser(server, DATABASE_NAME));
  } finally {
    await server.stop();
  }
}
