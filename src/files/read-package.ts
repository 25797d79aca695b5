/**
 * What kind of Office document a zip package is, by what it holds and never by its name: its content types, its relationships,
 * its main part. Macros are refused here, however the file is called.
 */

import type { Remark } from '../domain/document.ts';
import type { Limits } from '../domain/limits.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import { type XmlHandler, XmlReader } from './read-xml.ts';
import { type Archive, openZip } from './zip.ts';

export type Relationship = {
  readonly id: string /** Last step of the type, such as `styles`. */;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
};

export type OfficePackage = {
  readonly kind: 'docx' | 'xlsx';
  /** Name of the main part, such as `word/document.xml`. */
  readonly main: string;
  readonly archive: Archive;
  readonly limits: Limits;
  /** Filled while reading. */
  readonly remarks: Remark[];
  readonly characters: { bad: number };
};

const MAIN: readonly (readonly [RegExp, 'docx' | 'xlsx' | 'macros' | string])[] = [
  [/macroenabled/i, 'macros'],
  [/wordprocessingml\.(document|template)\.main\+xml$/i, 'docx'],
  [/spreadsheetml\.(sheet|template)\.main\+xml$/i, 'xlsx'],
  [/presentationml/i, 'a PowerPoint presentation'],
];

/** Opens a package that is a Word document or an Excel workbook. Throws a ProblemError when it is neither, or holds macros. */
export function openPackage(bytes: Uint8Array, limits: Limits): OfficePackage {
  const archive = openZip(bytes, limits);
  const types = archive.find('[Content_Types].xml');
  if (types === null) refuseOtherZip(archive);
  const { byPart, byExtension } = readContentTypes(archive, limits);
  const typeOf = (part: string): string =>
    byPart.get(part.toLowerCase()) ?? byExtension.get(part.slice(part.lastIndexOf('.') + 1).toLowerCase()) ?? '';
  refuseMacros(archive, [...byPart.values(), ...byExtension.values()]);
  const root = readRelationships(archive, '', limits).find((one) => one.type === 'officeDocument' && !one.external);
  const main = root === undefined ? null : archive.find(root.target);
  if (main === null) throw new ProblemError(problem('damaged-file', 'Its main part is missing.'));
  const type = typeOf(main);
  const kind = MAIN.find(([pattern]) => pattern.test(type))?.[1] ?? rootKind(archive, main, limits);
  if (kind !== 'docx' && kind !== 'xlsx') throw new ProblemError(problem('unknown-file-kind', `It is ${kind}.`));
  return { kind, main, archive, limits, remarks: [], characters: { bad: 0 } };
}

/** A package whose content types do not say what its main part is: its root element does. */
function rootKind(archive: Archive, main: string, limits: Limits): string {
  let root = '';
  readPart(archive, main, limits, {
    wantsText: false,
    open: (name) => {
      if (root === '') root = name;
    },
    text: () => {},
    close: () => {},
  });
  return root === 'w:document' ? 'docx' : root === 'x:workbook' ? 'xlsx' : 'not a Word document or Excel workbook';
}

function refuseMacros(archive: Archive, types: readonly string[]): void {
  const part = archive.names.some(
    (name) => /(^|\/)vbaProject[^/]*\.bin$/i.test(name) || /^xl\/(intl)?macrosheets\//i.test(name) || /(^|\/)vbaData\.xml$/i.test(name),
  );
  const type = types.some((one) => /vbaProject|macrosheet/i.test(one) || (/macroenabled/i.test(one) && !/sheet\.binary/i.test(one)));
  if (part || type) throw new ProblemError(problem('macro-enabled'));
  if (types.some((one) => /sheet\.binary\.macroenabled/i.test(one)))
    throw new ProblemError(problem('unknown-file-kind', 'It is a binary Excel workbook (.xlsb).'));
}

function refuseOtherZip(archive: Archive): never {
  const mime = archive.find('mimetype');
  let words = '';
  if (mime !== null) {
    archive.unpack(mime, (piece) => {
      if (words.length < 200) words += Buffer.from(piece).toString('latin1');
    });
  }
  if (words.includes('opendocument')) throw new ProblemError(problem('unknown-file-kind', 'It is an OpenDocument file.'));
  if (archive.names.some((name) => /^(word|xl)\//i.test(name)))
    throw new ProblemError(problem('damaged-file', 'The list of its parts is missing.'));
  throw new ProblemError(problem('unknown-file-kind', 'It is a zip file, but not a Word document or Excel workbook.'));
}

/** Reads one part as XML. Returns how many characters could not be read. */
export function readPart(archive: Archive, name: string, limits: Limits, handler: XmlHandler): number {
  const reader = new XmlReader(handler, limits);
  archive.unpack(name, (piece) => reader.push(piece));
  reader.end();
  return reader.badCharacters;
}

/** Reads one part of an opened package and remembers the characters that could not be read. */
export function readPackagePart(of: OfficePackage, name: string, handler: XmlHandler): void {
  of.characters.bad += readPart(of.archive, name, of.limits, handler);
}

function readContentTypes(archive: Archive, limits: Limits): { byPart: Map<string, string>; byExtension: Map<string, string> } {
  const byPart = new Map<string, string>();
  const byExtension = new Map<string, string>();
  readPart(archive, '[Content_Types].xml', limits, {
    wantsText: false,
    open: (name, tag) => {
      const type = tag.get('ContentType') ?? '';
      if (name === 'ct:Override') byPart.set((tag.get('PartName') ?? '').replace(/^\//, '').toLowerCase(), type);
      if (name === 'ct:Default') byExtension.set((tag.get('Extension') ?? '').toLowerCase(), type);
    },
    text: () => {},
    close: () => {},
  });
  return { byPart, byExtension };
}

/** The relationships of a part (of the package itself when the part is an empty string), with targets as part names. */
export function readRelationships(archive: Archive, part: string, limits: Limits): readonly Relationship[] {
  const slash = part.lastIndexOf('/');
  const folder = slash < 0 ? '' : part.slice(0, slash + 1);
  const found = archive.find(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  if (found === null) return [];
  const all: Relationship[] = [];
  readPart(archive, found, limits, {
    wantsText: false,
    open: (name, tag) => {
      if (name !== 'rel:Relationship') return;
      const type = tag.get('Type') ?? '';
      const external = tag.get('TargetMode')?.toLowerCase() === 'external';
      const target = tag.get('Target') ?? '';
      all.push({
        id: tag.get('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: external ? '' : within(folder, target),
        external,
      });
    },
    text: () => {},
    close: () => {},
  });
  return all;
}

/** A target as a part name. A target that climbs out of the package is no part and will not be found. */
function within(folder: string, target: string): string {
  const steps: string[] = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return '';
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
