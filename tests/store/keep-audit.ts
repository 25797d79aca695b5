/** Test support: the audit log of a test's database, as its keeper has it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keeping } from '../../src/app/audit-log.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { OWNER_ROLE } from '../../src/store/migrations.ts';
import { TEST_KEYS, type TestDatabase } from '../database.ts';

/** Keeping with a data folder of its own. `close` before the database is dropped. */
export function keepAudit(test: TestDatabase): Keeping & { readonly close: () => Promise<void> } {
  const data = mkdtempSync(join(tmpdir(), 'kinline-audit-'));
  const owner = openDatabase({ ...test.connection('superuser'), role: OWNER_ROLE, max: 2 });
  return {
    asOwner: (work) => inTransaction(owner, 'repeatable read', work),
    key: TEST_KEYS.audit,
    data,
    now: () => '2026-11-23T09:00:00.000Z',
    close: async () => {
      rmSync(data, { recursive: true, force: true });
      await owner.close();
    },
  };
}

/** Adds many lines at once, of made-up families, and integrates them. */
export async function addLines(test: TestDatabase, count: number): Promise<void> {
  await test.ask(
    `select append_audit((array['read-chronology', 'add-note', 'download-chronology'])[1 + n % 3], (array['read', 'add', 'export'])[1 + n % 3], 'family',
       md5((n % 50)::text), null, 'done') from generate_series(1, $1::int) as n`,
    [count],
  );
  await test.ask('select seal_audit()');
}
