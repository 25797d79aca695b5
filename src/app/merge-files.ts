/** Reads agencies' files and merges them into one chronology, or says everything that is wrong with any of them. Needs no database. */

import type { Chronology, MergeOptions } from '../domain/chronology.ts';
import { mergeContributions, referenceConflicts, sayPlace } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { AT_THE_SAME_TIME, type ReadingOptions, readContributions, type SentFile } from './read-files.ts';

/** One file to read. Its bytes are fetched only when its turn comes, so that few are in memory at once. */
export type Source = {
  readonly options: ReadingOptions;
  readonly bytes: () => Promise<Uint8Array | Problem>;
};

/** A file that could not be read, or the files whose references contradict each other. */
export type Refusal = { readonly file: string; readonly problem: Problem };

/**
 * One process reads files until it has read so many, or so many bytes; then the next files go to a fresh one. A process reads its first
 * files three times as slowly as its later ones, so fewer processes are faster: 50 files of 2,000 rows took 6.4 s in six, 4.1 s in two.
 */
const FILES_AT_ONCE = 25;
const BYTES_AT_ONCE = 8_000_000;

/** Reads every file, several overlapping, and answers in the order given. `onRead` is called as each is done. */
export async function readAll(
  sources: readonly Source[],
  onRead: (done: number, file: string) => void = () => {},
): Promise<readonly (Contribution | Problem)[]> {
  const answers: (Contribution | Problem)[] = new Array(sources.length);
  // Few files: each process takes its share, so that both are busy.
  const most = Math.min(FILES_AT_ONCE, Math.ceil(sources.length / AT_THE_SAME_TIME));
  let next = 0;
  let done = 0;
  const told = (index: number): void => {
    done += 1;
    onRead(done, sources[index]?.options.file ?? '');
  };
  const work = async (): Promise<void> => {
    while (next < sources.length) {
      const mine: { index: number; file: SentFile }[] = [];
      let size = 0;
      while (next < sources.length && mine.length < most && size < BYTES_AT_ONCE) {
        const index = next;
        next += 1;
        const { bytes, options } = sources[index] as Source;
        const loaded = await bytes();
        if (isProblem(loaded)) {
          answers[index] = loaded;
          told(index);
          continue;
        }
        mine.push({ index, file: { bytes: loaded, options } });
        size += loaded.byteLength;
      }
      const files = mine.map(({ file }) => file);
      const answered = await readContributions(files, (at) => told(mine[at]?.index ?? 0));
      for (const [at, answer] of answered.entries()) answers[mine[at]?.index ?? 0] = answer;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_THE_SAME_TIME, sources.length) }, work));
  return answers;
}

/** Refusals of the whole: a file that could not be read, rows needing attention when `strict`, references that contradict each other. */
export function refusalsOf(answers: readonly (Contribution | Problem)[], sources: readonly Source[], strict: boolean): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const contributions: Contribution[] = [];
  for (const [index, answer] of answers.entries()) {
    const file = sources[index]?.options.file ?? '';
    if (isProblem(answer)) {
      refusals.push({ file, problem: answer });
      continue;
    }
    contributions.push(answer);
    if (strict && answer.attention.length > 0) {
      const places = answer.attention.slice(0, 10).map(({ place }) => `${place.table}, row ${place.row}`);
      const more = answer.attention.length > 10 ? `; and ${answer.attention.length - 10} more` : '';
      refusals.push({ file, problem: problem('rows-need-attention', `${places.join('; ')}${more}.`) });
    }
  }
  for (const { ref, places } of referenceConflicts(contributions)) {
    // A table's numbering is often typed twice, which is said as a notice; in JSON a reference is a promise.
    if (places.filter(({ format }) => format === JSON_CONTRIBUTION).length < 2) continue;
    const where = places.map(({ file, place }) => sayPlace(file, place)).join('; ');
    refusals.push({ file: places[0]?.file ?? '', problem: problem('conflicting-references', `Reference ${ref}: ${where}.`) });
  }
  return refusals;
}

/** The name of the format of contribution JSON. */
const JSON_CONTRIBUTION = 'contribution-json';

export async function mergeFiles(
  sources: readonly Source[],
  options: MergeOptions & { readonly strict: boolean },
  onRead?: (done: number, file: string) => void,
): Promise<Chronology | { readonly refusals: readonly Refusal[] }> {
  const answers = await readAll(sources, onRead);
  const refusals = refusalsOf(answers, sources, options.strict);
  if (refusals.length > 0) return { refusals };
  return mergeContributions(
    answers.filter((answer): answer is Contribution => !isProblem(answer)),
    options,
  );
}
