/** The entry of a reading process for tests: reads one document and sends its parts as the product's own entry does. */

import type { Row, SourceDocument } from '../../src/domain/document.ts';
import type { Limits } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { answerInChild } from '../../src/files/child.ts';
import { readDocument } from '../../src/files/read-document.ts';

export type DocumentRequest = { readonly bytes: Uint8Array; readonly file: string; readonly limits: Limits };
export type DocumentPart =
  | { readonly document: SourceDocument }
  | { readonly table: number; readonly rows: readonly Row[] }
  | { readonly problem: string; readonly detail: string };

answerInChild<DocumentRequest, DocumentPart>(async ({ bytes, file, limits }, send) => {
  const read = await readDocument(bytes ?? new Uint8Array(), file, limits);
  if (isProblem(read)) return send({ problem: read.problem, detail: read.detail ?? '' });
  await send({ document: { ...read, tables: read.tables.map((table) => ({ ...table, rows: [] })) } });
  for (const [n, table] of read.tables.entries()) {
    for (let from = 0; from < table.rows.length; from += 500) await send({ table: n, rows: table.rows.slice(from, from + 500) });
  }
});
