/** `kinline ask`: the questions of an inspector or a court as a command, behind the same door as the person who asks. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import type { Opened, WithDatabase } from '../../src/app/opened.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { runCommand } from '../../src/cli/main-command.ts';
import { type Answer, QUESTIONS } from '../../src/domain/questions.ts';
import { done, POLICE } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

const { manager, officer, reviewer } = TEST_PRACTITIONERS;
const fits = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../docs/schemas/answer.schema.json', import.meta.url), 'utf8')) as object,
);

import { caughtIo } from './kinline.ts';

describe('kinline ask', () => {
  let test: TestDatabase;
  let family: string;

  beforeAll(async () => {
    test = await testDatabase();
    family = (await done(test.as(manager), addFamily, { label: 'Heron Quay family' })).id;
    await done(test.as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    await test.allocate(family, officer);
    await done(test.as(officer), readChronology, { family });
  });
  afterAll(() => test.close());

  async function ask(argv: readonly string[], demonstration = true): Promise<{ status: number; out: string; err: string }> {
    const { io, said } = caughtIo();
    const opened = {
      context: (who) => ({ ...test.as(who), now: () => new Date().toISOString() }),
      partnership: { id: '0'.repeat(32), name: 'Test partnership', demonstration, begun: true },
    } as Pick<Opened, 'context' | 'partnership'> as Opened;
    const withDatabase: WithDatabase = (_, work) => work(opened);
    const none = (): Promise<never> => Promise.reject(new Error('Not in this test.'));
    const status = await runCommand(['ask', ...argv], io, { serve: none, withDatabase, asOwner: none });
    return { status, ...said() };
  }
  const of = ['--family', 'Heron Quay family', '--as', 'Asha Rowe'];

  it('answers in sentences, with what the answer stands on', async () => {
    const { status, out } = await ask(['who-saw', ...of]);
    expect(status).toBe(0);
    expect(out).toContain('Who saw it?\nFamily: Heron Quay family\n\nIt was given out ');
    expect(out).toMatch(/ {2}- Dilip Marsh, police officer \(Police\), read the timeline on .*, for safeguarding\./);
    expect(out).toContain('What this stands on:');
  });

  it.each(QUESTIONS.map(({ code }) => code))('answers %s as one JSON object', async (code) => {
    const more = code === 'what-could-they-see' ? ['--practitioner', 'Dilip Marsh', '--on', '2026-11-22'] : [];
    const { status, out } = await ask([code, ...of, ...more, '--json']);
    expect(status).toBe(0);
    const answer = JSON.parse(out) as Answer;
    expect([fits(answer), fits.errors]).toEqual([true, null]);
    expect(answer).toMatchObject({ question: code, family: { id: family, label: 'Heron Quay family' }, page: 1, pages: 1 });
    expect(answer.standsOn.length).toBeGreaterThan(1);
    for (const { at } of answer.parts.flatMap(({ rows }) => rows)) if (at !== null) expect(at).toMatch(/Z$/);
  });

  it('answers about one professional and between two days', async () => {
    const one = await ask(['who-saw', ...of, '--practitioner', 'Dilip Marsh', '--from', '2020-01-01']);
    expect(one.out).toContain('It was given out once since 1 January 2020, by 1 person.');
    const none = await ask(['who-saw', ...of, '--to', '2020-01-01']);
    expect(none.out).toContain('The log holds nobody who saw it up to 1 January 2020.');
  });

  it('asks as the person named and no better', async () => {
    const denied = await ask(['who-saw', '--family', family, '--as', officer.id]);
    expect([denied.status, denied.out, denied.err]).toEqual([
      1,
      '',
      'You may not do this. Ask your partnership’s administrator who can.\n',
    ]);
    const unseen = await ask(['who-saw', '--family', family, '--as', reviewer.name]);
    expect([unseen.status, unseen.out]).toEqual([1, '']);
    expect(unseen.err).toBe((await ask(['who-saw', '--family', 'f'.repeat(32), '--as', reviewer.name])).err);
    expect((await ask(['who-saw', '--family', family, '--as', 'Nobody At All'])).status).toBe(1);
  });

  it('asks for a password and a code in a real partnership, on a terminal alone', async () => {
    const { status, out, err } = await ask(['who-saw', ...of], false);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('a terminal');
  });

  it('says what was not understood', async () => {
    for (const [argv, says] of [
      [[], 'Name the question'],
      [['who-knows', ...of], '"who-knows" is not a question'],
      [['who-saw', '--as', 'Asha Rowe'], 'Say --family as well'],
      [['what-could-they-see', ...of, '--on', '2026-11-22'], 'Say --practitioner as well'],
      [['who-saw', ...of, '--on', '2026-11-22'], 'who-saw does not take --on'],
      [['who-saw', ...of, '--from', 'yesterday'], '--from yesterday is not a day'],
    ] as const) {
      const { status, err } = await ask(argv);
      expect([status, err], says).toEqual([2, expect.stringContaining(says)]);
    }
  });
});
