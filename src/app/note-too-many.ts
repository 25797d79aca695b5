/** Writes down in the audit that somebody's requests were refused for being too many: once a minute for each session or address. */
import { sealAudit, writeAudit } from '../store/audit.ts';
import { inTransaction } from '../store/database.ts';
import type { Context } from './operation.ts';

export async function noteTooMany({ database, log }: Context, { by, key }: { readonly by: string; readonly key: string }): Promise<void> {
  // The key is a hash; with it an administrator can tell one source of many requests from several.
  log.warn({ by, key }, 'requests were refused for being too many');
  try {
    const entry = await inTransaction(database, 'read committed', (transaction) =>
      writeAudit(transaction, {
        operation: by === 'address' ? 'answer-requests-of-an-address' : 'answer-requests-of-a-session',
        verb: 'refuse',
        subjectKind: 'partnership',
        subject: null,
        outcome: 'too-many-requests',
      }),
    );
    await sealAudit(database, entry);
  } catch (error) {
    log.error({ fault: error instanceof Error ? error.name : typeof error }, 'a refusal could not be written down');
  }
}
