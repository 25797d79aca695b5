/** Reads agencies' files and merges them into one chronology, or says everything that is wrong with any of them. Needs no database. */

import type { Chronology, MergeOptions } from '../domain/chronology.ts';
import { mergeContributions, referenceConflicts, sayPlace } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { type ReadingOptions, readContribution } from './read-files.ts';

/** One file to read. Its bytes are fetched only when its turn comes, so that few are in memory at once. */
export type Source = {
  readonly options: ReadingOptions;
  readonly bytes: () => Promise<Uint8Array | Problem>;
};

/** A file that could not be read, or the files whose references contradict each other. */
export type Refusal = { readonly file: string; readonly problem: Problem };

/** So many files are loaded and read at the same time. */
const AT_THE_SAME_TIME = 2;

async function readOne({ bytes, options }: Source): Promise<Contribution | Problem> {
  const loaded = await bytes();
  return isProblem(loaded) ? loaded : readContribution(loaded, options);
}

/** Reads every file, in turn but overlapping, and answers in the order given. `onRead` is called as each is done. */
export async function readAll(
  sources: readonly Source[],
  onRead: (done: number, file: string) => void = () => {},
): Promise<readonly (Contribution | Problem)[]> {
  const answers: (Contribution | Problem)[] = new Array(sources.length);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < sources.length) {
      const mine = next;
      next += 1;
      const source = sources[mine] as Source;
      answers[mine] = await readOne(source);
      done += 1;
      onRead(done, source.options.file);
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
const JSON_CONTRIBUTION = 'contribution';

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
