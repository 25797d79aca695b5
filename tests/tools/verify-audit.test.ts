/** The offline verifier: whatever is done to an exported log, it says so, and where first. */
import { execFileSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_TITLE, exportLines, type Keeping, makeCheckpoint, nextFingerprint, sayFingerprint } from '../../src/app/audit-log.ts';
import {
  cosign,
  logKey,
  readCheckpoint,
  type SignedCheckpoint,
  sayVerifier,
  sha256,
  signCheckpoint,
  verifierOf,
} from '../../src/app/audit-note.ts';
import { verifyExport } from '../../src/app/audit-verify.ts';
import { EMPTY, type Frontier, grow, leafHash, rootOfFrontier } from '../../src/domain/merkle.ts';
import { TEST_KEYS, type TestDatabase, testDatabase } from '../database.ts';
import { addLines, keepAudit } from '../store/keep-audit.ts';

type Kept = { readonly name: string; readonly bytes: Buffer };
type Key = { readonly name: string; readonly key: Buffer };
type Verifier = {
  readonly checkExport: (file: Buffer, checkpoints?: readonly Kept[], keys?: readonly Key[]) => { readonly size: number };
  readonly readKey: (text: string) => Key | null;
};
const TOOL = resolve(import.meta.dirname, '../../tools/verify-audit.mjs');
const { checkExport, readKey } = (await import(TOOL)) as Verifier;

const FLIPS = 3_000;
const police = { name: 'police', seed: new Uint8Array(32).fill(9) };
const keys = [readKey(sayVerifier(verifierOf(police))) as Key];

/** Where the verifier says that it was altered first; null when it says that it is whole. */
function placeOf(file: Buffer, checkpoints: readonly Kept[] = []): string | null {
  try {
    checkExport(file, checkpoints, keys);
    return null;
  } catch (error) {
    // Found out, and not merely fallen over.
    if ((error as Error).constructor.name !== 'Altered') throw error;
    return (error as Error).message;
  }
}
const ours = (file: Buffer, checkpoints: readonly Kept[] = []): boolean =>
  verifyExport(
    file,
    checkpoints.map(({ name, bytes }) => ({ name, text: bytes.toString() })),
    [verifierOf(police)],
  ).whole;
