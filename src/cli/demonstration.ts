/** `kinline demonstration`: the invented families' files on disk, to try the other commands on. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { demonstrationFiles } from '../app/scenario-files.ts';
import { problem, problemSentence } from '../domain/problem.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { writeAll } from './disk.ts';
import { type Io, REFUSED, WELL } from './io.ts';

export async function demonstration(args: readonly string[], io: Io): Promise<number> {
  const { files, values } = parse(args, { out: { type: 'string' } } as const);
  const out = textOf(values['out']) ?? '';
  if (files.length > 0) throw new Misuse(`${files[0]} was not expected. Say where to write with --out.`);
  if (out === '') throw new Misuse('Say in which folder to write with --out, such as --out demonstration.');
  const families = (await demonstrationFiles()).map(({ family, files: told }) => ({ family, folder: join(out, folderName(family)), told }));
  try {
    for (const { folder } of families) await mkdir(folder, { recursive: true });
  } catch {
    io.say(`${problemSentence(problem('cannot-write', `${out} could not be made.`))}\n`);
    return REFUSED;
  }
  const refused = await writeAll(
    families.flatMap(({ folder, told }) => told.map(({ file, bytes }) => ({ path: join(folder, file), content: bytes }))),
  );
  if (refused !== null) {
    io.say(`${problemSentence(refused)}\n`);
    return REFUSED;
  }
  await io.out(families.map(({ family, folder, told }) => `${family}: ${told.length} files in ${folder}\n`).join(''));
  return WELL;
}

function folderName(family: string): string {
  return family.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
