/** The answers to OWASP ASVS 5.0, levels 1 and 2: all 253 are given, each says what proves it, and what proves it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANSWERS, chapterOf, readRequirements, SECURITY_PAGE, withTables } from '../../tools/write-security.ts';

/** How many requirements of level 1 and of level 2 each chapter has in version 5.0.0. */
const CHAPTERS: readonly (readonly [number, number])[] = [
  [8, 19],
  [4, 7],
  [8, 11],
  [2, 8],
  [4, 5],
  [13, 22],
  [6, 12],
  [4, 3],
  [4, 3],
  [5, 24],
  [3, 11],
  [3, 6],
  [1, 12],
  [2, 7],
  [3, 10],
  [0, 16],
  [0, 7],
];

describe('the map of ASVS 5.0', () => {
  const all = readRequirements();

  it('answers every requirement of levels 1 and 2 once, in order', () => {
    expect(all).toHaveLength(253);
    const counted = CHAPTERS.map((_, index) =>
      [1, 2].map((level) => all.filter((one) => chapterOf(one) === index + 1 && one.level === level).length),
    );
    expect(counted).toEqual(CHAPTERS);
    const numbers = all.map(({ id }) => /^V(\d+)\.(\d+)\.(\d+)$/.exec(id)?.slice(1).map(Number) ?? []);
    const inOrder = numbers.every((number, index) => {
      const before = numbers[index - 1];
      return (
        before === undefined ||
        (number[0] ?? 0) * 1e4 + (number[1] ?? 0) * 100 + (number[2] ?? 0) >
          (before[0] ?? 0) * 1e4 + (before[1] ?? 0) * 100 + (before[2] ?? 0)
      );
    });
    expect(inOrder).toBe(true);
    expect(all.filter(({ answer }) => !ANSWERS.includes(answer))).toEqual([]);
  });

  it('names, for each that is met, test files that there are; for each other, a reason', () => {
    const lost = all.flatMap(({ id, answer, proof }) =>
      answer === 'met'
        ? proof.split(' ').flatMap((path) => (/^tests\/.+\.test\.tsx?$/.test(path) && existsSync(path) ? [] : [`${id}: ${path}`]))
        : [],
    );
    expect(lost).toEqual([]);
    expect(all.filter(({ answer, proof }) => answer !== 'met' && !/^.{12,}\.$/.test(proof)).map(({ id }) => id)).toEqual([]);
    const applicable = all.filter(({ answer }) => answer !== 'not applicable');
    const tested = applicable.filter(({ answer }) => answer === 'met');
    const count = (answer: string): number => all.filter((one) => one.answer === answer).length;
    console.log(
      `ASVS 5.0: ${ANSWERS.map((answer) => `${answer} ${count(answer)}`).join(', ')}; ${Math.round((100 * tested.length) / applicable.length)} % of what applies is tested.`,
    );
    expect(tested.length / applicable.length).toBeGreaterThan(0.7);
  });

  it('says in docs/security.md what the data says (npx tsx tools/write-security.ts)', () => {
    const page = readFileSync(SECURITY_PAGE, 'utf8');
    expect(page).toBe(withTables(page, all));
  });
});
