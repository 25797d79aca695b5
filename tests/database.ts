/**
 * Test support: a real database for each test file, cloned from a template of one embedded server that the whole run shares,
 * and practitioners to go through the door with.
 */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Context } from '../src/app/door.ts';
import type { Keys } from '../src/app/operation.ts';
import { type Clearance, type Practitioner, ROLES } from '../src/domain/access.ts';
import { CORE_AGENCIES } from '../src/domain/agency.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { keepAgencies, keepPartnership } from '../src/store/agencies.ts';
import { type Connection, type Database, inTransaction, openDatabase } from '../src/store/database.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../src/store/embedded/server.ts';
import { APPLICATION_ROLE, migrate } from '../src/store/migrations.ts';
import { keepPractitioners } from '../src/store/practitioners.ts';
import { asSuperuser, createDatabase, learnKey } from '../src/store/start.ts';

const TEMPLATE = 'kinline_template';
export const PARTNERSHIP = '0'.repeat(32);

declare module 'vitest' {
  export interface ProvidedContext {
    databaseHost: string;
  }
}

export const TEST_PRACTITIONERS = {
  manager: { id: 'a1'.repeat(16), name: 'Asha Rowe', role: 'business-manager', agency: 'partnership' },
  healthVisitor: { id: 'a2'.repeat(16), name: 'Morag Field', role: 'practitioner', agency: 'health-visiting', title: 'Health visitor' },
  officer: { id: 'a3'.repeat(16), name: 'Dilip Marsh', role: 'practitioner', agency: 'police', title: 'Police officer' },
  reviewer: { id: 'a4'.repeat(16), name: 'Ines Lowe', role: 'reviewer', agency: 'partnership' },
  nobody: { id: 'a5'.repeat(16), name: 'Tom Hale', role: 'visitor', agency: 'partnership' },
} as const satisfies Record<string, Practitioner>;

/** Keys of tests alone. */
export const TEST_KEYS: Keys = {
  context: new Uint8Array(32).fill(1),
  places: new Uint8Array(32).fill(2),
  accounts: new Uint8Array(32).fill(3),
  audit: new Uint8Array(32).fill(4),
};

/** For global set-up alone: starts the server of this run and makes the template. Answers its host and how to stop it. */
export async function startTestServer(folder: string): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer(folder, { durable: false });
  await createDatabase(server, TEMPLATE);
  await migrate(asSuperuser(server, TEMPLATE));
  const database = openDatabase(asSuperuser(server, TEMPLATE));
  await inTransaction(database, 'read committed', async (transaction) => {
    await keepPartnership(transaction, { id: PARTNERSHIP, name: 'Test partnership', demonstration: true });
    await keepAgencies(transaction, PARTNERSHIP, CORE_AGENCIES);
    await keepPractitioners(transaction, PARTNERSHIP, Object.values(TEST_PRACTITIONERS));
  });
  await database.close();
  await learnKey(asSuperuser(server, TEMPLATE), TEST_KEYS.context);
  return server;
}

export type TestDatabase = {
  readonly database: Database;
  /** A context for a practitioner, at a time that moves by a second with each question. */
  readonly as: (practitioner: Practitioner | null, options?: { readonly database?: Database }) => Context;
  /** SQL as the application's role, or as the server's superuser, around the door: to look behind it. */
  readonly connection: (user: 'application' | 'superuser') => Connection;
  readonly ask: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  /** Allocates somebody to a family, past the door: for their role's own purpose, from long ago. */
  readonly allocate: (family: string, practitioner: Practitioner, clearance?: Clearance) => Promise<void>;
  /** What was logged through contexts of this database. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
};

/** A clone of the template of its own. Close it in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const host = inject('databaseHost');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(host, `create database ${name} template ${TEMPLATE}`);
  const connection = (user: 'application' | 'superuser'): Connection => ({
    host,
    port: 5432,
    database: name,
    user: user === 'application' ? APPLICATION_ROLE : 'postgres',
  });
  // A clone has the template's tables but not its database's own grants.
  await migrate(connection('superuser'));
  const database = openDatabase({ ...connection('application'), max: 5 });
  const behind = new pg.Client(connection('superuser'));
  await behind.connect();
  const logged: string[] = [];
  const write = (fields: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
    if (process.env['KINLINE_TEST_LOG'] !== undefined) console.log(message, fields);
  };
  let seconds = 0;
  return {
    database,
    as: (practitioner, options = {}) => ({
      database: options.database ?? database,
      practitioner,
      session: null,
      purpose: null,
      keys: TEST_KEYS,
      now: () => new Date(Date.UTC(2026, 10, 23, 9, 0, seconds++)).toISOString(),
      today: () => '2026-11-23',
      newId: () => randomBytes(16).toString('hex'),
      identify: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
      limits: LIMITS,
      log: { info: write, warn: write, error: write },
    }),
    connection,
    ask: async (sql, values = []) => (await behind.query(sql, values)).rows,
    allocate: async (family, { id, agency, role }, clearance = 'ordinary') => {
      const purpose = ROLES.find(({ code }) => code === role)?.purposes[0] ?? 'safeguarding';
      await behind.query(
        `insert into allocation (id, family, practitioner, agency, purpose, clearance, since, by, reason)
         values ($1, $2, $3, $4, $5, $6, '2020-01-01', $7, 'for a test')`,
        [randomBytes(16).toString('hex'), family, id, agency, purpose, clearance, TEST_PRACTITIONERS.manager.id],
      );
    },
    logged,
    close: async () => {
      await database.close();
      await behind.end();
      await administer(host, `drop database ${name} with (force)`);
    },
  };
}

async function administer(host: string, sql: string): Promise<void> {
  const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    // Two files that clone at the same moment wait for each other.
    await client.query('select pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
