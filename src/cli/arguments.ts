/** What a person typed: options and file names, checked. What is not understood is said in one sentence, with where to look. */
import { basename } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { findAgency } from '../domain/agency.ts';
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from '../domain/contribution.ts';

/** A command that was not understood, with the sentence that says why. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

export type Typed = {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
};

export function parse(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): Typed {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
    return { files: positionals, values };
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error);
    throw new Misuse(`${said}.`);
  }
}

export const textOf = (value: Typed['values'][string]): string | null => (typeof value === 'string' ? value : null);
export const textsOf = (value: Typed['values'][string]): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** `--map role=heading`, as often as needed; `role=` alone takes the role away from every heading. */
export function mappingOf(given: readonly string[]): ColumnMapping {
  const mapping: Partial<Record<ColumnRole, string | null>> = {};
  for (const one of given) {
    const at = one.indexOf('=');
    const role = one.slice(0, at).trim();
    const heading = one.slice(at + 1).trim();
    if (at < 1) throw new Misuse(`--map ${one} has no "=". Write --map date="Date of contact".`);
    const known = COLUMN_ROLES.find((name) => name.toLowerCase() === role.toLowerCase());
    if (known === undefined) throw new Misuse(`--map ${one}: "${role}" is not a role. The roles are ${COLUMN_ROLES.join(', ')}.`);
    mapping[known] = heading === '' ? null : heading;
  }
  return mapping;
}

/** The code of an agency that a person named; a name that nobody knows is kept as it is. */
export function agencyNamed(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new Misuse('--agency is empty. Name the agency, such as --agency "Health visiting".');
  return findAgency(trimmed)?.code ?? trimmed;
}

/** `--agency FILE=NAME`, as often as needed: agency by the file as it was typed. FILE may be the path as typed or only the name. */
export function agenciesByFile(given: readonly string[], files: readonly string[]): ReadonlyMap<string, string> {
  const agencies = new Map<string, string>();
  for (const one of given) {
    const matching = files.filter((file) => one.startsWith(`${file}=`) || one.startsWith(`${basename(file)}=`));
    const longest = Math.max(0, ...matching.map((file) => (one.startsWith(`${file}=`) ? file.length : basename(file).length)));
    if (matching.length === 0)
      throw new Misuse(`--agency ${one} names none of the files. Write --agency FILE=NAME, with a FILE that is also in the list.`);
    for (const file of matching) {
      const length = one.startsWith(`${file}=`) ? file.length : basename(file).length;
      if (length === longest) agencies.set(file, agencyNamed(one.slice(length + 1)));
    }
  }
  return agencies;
}

/** Names for files in what is written: the bare name, or the path as typed where two files have the same name. */
export function namesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(basename(file), (counts.get(basename(file)) ?? 0) + 1);
  return new Map(files.map((file) => [file, (counts.get(basename(file)) ?? 0) > 1 ? file.replaceAll('\\', '/') : basename(file)]));
}
