/** `kinline read`: what agencies' files hold, in words or as JSON. */
import { readAll, type Source } from '../app/merge-files.ts';
import { LIMITS } from '../domain/limits.ts';
import { isProblem, problem, problemSentence } from '../domain/problem.ts';
import { agencyNamed, Misuse, mappingOf, namesOf, parse, textOf, textsOf } from './arguments.ts';
import { load } from './disk.ts';
import { type Io, REFUSED, WELL } from './io.ts';
import { progress } from './progress.ts';
import { allRows, counted, sayReading, sayRows } from './say-reading.ts';

export const READ_OPTIONS = {
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  agency: { type: 'string' },
  map: { type: 'string', multiple: true },
} as const;

export async function read(args: readonly string[], io: Io): Promise<number> {
  const { files, values } = parse(args, READ_OPTIONS);
  if (files.length === 0) throw new Misuse('Name at least one file to read.');
  const strict = values['strict'] === true;
  const json = values['json'] === true;
  const named = textOf(values['agency']);
  const agency = named === null ? null : agencyNamed(named);
  const mapping = mappingOf(textsOf(values['map']));
  const names = namesOf(files);
  const sources = files.map((path): Source => {
    const file = names.get(path) ?? path;
    return { options: { file, agency, mapping, strict, today: io.today, limits: LIMITS }, bytes: () => load(path, LIMITS.fileBytes) };
  });
  const bar = progress(io, files.length, 'Reading');
  bar.step(0, sources[0]?.options.file ?? '');
  const answers = await readAll(sources, (done, file) => bar.step(done, file));
  bar.end();
  let status = WELL;
  const contributions = [];
  for (const [index, answer] of answers.entries()) {
    const file = sources[index]?.options.file ?? '';
    if (isProblem(answer)) {
      io.say(`${file}: ${problemSentence(answer)}\n`);
      status = REFUSED;
      continue;
    }
    contributions.push(answer);
    await io.out(json ? `${JSON.stringify(answer)}\n` : `${contributions.length > 1 ? '\n' : ''}${sayReading(answer)}`);
    if (strict && answer.attention.length > 0) {
      io.say(`${file}: ${problemSentence(problem('rows-need-attention', `${counted(answer.attention.length, 'row')}.`))}\n`);
      status = REFUSED;
    }
  }
  if (!json && contributions.length > 1) await io.out(`\n${counted(contributions.length, 'file')}: ${sayRows(allRows(contributions))}\n`);
  return status;
}
