/**
 * An integrated chronology as a PDF that a screen reader can follow (PDF/UA-1), made in a process of its own so that nobody else waits.
 * The same content on the same day gives the same bytes on every machine: the machine's own fonts are not looked at.
 */
import { fileURLToPath } from 'node:url';
import type { Limits } from '../domain/limits.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Day } from '../domain/time.ts';
import { type Cost, inChild } from './child.ts';
import { contentLines, type PdfRequest } from './pdf-content.ts';
import { turns } from './turns.ts';
import type { Content } from './write-chronology-content.ts';

export type PdfLimits = Pick<Limits, 'pdfRows' | 'pdfMilliseconds' | 'pdfMemoryMegabytes'>;

/** One PDF at a time, since a long one takes a gigabyte; and no more may wait than can be served within minutes. */
const pdfTurns = turns(1, 20);

/** The script of the process, beside this one: TypeScript in development, JavaScript when built. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './pdf-child.ts' : './pdf-child.js', import.meta.url);

/** The font search of the layout engine follows this file where the system has such a search (Linux): there it finds nothing. */
const NO_SYSTEM_FONTS = fileURLToPath(new URL('../../assets/no-system-fonts.conf', import.meta.url));

/** The bytes of the PDF; or that it is too long, or which character in which row no font has. */
export async function pdfBytes(
  content: Content,
  today: Day,
  limits: PdfLimits,
  { entry = ENTRY, onEnd }: { readonly entry?: URL; readonly onEnd?: (cost: Cost) => void } = {},
): Promise<Uint8Array | Problem> {
  if (!(await pdfTurns.take())) return problem('too-many-at-once');
  try {
    const bytes = await contentLines(content, limits.pdfRows);
    if (bytes === null) return problem('pdf-too-long', `The limit is ${limits.pdfRows.toLocaleString('en-GB')} rows in all its tables.`);
    const pieces: Uint8Array[] = [];
    const ended = await inChild<PdfRequest, Uint8Array>(
      entry,
      { bytes, madeAt: Math.floor(Date.parse(`${today}T00:00:00Z`) / 1000) },
      { milliseconds: limits.pdfMilliseconds, memoryMegabytes: limits.pdfMemoryMegabytes },
      (piece) => pieces.push(piece),
      onEnd,
      { nativeCode: true, environment: { FONTCONFIG_FILE: NO_SYSTEM_FONTS } },
    );
    return ended === null ? Buffer.concat(pieces) : refused(ended);
  } finally {
    pdfTurns.pass();
  }
}

/** What a process that ended early says, in the words of making a PDF; its own words are of reading a file. */
function refused(ended: Problem): Problem {
  switch (ended.problem) {
    case 'took-too-long':
    case 'took-too-much-memory':
      return problem('pdf-too-long', ended.detail);
    case 'damaged-file':
      return problem('unexpected', 'The PDF could not be made.');
    default:
      return ended;
  }
}
