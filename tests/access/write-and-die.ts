/**
 * Test support, run as a process of its own: does one thing through the door and is killed at one of its statements, before the
 * statement is sent or as soon as it is answered. Says what it did when it was not killed.
 */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { acceptDraft } from '../../src/app/accept-draft.ts';
import { addFamily } from '../../src/app/add-family.ts';
import { addNote } from '../../src/app/add-note.ts';
import { askAgency } from '../../src/app/ask-agency.ts';
import { decideSameEvent } from '../../src/app/decide-same-event.ts';
import { type Context, type Operation, through } from '../../src/app/door.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { openDatabase } from '../../src/store/database.ts';

/** Only these are loaded, so that a process is there soon. */
const WRITINGS = { acceptDraft, addFamily, addNote, askAgency, decideSameEvent };
/** What makes a difference on disk: rows, lines of the audit, and the commits that make them last. */
const WRITES = /^\s*(insert|update|commit|select [a-z_.*() ]*(append_audit|seal_audit))/i;

type Order = {
  readonly host: string;
  readonly database: string;
  readonly practitioner: Context['practitioner'];
  readonly operation: keyof typeof WRITINGS;
  readonly input: Record<string, unknown>;
  readonly key: string;
  /** The writing statement at which to die, from 1; 0 lives on. */
  readonly point: number;
  readonly when: 'before' | 'after';
};

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before this wait does.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('It should be dead.');
};

let statements = 0;
const commits: boolean[] = [];
const send = pg.Client.prototype.query as (...parts: unknown[]) => unknown;
pg.Client.prototype.query = function query(this: pg.Client, ...parts: unknown[]): unknown {
  const [what] = parts as [string | { readonly text?: string } | undefined];
  const text = typeof what === 'string' ? what : (what?.text ?? '');
  if (WRITES.test(text)) {
    statements += 1;
    commits.push(/^\s*commit/i.test(text));
  }
  const mine = WRITES.test(text) && statements === order.point;
  if (mine && order.when === 'before') die();
  const answer = send.apply(this, parts);
  if (mine && answer instanceof Promise) return answer.finally(die);
  return answer;
} as typeof pg.Client.prototype.query;

const database = openDatabase({ host: order.host, port: 5432, database: order.database, user: 'kinline_app', max: 1 });
const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const quiet = (): void => {};
const context: Context = {
  database,
  practitioner: order.practitioner,
  session: null,
  purpose: null,
  keys: { context: key(1), places: key(2), accounts: key(3), audit: key(4) },
  now: () => new Date().toISOString(),
  today: () => '2026-11-23',
  newId: () => randomBytes(16).toString('hex'),
  identify: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
  limits: LIMITS,
  log: { info: quiet, warn: quiet, error: quiet },
};
const answer = await through(context, WRITINGS[order.operation] as Operation<unknown, unknown>, order.input, {
  idempotencyKey: order.key,
});
// Written at once and whole: this line is the acknowledgement.
process.stdout.write(`${JSON.stringify({ answer, commits })}\n`);
await database.close();
