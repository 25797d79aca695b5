/** Test support, run as a process of its own: starts the database of a folder, writes a row, says what is there, and waits to be told to stop. */
import { sql } from 'kysely';
import { startDatabase } from '../../src/store/start.ts';

const [data = '', mark = ''] = process.argv.slice(2);
const started = await startDatabase({ databaseUrl: null, data, contextKey: new Uint8Array(32) });
const { rows } = await started.asOwner(async (transaction) => {
  await transaction.insertInto('partnership').values({ id: mark, name: 'x', demonstration: false }).execute();
  return sql<{ ids: string[] }>`select array_agg(id order by id) as ids from partnership`.execute(transaction);
});
process.once('SIGTERM', async () => {
  await started.stop();
  process.exit(0);
});
setInterval(() => {}, 1000);
// Last, so that whoever reads it may tell this process to stop.
const said = { pid: process.pid, folder: started.folder, migrated: started.migrated.length, ids: rows[0]?.ids };
process.stdout.write(`${JSON.stringify(said)}\n`);