const kept = (name: string, { text }: SignedCheckpoint): Kept => ({ name, bytes: Buffer.from(text) });
const flipped = (file: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(file);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

/** The head of an export and its lines, and back, as they stand. */
function apart(file: Buffer): { head: string; lines: string[] } {
  const text = file.toString();
  const end = text.indexOf('\n\n', text.indexOf('\n\n') + 2) + 2;
  return { head: text.slice(0, end), lines: text.slice(end).split('\n').slice(0, -1) };
}
const together = (head: string, lines: readonly string[]): Buffer => Buffer.from(`${head}${lines.map((line) => `${line}\n`).join('')}`);

/** An export written anew over other texts, with every fingerprint and root right and signed by this key: what a keeper could do. */
function anew(seed: Uint8Array, texts: readonly string[], head?: string): Buffer {
  let tree: Frontier = EMPTY;
  for (const text of texts) tree = grow(sha256, tree, leafHash(sha256, Buffer.from(text)));
  const { text: note } = signCheckpoint(logKey(seed), texts.length, rootOfFrontier(sha256, tree), '2026-11-23T10:00:00.000Z');
  const begin = head ?? `${EXPORT_TITLE}${note}\n`;
  let chain: Uint8Array = createHash('sha256').update(begin).digest();
  const lines = texts.map((text) => {
    chain = nextFingerprint(chain, Buffer.from(text));
    return `${sayFingerprint(chain)} ${text}`;
  });
  return together(begin, lines);
}

describe('the offline verifier', () => {
  let test: TestDatabase;
  let keeping: Keeping & { close: () => Promise<void> };
  let small: Buffer;
  let large: Buffer;
  /** What the police cosigned when the log had about 6,000 entries, and at its end. */
  let middle: SignedCheckpoint;
  let late: SignedCheckpoint;
  let texts: string[];
  const folder = mkdtempSync(join(tmpdir(), 'kinline-verify-'));
  const exported = async (): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    for await (const part of exportLines(keeping)) parts.push(part);
    return Buffer.concat(parts);
  };
  beforeAll(async () => {
    test = await testDatabase();
    keeping = keepAudit(test);
    await addLines(test, 2);
    small = await exported();
    await addLines(test, 6_000);
    middle = cosign(await makeCheckpoint(keeping), police);
    await addLines(test, 3_996);
    large = await exported();
    const own = readCheckpoint(apart(large).head.slice(EXPORT_TITLE.length, -1)) as SignedCheckpoint;
    late = cosign(own, police);
    texts = apart(large).lines.map((line) => line.slice(33));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await keeping.close();
    await test.close();
  });

  it('says that a whole log is whole, also with what another agency cosigned', () => {
    expect(checkExport(small).size).toBe(2);
    expect(checkExport(large, [kept('middle', middle), kept('late', late)], keys).size).toBe(10_000);
    expect([ours(small), ours(large), ours(large, [kept('middle', middle), kept('late', late)])]).toEqual([true, true, true]);
    expect(anew(TEST_KEYS.audit, texts, apart(large).head).equals(large)).toBe(true);
  });

  it('notices every single bit of a small log, and names the entry', () => {
    const { head } = apart(small);
    let flips = 0;
    for (let bit = 0; bit < small.length * 8; bit += 1) {
      const place = placeOf(flipped(small, bit));
      if (place === null) throw new Error(`Bit ${bit} of byte ${bit >> 3} was flipped, and not noticed.`);
      if (bit % 7 === 0 && ours(flipped(small, bit))) throw new Error(`Bit ${bit} was flipped, and kinline audit verify did not notice.`);
      if (bit >> 3 >= Buffer.byteLength(head)) {
        const before =
          small
            .subarray(0, bit >> 3)
            .toString()
            .split('\n').length -
          head.split('\n').length +
          1;
        if (!place.startsWith(`entry ${before}:`)) throw new Error(`Bit ${bit} is in entry ${before}; it said ${place}`);
      }
      flips += 1;
    }
    expect(flips).toBe(small.length * 8);
    console.log(`${flips} single bits flipped, one after another: ${flips} noticed`);
  }, 300_000);

  it('notices every single bit of a cosigned checkpoint', () => {
    const bytes = Buffer.from(late.text);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      if (placeOf(small, [{ name: 'late', bytes: flipped(bytes, bit) }]) === null) throw new Error(`Bit ${bit} was not noticed.`);
      // The head of the export is checked before its lines, so a small export serves: it is older, and told apart below.
    }
    expect(placeOf(small, [kept('late', late)])).toMatch(/^entry 3: missing; late says/);
    console.log(`${bytes.length * 8} single bits of a checkpoint flipped: all noticed`);
  }, 300_000);

  it(`notices ${FLIPS} bits flipped at random in a log of 10,000 entries`, () => {
    const file = Buffer.from(large);
    const flip = (bit: number): void => {
      file[bit >> 3] = (file[bit >> 3] as number) ^ (1 << (bit & 7));
    };
    for (let count = 0; count < FLIPS; count += 1) {
      const bit = randomInt(large.length * 8);
      flip(bit);
      if (placeOf(file) === null) throw new Error(`Bit ${bit} was not noticed.`);
      if (count % 100 === 0) expect(ours(file)).toBe(false);
      flip(bit);
    }
    expect(file.equals(large)).toBe(true);
    console.log(`${FLIPS} bits of ${large.length * 8} flipped at random: ${FLIPS} noticed`);
  }, 300_000);

  it('notices what is taken out, put in, swapped, doubled, cut off or added, and names the first entry', () => {
    const { head, lines } = apart(large);
    const spots = [0, 1, 4_999, 6_000, 9_998];
    let attacks = 0;
    const expectAt = (changed: readonly string[], entry: number): void => {
      expect(placeOf(together(head, changed))).toMatch(new RegExp(`^entry ${entry}:`));
      expect(ours(together(head, changed))).toBe(false);
      attacks += 1;
    };
    for (const at of spots) {
      expectAt(lines.toSpliced(at, 1), at + 1);
      expectAt(lines.toSpliced(at, 0, lines[(at * 7 + 3) % 10_000] as string), at + 1);
      expectAt(lines.toSpliced(at, 2, lines[at + 1] as string, lines[at] as string), at + 1);
      expectAt(lines.toSpliced(at + 1, 0, lines[at] as string), at + 2);
      expectAt(lines.slice(0, at), at + 1);
      expectAt([...lines.slice(0, at), '', ...lines.slice(at)], at + 1);
    }
    expectAt(lines.slice(0, -1), 10_000);
    expectAt([...lines, lines[5] as string], 10_001);
    for (const cut of [0, 10, 60, head.length - 1, head.length, large.length - 1, large.length - 40]) {
      expect(placeOf(large.subarray(0, cut))).not.toBeNull();
      attacks += 1;
    }
    for (const more of ['\n', ' ', 'x', '\u0000']) {
      expect(placeOf(Buffer.concat([large, Buffer.from(more)]))).toMatch(/^entry 10001:/);
      attacks += 1;
    }
    expect(placeOf(Buffer.from(large.toString().replaceAll('\n', '\r\n')))).not.toBeNull();
    console.log(`${attacks + 1} structural attacks: all noticed`);
  });

  it('notices lines that were written anew with every fingerprint right, with and without the log’s own key', () => {
    const other = texts.with(7_000, (texts[7_000] as string).replace(/"verb":"[a-z]+"/, '"verb":"share"'));
    expect(other[7_000]).not.toBe(texts[7_000]);
    // Without the log's key the signed root cannot be made to fit.
    expect(placeOf(anew(TEST_KEYS.audit, other, apart(large).head))).toMatch(/^entries 1 to 10000: the lines fit each other/);
    // With another key it is another log, whatever it calls itself.
    expect(placeOf(anew(TEST_KEYS.places, other), [kept('middle', middle)])).toMatch(/another log/);
    expect(
      placeOf(
        Buffer.from(
          anew(TEST_KEYS.places, other)
            .toString()
            .replaceAll(/kinline\/[0-9a-f]+/g, late.checkpoint.origin),
        ),
      ),
    ).toMatch(/origin/);
    // With the log's own key nothing inside it is wrong. What another agency cosigned tells, and how far it is the same.
    const rewritten = anew(TEST_KEYS.audit, other);
    expect(placeOf(rewritten)).toBeNull();
    expect(placeOf(rewritten, [kept('middle', middle)])).toBeNull();
    expect(placeOf(rewritten, [kept('middle', middle), kept('late', late)])).toBe(
      `entries ${middle.checkpoint.size + 1} to 10000: not those of late; they were written anew`,
    );
    expect([ours(rewritten), ours(rewritten, [kept('late', late)])]).toEqual([true, false]);
    const early = texts.with(3, texts[4] as string);
    expect(placeOf(anew(TEST_KEYS.audit, early), [kept('late', late), kept('middle', middle)])).toMatch(
      /^entries 1 to \d+: not those of middle/,
    );
  });

  it('notices a log that was put back in time', () => {
    for (const back of [
      anew(TEST_KEYS.audit, texts.slice(0, 9_999)),
      anew(TEST_KEYS.audit, texts.slice(0, 6_000)),
      anew(TEST_KEYS.audit, []),
      small,
    ]) {
      expect(placeOf(back)).toBeNull();
      expect(placeOf(back, [kept('late', late)])).toMatch(/^entry \d+: missing; late says that there were 10000/);
      expect(ours(back, [kept('late', late)])).toBe(false);
    }
  });

  it('refuses signatures that nobody known made, that are made with another key, or stand twice', () => {
    const stranger = cosign(late, { name: 'school', seed: new Uint8Array(32).fill(8) });
    expect(placeOf(large, [kept('stranger', stranger)])).toMatch(/signed by school, whose key was not given/);
    const pretender = cosign(readCheckpoint(apart(large).head.slice(EXPORT_TITLE.length, -1)) as SignedCheckpoint, {
      name: 'police',
      seed: new Uint8Array(32).fill(8),
    });
    expect(placeOf(large, [kept('pretender', pretender)])).toMatch(/with another key/);
    expect(placeOf(large, [kept('twice', cosign(late, police))])).toMatch(/out of place/);
    const other = { ...late, body: late.body.replace('\n10000\n', '\n10001\n') };
    expect(placeOf(large, [{ name: 'moved', bytes: Buffer.from(late.text.replace(late.body, other.body)) }])).toMatch(/not valid/);
  });

  it('is a program by itself: 0 whole, 1 altered with the place, 2 not understood', () => {
    expect(readFileSync(TOOL, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(200);
    expect([...readFileSync(TOOL, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual([
      'node:crypto',
      'node:fs',
      'node:url',
    ]);
    const at = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const run = (...args: string[]): [number, string] => {
      try {
        return [0, execFileSync(process.execPath, [TOOL, ...args], { encoding: 'utf8', stdio: 'pipe' })];
      } catch (error) {
        const { status, stderr } = error as { status: number; stderr: string };
        return [status, stderr];
      }
    };
    const key = at('police.pub', sayVerifier(verifierOf(police)));
    expect(run(at('log', large), at('cosigned', late.text), '--key', key)).toEqual([0, expect.stringContaining('Whole: 10000 entries')]);
    expect(run(at('log', large), at('cosigned', late.text))).toEqual([1, expect.stringContaining('key was not given')]);
    expect(run(at('altered', flipped(large, 8 * (large.length - 100))))).toEqual([1, expect.stringContaining('First at entry 10000')]);
    expect(run()).toEqual([2, expect.stringContaining('Usage')]);
    expect(run(join(folder, 'none'))[0]).toBe(2);
  });
});
