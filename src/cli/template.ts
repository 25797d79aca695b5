/** `kinline template`: a blank chronology for an agency to fill in. */
import { extname } from 'node:path';
import { makeTemplate } from '../app/make-template.ts';
import { isProblem, problem, problemSentence } from '../domain/problem.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { exists, writeAll } from './disk.ts';
import { type Io, REFUSED, WELL } from './io.ts';

export const TEMPLATE_OPTIONS = { agency: { type: 'string' }, out: { type: 'string' }, replace: { type: 'boolean' } } as const;

export async function template(args: readonly string[], io: Io): Promise<number> {
  const { files, values } = parse(args, TEMPLATE_OPTIONS);
  const agency = textOf(values['agency'])?.trim() ?? '';
  const out = textOf(values['out']) ?? '';
  if (files.length > 0) throw new Misuse(`${files[0]} was not expected. Say where to write with --out.`);
  if (agency === '') throw new Misuse('Say for which agency with --agency, such as --agency "Health visiting".');
  if (out === '') throw new Misuse('Say where to write with --out, such as --out health-visiting.docx.');
  const ending = extname(out).toLowerCase();
  if (ending !== '.docx' && ending !== '.xlsx') throw new Misuse(`--out ${out}: a template is a .docx or an .xlsx file.`);
  const refuse = (sentence: string): number => {
    io.say(`${sentence}\n`);
    return REFUSED;
  };
  if (values['replace'] !== true && (await exists(out))) {
    return refuse(
      problemSentence(
        problem(
          'cannot-write',
          `${out} is there already and may have been filled in. Choose another name, or write over it with --replace.`,
        ),
      ),
    );
  }
  const bytes = await makeTemplate(agency, ending === '.docx' ? 'docx' : 'xlsx');
  if (isProblem(bytes)) return refuse(problemSentence(bytes));
  const refused = await writeAll([{ path: out, content: bytes }]);
  if (refused !== null) return refuse(problemSentence(refused));
  await io.out(`A blank chronology for ${agency} is in ${out}\n`);
  return WELL;
}
