import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem, PROBLEM_CODES, type Problem } from '../../src/domain/problem.ts';
import { inChild } from '../../src/files/child.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { BAD_FILES } from './bad-files/index.ts';
import { dice } from './bad-files/kinds.ts';
import { goodDocx, goodXlsx } from './bad-files/packages.ts';
import { type BuiltEntry, builtEntry } from './built-entry.ts';
import type { DocumentPart, DocumentRequest } from './reading-entry.ts';

const MOST_MEGABYTES = 256;
const TICK = 10;

let entry: BuiltEntry;
let longestDelay = 0;
let mostMemory = 0;

beforeAll(async () => {
  entry = await builtEntry();
});
afterAll(async () => {
  await entry.remove();
  console.log(
    `${BAD_FILES.length} bad files: the reading process took at most ${mostMemory.toFixed(0)} MB; this one was held up at most ${longestDelay.toFixed(1)} ms.`,
  );
});

type Ended = {
  readonly outcome: string;
  readonly remarks: readonly string[];
  readonly megabytes: number;
  readonly ticks: number;
  readonly milliseconds: number;
};

/** Reads in a child and watches this process meanwhile. */
async function readApart(bytes: Uint8Array, file: string): Promise<Ended> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let ticks = 0;
  let document: SourceDocument | null = null;
  let refused: string | null = null;
  let megabytes = 0;
  let milliseconds = 0;
  await new Promise((resolve) => setTimeout(resolve, 1));
  delay.enable();
  const ticking = setInterval(() => {
    ticks++;
  }, TICK);
  const ended = await inChild<DocumentRequest, DocumentPart>(
    entry.url,
    { bytes, file, limits: LIMITS },
    LIMITS,
    (part) => {
      if ('problem' in part) refused = part.problem;
      else if ('document' in part) document = part.document;
    },
    (cost) => {
      megabytes = cost.peakMegabytes;
      milliseconds = cost.milliseconds;
    },
  );
  clearInterval(ticking);
  delay.disable();
  longestDelay = Math.max(longestDelay, delay.max / 1e6);
  mostMemory = Math.max(mostMemory, megabytes);
  const read = document as SourceDocument | null;
  return {
    outcome: refused ?? ended?.problem ?? 'reads',
    remarks: read?.remarks.map((remark) => remark.code) ?? [],
    megabytes,
    ticks,
    milliseconds,
  };
}

describe('a bad file ends in a clear problem or a reading that says what is odd, in a process of its own', () => {
  it('is tried in at least sixty kinds, each named once', () => {
    const names = BAD_FILES.map(({ kind, file }) => `${kind} (${file})`);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(BAD_FILES)('$kind ($file): $ends', async ({ file, make, ends }) => {
    const { outcome, remarks, megabytes, ticks, milliseconds } = await readApart(make(), file);
    const [wanted, saying] = ends.split(', saying ');
    expect(outcome).toBe(wanted);
    if (saying !== undefined) expect(remarks).toContain(saying);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
    // Whatever the child was busy with, this process kept its own time.
    expect(ticks).toBeGreaterThan((milliseconds / TICK) * 0.1);
  });
});

describe('a file that is good but for a few bytes', () => {
  /** A valid answer is a document or a problem of the catalogue; anything thrown fails the test. */
  const check = (read: SourceDocument | Problem): 'reads' | 'refused' => {
    if (isProblem(read)) {
      expect(PROBLEM_CODES).toContain(read.problem);
      return 'refused';
    }
    expect(Array.isArray(read.tables)).toBe(true);
    return 'reads';
  };

  it.each([
    ['a.docx', goodDocx],
    ['a.xlsx', goodXlsx],
    ['a.csv', () => Buffer.from('Date;Event\r\n22.05.16;"Seen – at ""home"""\r\n23.05.16;Rang\r\n')],
    ['a.json', () => Buffer.from('{"events":[{"what":"Seen","date":"2016-05-22","n":[1,2.5,-3e2,null,true]}]}')],
  ] as const)('always ends in a document or a problem (%s)', async (file, make) => {
    const good = make();
    const next = dice(20160522);
    const outcomes = { reads: 0, refused: 0 };
    for (let round = 0; round < 1_500; round++) {
      let bytes = Uint8Array.from(good);
      for (let changes = 1 + Math.floor(next() * 4); changes > 0; changes--) {
        const at = Math.floor(next() * bytes.length);
        const way = Math.floor(next() * 5);
        if (way === 0) bytes[at] = Math.floor(next() * 256);
        else if (way === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
        else if (way === 2) bytes = bytes.slice(0, at + 1);
        else if (way === 3) bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1 + Math.floor(next() * 8))]);
        else bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(Math.floor(next() * at), at), ...bytes.slice(at)]);
      }
      outcomes[check(await readDocument(bytes, file, LIMITS))]++;
    }
    expect(outcomes.reads + outcomes.refused).toBe(1_500);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  it('leaves this process alive when it is read apart', async () => {
    const next = dice(7);
    for (let round = 0; round < 25; round++) {
      const bytes = Uint8Array.from(round % 2 === 0 ? goodDocx() : goodXlsx());
      for (let changes = 0; changes < 6; changes++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      const { outcome } = await readApart(bytes, 'a.docx');
      expect(['reads', ...PROBLEM_CODES]).toContain(outcome);
    }
  });
});
