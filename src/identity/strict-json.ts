/**
 * JSON that says each name once. Two readers of `{"sub":"a","sub":"b"}` may each take another `sub`, so an answer like that is not
 * taken at all (RFC 7519 §4 allows refusing it).
 */
import { untrusted } from './refused.ts';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;
const DEEPEST = 32;

/** The object that this text holds. Throws `answer-not-json` or `names-twice`. */
export function strictObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return untrusted('answer-not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return untrusted('answer-not-json');
  refuseTwice(text);
  return value as Readonly<Record<string, unknown>>;
}

/** Walks a text that is known to be JSON: a string is a name when a colon follows it. */
function refuseTwice(text: string): void {
  const open: (Set<string> | null)[] = [];
  let last: string | null = null;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      if (open.length > DEEPEST) untrusted('answer-not-json');
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = JSON.parse(last ?? '""') as string;
      if (names?.has(name) === true || name === '__proto__') untrusted('names-twice');
      names?.add(name);
    }
    last = token;
  }
}
