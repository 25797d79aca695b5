import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, type Limits } from '../../src/domain/limits.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { type Cost, inChild } from '../../src/files/child.ts';
import { type BuiltEntry, builtEntry } from './built-entry.ts';
import type { Misbehaviour } from './misbehaving-entry.ts';
import { docx, p, tbl, tr } from './office-samples.ts';
import type { DocumentPart, DocumentRequest } from './reading-entry.ts';

let entry: BuiltEntry;
beforeAll(async () => {
  entry = await builtEntry('misbehaving-entry');
});
afterAll(() => entry.remove());

async function ask(
  request: Misbehaviour,
  limits: Partial<Limits> = {},
): Promise<{ ended: Problem | null; said: unknown[]; cost: Cost | undefined }> {
  const said: unknown[] = [];
  let cost: Cost | undefined;
  const ended = await inChild<Misbehaviour, unknown>(
    entry.url,
    request,
    { ...LIMITS, ...limits },
    (part) => said.push(part),
    (spent) => {
      cost = spent;
    },
  );
  return { ended, said, cost };
}

describe('a process of its own for each file', () => {
  it('hands over the parts of its answer in order and ends', async () => {
    expect(await ask({ do: 'say three things' })).toMatchObject({ ended: null, said: ['first', 'second', 'third'] });
  });

  it('runs from its sources too, and answers in parts of at most 500 rows', async () => {
    const parts: DocumentPart[] = [];
    const bytes = docx(p('Child: B') + tbl(Array.from({ length: 1_201 }, (_, n) => tr([String(n), 'Seen']))));
    const ended = await inChild<DocumentRequest, DocumentPart>(
      new URL('./reading-entry.ts', import.meta.url),
      { bytes, file: 'a.docx', limits: LIMITS },
      LIMITS,
      (part) => parts.push(part),
    );
    expect(ended).toBeNull();
    expect(parts.map((part) => ('rows' in part ? part.rows.length : 0))).toEqual([0, 500, 500, 201]);
    expect(parts[0]).toMatchObject({ document: { kind: 'docx', passages: [{ place: 'paragraph 1', text: 'Child: B' }] } });
    expect(parts[3]).toMatchObject({ rows: expect.arrayContaining([{ number: 1_201, hidden: false, cells: ['1200', 'Seen'] }]) });
  });

  it('gets every byte of a large file', async () => {
    const bytes = randomBytes(3_333_333);
    expect((await ask({ do: 'digest', bytes })).said).toEqual([createHash('sha256').update(bytes).digest('hex')]);
  });

  it('tells what it cost', async () => {
    const { cost } = await ask({ do: 'say three things' });
    expect(cost?.milliseconds).toBeGreaterThan(0);
    expect(cost?.peakMegabytes).toBeGreaterThan(10);
    // Not the memory of the process that started it.
    expect(cost?.peakMegabytes).toBeLessThan(150);
  });

  it.each(['never end', 'wait for ever'])('is stopped when it takes too long (%s)', async (way) => {
    const { ended } = await ask({ do: way }, { milliseconds: 1_500 });
    expect(ended).toMatchObject({ problem: 'took-too-long', detail: 'The limit is 1.5 seconds.' });
  });

  it.each(['fill memory outside the heap', 'fill the heap'])('is stopped when it takes too much memory (%s)', async (way) => {
    const { ended, cost } = await ask({ do: way }, { memoryMegabytes: 200 });
    expect(ended?.problem).toBe('took-too-much-memory');
    expect(cost?.peakMegabytes).toBeGreaterThan(50);
  });

  it.each(['crash', 'leave'])('ends as a damaged file when it ends by itself (%s)', async (way) => {
    expect((await ask({ do: way })).ended?.problem).toBe('damaged-file');
  });

  it('passes on a problem that it met', async () => {
    expect((await ask({ do: 'meet a problem' })).ended).toMatchObject({ problem: 'too-many-rows', detail: 'The limit is 3.' });
  });

  it('never repeats the words of a failure, which may be the file’s', async () => {
    const { ended } = await ask({ do: 'fail' });
    expect(ended?.problem).toBe('unexpected');
    expect(ended?.detail).toMatch(/^TypeError/);
    expect(JSON.stringify(ended)).not.toContain('Rosebank');
  });

  it('ends with a problem when its answer cannot be sent', async () => {
    expect((await ask({ do: 'send the impossible' })).ended).not.toBeNull();
  });

  it('knows none of our settings', async () => {
    process.env['KINLINE_TEST_SECRET'] = 'x';
    const { said } = await ask({ do: 'look at settings' });
    expect((said[0] as string[]).filter((name) => name.includes('KINLINE') || name.includes('DATABASE') || name === 'PATH')).toEqual([]);
    delete process.env['KINLINE_TEST_SECRET'];
  });

  it('may not write files or start programs', async () => {
    const path = join(tmpdir(), `kinline-must-not-exist-${process.pid}`);
    expect((await ask({ do: 'write a file', path })).said).toEqual(['ERR_ACCESS_DENIED']);
    expect(existsSync(path)).toBe(false);
    expect((await ask({ do: 'start a program' })).said).toEqual(['ERR_ACCESS_DENIED']);
  });

  it('is a problem, not a crash, when it cannot start', async () => {
    expect(await inChild(new URL('file:///no/such/entry.mjs'), {}, LIMITS, () => {})).toMatchObject({ problem: 'unexpected' });
  });

  it('is stopped when whoever takes its answer fails', async () => {
    await expect(
      inChild<Misbehaviour, unknown>(entry.url, { do: 'say three things' }, LIMITS, () => {
        throw new RangeError('enough');
      }),
    ).rejects.toThrow('enough');
  });

  it('answers several at once, each its own', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => ask({ do: 'digest', bytes: Buffer.from(String(n)) })));
    expect(answers.map((answer) => answer.said[0])).toEqual([1, 2, 3, 4].map((n) => createHash('sha256').update(String(n)).digest('hex')));
  });
});
