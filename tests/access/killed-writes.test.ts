/**
 * Killed at every statement that writes, before it is sent, and right after each commit is answered: what was acknowledged is there,
 * and asking again with the same key has exactly one effect.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Operation, through } from '../../src/app/door.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { done, familyWithTwoFiles } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

/** How often each point is tried; a file that is accepted is slow to make ready, so it is tried less often. */
const TIMES = 20;
const TIMES_OF_A_FILE = 3;
const SIDE_BY_SIDE = 2;

type Writing = {
  readonly operation: keyof typeof OPERATIONS;
  readonly input: (mark: string) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** How many effects with this mark the database holds. */
  readonly effects: (mark: string) => Promise<number>;
};

describe('a server that is killed while it writes', () => {
  let test: TestDatabase;
  let folder: string;
  let writings: readonly Writing[];
  let family: string;
  beforeAll(async () => {
    test = await testDatabase();
    const two = await familyWithTwoFiles(test.as(TEST_PRACTITIONERS.manager));
    family = two.family;
    const { chronology } = await done(test.as(TEST_PRACTITIONERS.manager), readChronology, { family });
    const [one, other] = chronology.events.map(({ id }) => id) as [string, string];
    folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.kinline-die-', import.meta.url)));
    await build({
      entryPoints: [fileURLToPath(new URL('./write-and-die.ts', import.meta.url))],
      outfile: join(folder, 'write-and-die.mjs'),
      bundle: true,
      external: ['pg-native'],
      banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
    });
    const count = (sql: string) => async (mark: string) =>
      (await test.ask<{ n: number }>(`select count(*)::int as n from ${sql}`, [mark]))[0]?.n ?? 0;
    writings = [
      { operation: 'addFamily', input: (label) => ({ label }), effects: count('family where label = $1') },
      { operation: 'addNote', input: (text) => ({ family, event: one, text }), effects: count('note where text = $1') },
      { operation: 'askAgency', input: (note) => ({ family, agency: 'gp', by: null, note }), effects: count('request where note = $1') },
      {
        operation: 'decideSameEvent',
        input: (reason) => ({ family, events: [one, other], answer: 'different', reason }),
        effects: count('decision where reason = $1'),
      },
      {
        operation: 'acceptDraft',
        // The file is read and kept as a draft by a server that lives; accepting it is what is killed.
        input: async (mark) => {
          const bytes = new TextEncoder().encode(
            JSON.stringify({
              kinline: 'contribution/1',
              agency: 'gp',
              events: [{ ref: mark, kind: 'contact', happened: '2015-01-02', what: mark }],
            }),
          );
          return done(test.as(TEST_PRACTITIONERS.manager), OPERATIONS.startContribution, {
            family,
            agency: 'gp',
            file: `${mark}.json`,
            bytes,
          });
        },
        effects: count("event where body ->> 'what' = $1"),
      },
    ];
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await test.close();
  });

  type Ran = { readonly acknowledged: boolean; readonly commits: readonly boolean[] };

  function run(writing: Writing, input: Record<string, unknown>, mark: string, point: number, when: 'before' | 'after'): Promise<Ran> {
    const order = {
      host: inject('databaseHost'),
      database: test.connection('application').database,
      practitioner: TEST_PRACTITIONERS.manager,
      operation: writing.operation,
      input,
      key: mark,
      point,
      when,
    };
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(folder, 'write-and-die.mjs'), JSON.stringify(order)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString('utf8');
      });
      child.once('error', reject);
      child.once('close', () => {
        if (said === '') return resolve({ acknowledged: false, commits: [] });
        const { answer, commits } = JSON.parse(said) as { answer: unknown; commits: boolean[] };
        if (isProblem(answer)) return reject(new Error(JSON.stringify(answer)));
        resolve({ acknowledged: true, commits });
      });
    });
  }

  /** The same request again, by a server that lives. */
  async function askAgain(writing: Writing, input: Record<string, unknown>, mark: string): Promise<void> {
    const operation = OPERATIONS[writing.operation] as Operation<unknown, unknown>;
    const answer = await through(test.as(TEST_PRACTITIONERS.manager), operation, input, { idempotencyKey: mark });
    if (isProblem(answer)) throw new Error(JSON.stringify(answer));
  }

  it('loses nothing that it acknowledged, and writes nothing twice', async () => {
    const points: { readonly writing: Writing; readonly point: number; readonly when: 'before' | 'after' }[] = [];
    for (const writing of writings) {
      const mark = randomBytes(16).toString('hex');
      const { commits } = await run(writing, await writing.input(mark), mark, 0, 'before');
      for (const [index, isCommit] of commits.entries()) {
        points.push({ writing, point: index + 1, when: 'before' });
        if (isCommit) points.push({ writing, point: index + 1, when: 'after' });
      }
    }
    expect(points.filter(({ writing }) => writing.operation !== 'acceptDraft').length).toBeGreaterThanOrEqual(30);
    const orders = points.flatMap((point) =>
      Array.from({ length: point.writing.operation === 'acceptDraft' ? TIMES_OF_A_FILE : TIMES }, () => point),
    );
    const faults: string[] = [];
    let kills = 0;
    let halfWay = 0;
    const worker = async (): Promise<void> => {
      for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
        const { writing, point, when } = order;
        const mark = randomBytes(16).toString('hex');
        const input = await writing.input(mark);
        const { acknowledged } = await run(writing, input, mark, point, when);
        if (!acknowledged) kills += 1;
        const before = await writing.effects(mark);
        if (acknowledged && before !== 1) faults.push(`${writing.operation} ${when} ${point}: acknowledged, ${before} effects`);
        if (before > 1) faults.push(`${writing.operation} ${when} ${point}: ${before} effects`);
        if (!acknowledged && before === 1) halfWay += 1;
        await askAgain(writing, input, mark);
        const after = await writing.effects(mark);
        if (after !== 1) faults.push(`${writing.operation} ${when} ${point}: ${after} effects after asking again`);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    console.log(
      `killed ${kills} times at ${points.length} points; ${halfWay} had been written without being acknowledged; ${faults.length} faults`,
    );
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(30 * TIMES);
    // Some are killed between the commit and the answer: that is what the key is for.
    expect(halfWay).toBeGreaterThan(0);
  }, 900_000);
});
