/**
 * Understands a source document: its tables and words become a contribution. Pure: the same document and options give the same
 * contribution, ids included. Every row of every table becomes an event, a row that is not one (with the reason), or a row that needs attention.
 */
import type { Contribution, UnderstandingOptions } from '../domain/contribution.ts';
import type { SourceDocument } from '../domain/document.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { findTables } from './find-tables.ts';
import { LAYOUTS } from './layouts.ts';
import { understandTables } from './understand-tables.ts';

export function understand(document: SourceDocument, options: UnderstandingOptions): Contribution | Problem {
  const tables = findTables(document, options.mapping, options.leaveOut);
  for (const layout of LAYOUTS) {
    const whole = layout.whole?.({ document, tables }, options) ?? null;
    if (whole !== null) return whole;
  }
  if (document.kind === 'json') return problem('not-a-contribution');
  return understandTables(document, tables, options, LAYOUTS);
}
