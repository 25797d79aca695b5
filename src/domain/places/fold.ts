/**
 * Folding: what stays the same of a text however it is written. Case, accents, punctuation, spaces, line ends, hyphenation, invisible
 * characters, full-width forms, letters of other alphabets that look like ours, and the digits that look like letters (O and 0, I, l and 1)
 * all fold to one stream of letters and digits, so that a text split over cells or lines is still the same text.
 */

/** Several texts, one after the other, folded. Positions are those of the stream. */
export type FoldedText = {
  /** One code per letter or digit. */
  readonly codes: Uint16Array;
  /** 1 where a digit stood (a letter that looks like one is not). */
  readonly digits: Uint8Array;
  /** 1 where a word began: the character before, if any, was not a letter or digit. */
  readonly starts: Uint8Array;
  /** Where each of the texts begins in the stream. */
  readonly segments: Int32Array;
  readonly length: number;
};

/** Letters that have no decomposition, and those of other alphabets that look like ours. Looked up in lower case. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ħ: 'h',
    ı: 'i',
    ŋ: 'n',
    ɡ: 'g',
    ɑ: 'a',
    // Cyrillic
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
    һ: 'h',
    ԛ: 'q',
    ԝ: 'w',
    ӏ: 'l',
    // Greek
    α: 'a',
    β: 'b',
    ε: 'e',
    ζ: 'z',
    η: 'h',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'n',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'y',
    χ: 'x',
    ω: 'w',
  }),
);
/** Digits of other scripts begin here, ten in a row. */
const OTHER_DIGITS = [0x0660, 0x06f0, 0x0966];
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const DROPPED = /[\p{M}\p{Cf}]/u;

/** How a character beyond ASCII folds: its letters, nothing (it joins what stands round it), or null: it parts words. */
const known = new Map<number, string | null>();

function foldOther(point: number): string | null {
  const before = known.get(point);
  if (before !== undefined) return before;
  let folded: string | null = '';
  let parts = false;
  for (const one of String.fromCodePoint(point).normalize('NFKD').toLowerCase()) {
    const digit = OTHER_DIGITS.find((first) => (one.codePointAt(0) ?? 0) >= first && (one.codePointAt(0) ?? 0) < first + 10);
    if (digit !== undefined) folded += String((one.codePointAt(0) ?? 0) - digit);
    else if (DROPPED.test(one)) continue;
    else if (LETTER_OR_DIGIT.test(one)) folded += LOOKS_LIKE.get(one) ?? one;
    else parts = true;
  }
  if (folded === '' && parts) folded = null;
  if (known.size < 20_000) known.set(point, folded);
  return folded;
}

const ZERO = 48;
const ONE = 49;
/** Letters that look like digits stand for them. */
export function alike(code: number): number {
  if (code === 111) return ZERO;
  if (code === 105 || code === 108) return ONE;
  return code;
}

export function fold(texts: readonly string[], alikeToo = true): FoldedText {
  let room = 16;
  // A character folds to at most a few letters; ligatures of whole phrases are rare enough to be cut.
  for (const text of texts) room += text.length * 2;
  const codes = new Uint16Array(room);
  const digits = new Uint8Array(room);
  const starts = new Uint8Array(room);
  const segments = new Int32Array(texts.length);
  let length = 0;
  let begins = true;
  const put = (code: number): void => {
    if (length >= room) return;
    codes[length] = alikeToo ? alike(code) : code;
    digits[length] = code >= ZERO && code <= 57 ? 1 : 0;
    starts[length] = begins ? 1 : 0;
    begins = false;
    length += 1;
  };
  for (const [index, text] of texts.entries()) {
    segments[index] = length;
    begins = true;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        if (code >= 97 && code <= 122) put(code);
        else if (code >= 65 && code <= 90) {
          // "RosebankRefuge.docx": a capital after a small letter begins a word too.
          const before = at === 0 ? 0 : text.charCodeAt(at - 1);
          if (before >= 97 && before <= 122) begins = true;
          put(code + 32);
        } else if (code >= ZERO && code <= 57) put(code);
        else begins = true;
        continue;
      }
      const point = text.codePointAt(at) ?? code;
      if (point > 0xffff) at += 1;
      const folded = foldOther(point);
      if (folded === null) begins = true;
      else for (let letter = 0; letter < folded.length; letter += 1) put(folded.charCodeAt(letter));
    }
  }
  return {
    codes: codes.subarray(0, length),
    digits: digits.subarray(0, length),
    starts: starts.subarray(0, length),
    segments,
    length,
  };
}

/** One text's letters and digits as words, folded but for letters that look like digits. */
export function foldedWords(text: string): string[] {
  const { codes, starts, length } = fold([text], false);
  const words: string[] = [];
  for (let at = 0; at < length; at += 1) {
    const letter = String.fromCharCode(codes[at] ?? 0);
    if (starts[at] === 1) words.push(letter);
    else words[words.length - 1] += letter;
  }
  return words;
}
