/**
 * A file that an agency sent, read by what it holds and not by its name: Word, Excel, csv or JSON. Runs in the process that calls it,
 * which for files from outside is always a child process (see child.ts).
 */
import type { SourceDocument } from '../domain/document.ts';
import type { Limits } from '../domain/limits.ts';
import { type Problem, ProblemError, problem } from '../domain/problem.ts';
import { decodeText } from './read-encoding.ts';

/** Tables, text and remarks of the file, or what is wrong with it. Never throws for anything that a file can hold. */
export async function readDocument(bytes: Uint8Array, fileName: string, limits: Limits): Promise<SourceDocument | Problem> {
  try {
    if (bytes.length === 0) return problem('empty-file');
    if (bytes.length > limits.fileBytes) return problem('file-too-large', `The limit is ${Math.floor(limits.fileBytes / 1_000_000)} MB.`);
    return withNameRemark(await readByContent(bytes, extensionOf(fileName), limits), fileName);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return wrongName(thrown.problem, extensionOf(fileName));
    // Not the file's own words: only that reading broke off.
    return problem('damaged-file', 'It could not be read to its end.');
  }
}

async function readByContent(bytes: Uint8Array, extension: string, limits: Limits): Promise<SourceDocument> {
  if (begins(bytes, [0x50, 0x4b])) {
    const { openPackage } = await import('./read-package.ts');
    const opened = openPackage(bytes, limits);
    const read =
      opened.kind === 'docx' ? (await import('./read-docx.ts')).readDocx(opened) : (await import('./read-xlsx.ts')).readXlsx(opened);
    if (opened.characters.bad === 0) return read;
    return {
      ...read,
      remarks: [
        ...read.remarks,
        {
          place: 'document',
          code: 'bad-characters',
          says: `${opened.characters.bad} characters that are not text were left out or are shown as \uFFFD.`,
        },
      ],
    };
  }
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw new ProblemError(compoundFile(bytes));
  const other = OTHER_KINDS.find((kind) => kind.begins.some((start) => begins(bytes, start)));
  if (other !== undefined) throw new ProblemError(notOurs(`It is ${other.called}.`));
  return readText(bytes, extension, limits);
}

async function readText(bytes: Uint8Array, extension: string, limits: Limits): Promise<SourceDocument> {
  const named = TEXT_EXTENSIONS.has(extension);
  let decoded: ReturnType<typeof decodeText>;
  try {
    decoded = decodeText(bytes);
  } catch (thrown) {
    if (thrown instanceof ProblemError && !named) throw new ProblemError(notOurs());
    throw thrown;
  }
  const start = decoded.text.slice(0, 2_000).trimStart();
  if (start === '' && decoded.text.trim() === '') throw new ProblemError(problem('empty-file'));
  const markup = MARKUP.find(([pattern]) => pattern.test(start));
  if (markup !== undefined) throw new ProblemError(notOurs(`It is ${markup[1]}.`));
  if (extension === 'json' || start.startsWith('{') || start.startsWith('[')) {
    const { readJsonText } = await import('./read-json.ts');
    try {
      return readJsonText(decoded.text, limits);
    } catch (thrown) {
      // Text that merely begins with a bracket may still be a csv.
      if (extension === 'json' || !(thrown instanceof ProblemError) || thrown.problem.problem !== 'damaged-file' || !start.startsWith('['))
        throw thrown;
    }
  }
  const { looksDelimited, readCsv } = await import('./read-csv.ts');
  if (!named && !looksDelimited(decoded.text)) throw new ProblemError(notOurs());
  return readCsv(decoded, limits);
}

const TEXT_EXTENSIONS = new Set(['csv', 'tsv', 'tab', 'txt', 'psv', 'json']);
const KNOWN_EXTENSIONS: Readonly<Record<string, string>> = {
  docx: 'docx',
  dotx: 'docx',
  xlsx: 'xlsx',
  xltx: 'xlsx',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  psv: 'csv',
  json: 'json',
};
const OFFICE_EXTENSIONS = new Set(['doc', 'xls', 'docm', 'xlsm', 'docx', 'xlsx', 'csv', 'tsv', 'json']);
const CALLED: Readonly<Record<string, string>> = {
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  csv: 'a csv file',
  json: 'a JSON file',
};

const OTHER_KINDS: readonly { readonly called: string; readonly begins: readonly (readonly number[])[] }[] = [
  { called: 'a PDF', begins: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  {
    called: 'a picture',
    begins: [
      [0x89, 0x50, 0x4e, 0x47],
      [0xff, 0xd8, 0xff],
      [0x47, 0x49, 0x46, 0x38],
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
    ],
  },
  { called: 'a rich text document (RTF)', begins: [[0x7b, 0x5c, 0x72, 0x74, 0x66]] },
  {
    called: 'a compressed file',
    begins: [
      [0x1f, 0x8b],
      [0x37, 0x7a, 0xbc, 0xaf],
      [0x52, 0x61, 0x72, 0x21],
      [0x42, 0x5a, 0x68],
    ],
  },
];

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|table|meta)\b/i, 'a web page'],
  [/^<\?xml\b|^<[a-z][\w:.-]*[\s>/]/i, 'an XML file'],
  [/^From: |^MIME-Version: /i, 'an e-mail or a web archive'],
];

/** Word and Excel before 2007, and the wrapper that a password puts round newer files, are the same kind of container. */
function compoundFile(bytes: Uint8Array): Problem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string): boolean => file.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage') || holds('StrongEncryption')) return problem('password-protected');
  if (holds('WordDocument') || holds('Workbook') || holds('Book')) return problem('old-office-file');
  return problem('unknown-file-kind');
}

function notOurs(says?: string): Problem {
  return problem('unknown-file-kind', says);
}

/** Nothing that we read, under a name that promised otherwise. */
function wrongName(found: Problem, extension: string): Problem {
  return found.problem === 'unknown-file-kind' && OFFICE_EXTENSIONS.has(extension) ? problem('wrong-extension', found.detail) : found;
}

function withNameRemark(read: SourceDocument, fileName: string): SourceDocument {
  const extension = extensionOf(fileName);
  if (extension === '' || KNOWN_EXTENSIONS[extension] === read.kind) return read;
  const says = `The name of the file ends in .${extension}, but it is ${CALLED[read.kind]} and was read as one.`;
  return { ...read, remarks: [{ place: 'file', code: 'name-says-otherwise', says }, ...read.remarks] };
}

function extensionOf(fileName: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, n) => bytes[n] === byte);
}
