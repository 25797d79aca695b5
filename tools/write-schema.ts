/** Writes sql/schema.sql: every migration is applied to an empty database, which then says what it has. */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSchema } from '../src/store/describe-schema.ts';
import { startEmbeddedServer } from '../src/store/embedded/server.ts';
import { migrate } from '../src/store/migrations.ts';
import { asSuperuser, createDatabase } from '../src/store/start.ts';

const folder = join(tmpdir(), `kinline-schema-${randomBytes(6).toString('hex')}`);
const server = await startEmbeddedServer(folder, { durable: false });
try {
  await createDatabase(server, 'schema');
  await migrate(asSuperuser(server, 'schema'));
  writeFileSync(new URL('../sql/schema.sql', import.meta.url), await describeSchema(asSuperuser(server, 'schema')));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
