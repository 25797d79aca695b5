/**
 * A source document back to the bytes of a real file: the mirror of our readers. It carries what agencies' files carry: title rows,
 * merged cells, colours, hidden rows, columns and sheets, real date cells, text around the tables, tracked changes and comments.
 * The invented families' files are made with it.
 */
import { cellText, type SourceDocument } from '../domain/document.ts';
import { type CsvOptions, csvRecord, encodeText } from './write-csv.ts';
import { type DocxOptions, docxParts } from './write-document-docx.ts';
import { xlsxParts } from './write-document-xlsx.ts';
import { together, zipped } from './write-zip.ts';

export type WritingOptions = CsvOptions & DocxOptions;

/**
 * The bytes of the document as `kind`. Passages: in docx, one whose place is `header` or `footer` goes there, one whose place says
 * `after table 2` or `before table 2` goes there, the others stand before the first table; xlsx and csv have no text around tables.
 * csv writes the first table only, as csv holds one.
 */
export async function writeDocument(
  document: SourceDocument,
  kind: 'docx' | 'xlsx' | 'csv',
  options: WritingOptions = {},
): Promise<Uint8Array> {
  if (kind === 'docx') return together(zipped(docxParts(document, options)));
  if (kind === 'xlsx') return together(zipped(xlsxParts(document, options)));
  const rows = document.tables[0]?.rows ?? [];
  const lines = rows.map((row) => csvRecord(row.cells.map(cellText), options.delimiter, options.lineEnd));
  return encodeText(lines.join(''), options.encoding ?? 'utf-8');
}
