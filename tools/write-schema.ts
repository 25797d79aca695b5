/** Writes sql/schema.sql and sql/guards.txt: every migration is applied to an empty database, which then says what it has. */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction, openDatabase } from '../src/store/database.ts';
import { describeSchema } from '../src/store/describe-schema.ts';
import { startEmbeddedServer } from '../src/store/embedded/server.ts';
import { readGuards } from '../src/store/guards.ts';
import { migrate } from '../src/store/migrations.ts';
import { asApplication, asSuperuser, createDatabase } from '../src/store/start.ts';

const folder = join(tmpdir(), `kinline-schema-${randomBytes(6).toString('hex')}`);
const server = await startEmbeddedServer(folder, { durable: false });
try {
  await createDatabase(server, 'schema');
  await migrate(asSuperuser(server, 'schema'));
  writeFileSync(new URL('../sql/schema.sql', import.meta.url), await describeSchema(asSuperuser(server, 'schema')));
  const database = openDatabase(asApplication(server, 'schema'));
  const guards = await inTransaction(database, 'read committed', readGuards);
  await database.close();
  const head =
    '# Every guard round the records, as the database tells it. Kinline serves only when its own are these. Written by tools/write-schema.ts.';
  writeFileSync(new URL('../sql/guards.txt', import.meta.url), `${head}\n${guards.join('\n')}\n`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
