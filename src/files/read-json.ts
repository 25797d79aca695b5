/**
 * JSON that another Kinline, or an agency's system, wrote. Checked for depth before it is parsed, and for names that could reach
 * into the program (`__proto__`) and numbers that are none (1e999) after.
 */
import type { Remark, SourceDocument } from '../domain/document.ts';
import type { Limits } from '../domain/limits.ts';
import { ProblemError, problem } from '../domain/problem.ts';

const LONGEST_EXACT_NUMBER = 15;

/** Parses JSON text. Throws a ProblemError that names the line and column, never the content. */
export function readJsonText(text: string, limits: Limits): SourceDocument {
  const looked = lookAt(text);
  if (looked.depth > limits.depth)
    throw new ProblemError(problem('unsafe-file', `Values stand more than ${limits.depth} deep inside each other.`));
  if (looked.values > limits.cells)
    throw new ProblemError(problem('too-many-rows', `It holds more than ${limits.cells.toLocaleString('en-GB')} values.`));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw new ProblemError(problem('damaged-file', placeOf(thrown, text)));
  }
  check(json, limits);
  const remarks: Remark[] = looked.longNumber
    ? [
        {
          place: 'file',
          code: 'long-number',
          says: 'A number has more than 15 digits; its last digits may have changed. Long references belong in quotation marks.',
        },
      ]
    : [];
  return { kind: 'json', tables: [], passages: [], remarks, json };
}

/** Depth, number of values and long numbers, seen without building anything. */
function lookAt(text: string): { depth: number; values: number; longNumber: boolean } {
  let depth = 0;
  let deepest = 0;
  let values = 0;
  let digits = 0;
  let longNumber = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length; at++) {
        const inside = text.charCodeAt(at);
        if (inside === 92) at++;
        else if (inside === 34) break;
      }
    } else if (code === 91 || code === 123) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 93 || code === 125) depth--;
    else if (code === 44) values++;
    if (code >= 48 && code <= 57) {
      digits++;
      if (digits > LONGEST_EXACT_NUMBER) longNumber = true;
    } else digits = 0;
  }
  return { depth: deepest, values, longNumber };
}

/** Walks all values without recursion. */
function check(root: unknown, limits: Limits): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && value.length > limits.cellLength)
      throw new ProblemError(problem('cell-too-long', `The limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`));
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new ProblemError(problem('damaged-file', 'A number is too large to be one.'));
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const one of value) waiting.push(one);
      continue;
    }
    for (const [name, one] of Object.entries(value)) {
      if (name === '__proto__') throw new ProblemError(problem('unsafe-file', 'A field is called __proto__.'));
      waiting.push(one);
    }
  }
}

function placeOf(thrown: unknown, text: string): string {
  const message = thrown instanceof Error ? thrown.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  const at = position === undefined ? text.length : Number(position);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `It stops being JSON at line ${line}, character ${at - before.lastIndexOf('\n')}.`;
}
