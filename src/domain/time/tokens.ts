/** The text of a date cell cut into numbers, words and signs, once and in one pass, so that no layout can make reading slow. */

export type Token = {
  readonly kind: 'number' | 'word' | 'sign';
  /** Lower case; a word has no full stop. */
  readonly text: string;
  readonly value: number;
  /** "22nd", "3 rd". */
  readonly ordinal: boolean;
  /** White space stands before it. */
  readonly spaced: boolean;
  readonly start: number;
  readonly end: number;
};

const ORDINALS = new Set(['st', 'nd', 'rd', 'th']);
const PIECE = /\d+|\p{L}+|\n|[^\s]/gu;

/** Tokens of lower-case text. Apostrophes before years and brackets are dropped; ordinal endings join their number. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(PIECE)) {
    const piece = match[0];
    const start = match.index;
    const end = start + piece.length;
    const spaced = start > previousEnd;
    previousEnd = end;
    const code = piece.charCodeAt(0);
    if (code >= 48 && code <= 57) {
      tokens.push({ kind: 'number', text: piece, value: Number(piece), ordinal: false, spaced, start, end });
    } else if (/^\p{L}/u.test(piece)) {
      const before = tokens.at(-1);
      if (before?.kind === 'number' && before.text.length <= 2 && ORDINALS.has(piece)) {
        tokens[tokens.length - 1] = { ...before, ordinal: true, end };
      } else {
        tokens.push({ kind: 'word', text: piece, value: 0, ordinal: false, spaced, start, end });
      }
    } else {
      tokens.push({ kind: 'sign', text: piece, value: 0, ordinal: false, spaced, start, end });
    }
  }
  return tokens;
}
