/**
 * An integrated chronology as a file that people take to a meeting or another system: Word, Excel, csv, a web page, JSON or PDF. Large
 * ones are written piece by piece and never stand in memory whole, except the PDF.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Chronology } from '../domain/chronology.ts';
import { LIMITS } from '../domain/limits.ts';
import { isProblem, type Problem } from '../domain/problem.ts';
import { contentOf } from './write-chronology-content.ts';
import { csvPieces } from './write-chronology-csv.ts';
import { docxParts } from './write-chronology-docx.ts';
import { htmlPieces } from './write-chronology-html.ts';
import { jsonPieces } from './write-chronology-json.ts';
import { pdfBytes } from './write-chronology-pdf.ts';
import { type ChronologyOptions, surroundingsOf } from './write-chronology-surroundings.ts';
import { xlsxParts } from './write-chronology-xlsx.ts';
import { together, utf8Pieces, zipped } from './write-zip.ts';

export type { ChronologyOptions } from './write-chronology-surroundings.ts';

/** The formats that can be written, which are also the extensions of the files. */
export const CHRONOLOGY_FORMATS = ['docx', 'xlsx', 'csv', 'html', 'json', 'pdf'] as const;
export type ChronologyFormat = (typeof CHRONOLOGY_FORMATS)[number];

async function* asAsync(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** The bytes of the file in order, or the problem that keeps it from being written (a PDF alone can have one). */
export async function chronologyParts(
  chronology: Chronology,
  format: ChronologyFormat,
  options: ChronologyOptions,
): Promise<AsyncIterable<Uint8Array> | Problem> {
  const around = surroundingsOf(chronology, options);
  switch (format) {
    case 'csv':
      return asAsync(utf8Pieces(csvPieces(chronology, around)));
    case 'json':
      return asAsync(utf8Pieces(jsonPieces(chronology, around)));
    case 'html':
      return asAsync(utf8Pieces(htmlPieces(contentOf(chronology, options, around))));
    case 'xlsx':
      return zipped(xlsxParts(chronology, options, around));
    case 'docx':
      return zipped(docxParts(chronology, options, around));
    case 'pdf': {
      const bytes = await pdfBytes(contentOf(chronology, options, around), options.today, options.limits ?? LIMITS);
      return isProblem(bytes) ? bytes : asAsync([bytes]);
    }
  }
}

/** The whole file at once. */
export async function writeChronology(
  chronology: Chronology,
  format: ChronologyFormat,
  options: ChronologyOptions,
): Promise<Uint8Array | Problem> {
  const parts = await chronologyParts(chronology, format, options);
  return isProblem(parts) ? parts : together(parts);
}

/** The file into a stream, no faster than the stream takes it. The stream is left open. */
export async function writeChronologyTo(
  stream: Writable,
  chronology: Chronology,
  format: ChronologyFormat,
  options: ChronologyOptions,
): Promise<Problem | null> {
  const parts = await chronologyParts(chronology, format, options);
  if (isProblem(parts)) return parts;
  for await (const part of parts) if (!stream.write(part)) await once(stream, 'drain');
  return null;
}
