/**
 * Looks for protected places in texts. Whatever stands in the register is found however it is written (fold.ts, spellings.ts), over the
 * ends of lines and cells, and with a slip or two where the text is long enough to be itself all the same. Every spelling is anchored by
 * four characters of it that are rare; only where those stand is anything compared, so that time grows with the text alone.
 */
import { type FoldedText, fold } from './fold.ts';
import { type ProtectedPlace, soughtTexts } from './place.ts';
import { type Spelling, spellingsOf } from './spellings.ts';

/** Where a place was found: which of the places, in which of the texts (from the first to the last it reaches over). */
export type Found = {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  /** As it stands there, folded: the same words have the same. */
  readonly written: string;
};

export type Matcher = {
  /** Everything that is found in the texts, taken as standing one after the other. Each place once for each stretch of texts. */
  readonly find: (texts: readonly string[]) => readonly Found[];
  /** Whether anything at all is looked for. */
  readonly empty: boolean;
};

type Sought = Spelling & { readonly place: number; readonly codes: Uint16Array };
/** Four characters of a spelling, beginning at `offset`. */
type Anchor = { readonly sought: Sought; readonly offset: number };

const GRAM = 4;
const mixed = (sum: number, code: number | undefined): number => Math.imul(sum, 131) + (code ?? 0);
const keyAt = (codes: Uint16Array, at: number): number =>
  Math.imul(mixed(mixed(mixed(codes[at] ?? 0, codes[at + 1]), codes[at + 2]), codes[at + 3]), 0x9e3779b1) >>> 0;
/** A first sieve: so many bits, so that most places of a text need no further look. */
const SIEVE_BITS = 16;

export function matcherFor(places: readonly ProtectedPlace[]): Matcher {
  const anchors = new Map<number, Anchor[]>();
  const sieve = new Uint8Array(1 << SIEVE_BITS);
  for (const [place, one] of places.entries()) {
    const seen = new Set<string>();
    for (const sought of soughtTexts(one))
      for (const spelling of spellingsOf(sought)) {
        const key = `${spelling.text} ${spelling.edits} ${spelling.wholeWords} ${spelling.digits.map(Number).join('')}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const codes = Uint16Array.from([...spelling.text].map((letter) => letter.charCodeAt(0)));
        for (const offset of anchorsOf(codes, spelling)) {
          const gram = keyAt(codes, offset);
          sieve[gram >>> (32 - SIEVE_BITS)] = 1;
          anchors.set(gram, [...(anchors.get(gram) ?? []), { sought: { ...spelling, place, codes }, offset }]);
        }
      }
  }
  return { find: (texts) => find(fold(texts), anchors, sieve), empty: anchors.size === 0 };
}

/** With n slips forgiven one of n + 1 pieces is without a slip; the rarest four characters of each piece are its anchor. */
function anchorsOf(codes: Uint16Array, { edits }: Spelling): number[] {
  const pieces = edits + 1;
  return Array.from({ length: pieces }, (_, piece) => {
    const from = Math.floor((piece * codes.length) / pieces);
    const to = Math.floor(((piece + 1) * codes.length) / pieces);
    let best = from;
    let least = Number.POSITIVE_INFINITY;
    for (let at = from; at + GRAM <= to; at += 1) {
      const common = commonness(codes, at);
      if (common < least) [best, least] = [at, common];
    }
    return best;
  });
}

/** Grams of the words that every record is full of; anchors keep away from them. */
const COMMON: ReadonlySet<number> = new Set(
  'streetroadavenuelanehouseschoolprimarysurgerycentrehospitalmedicalrefugewomensfamilychildrensnursery0163277000441632007700900'
    .split('')
    .flatMap((_, at, all) => {
      const codes = fold([all.slice(at, at + GRAM).join('')]).codes;
      return codes.length === GRAM ? [keyAt(codes, 0)] : [];
    }),
);
const RARE = new Set([...'jqxzkvwy23456789'].map((letter) => letter.charCodeAt(0)));

function commonness(codes: Uint16Array, at: number): number {
  let rare = 0;
  for (let index = at; index < at + GRAM; index += 1) if (RARE.has(codes[index] ?? 0)) rare += 1;
  return (COMMON.has(keyAt(codes, at)) ? 10 : 5) - rare;
}

function find(text: FoldedText, anchors: ReadonlyMap<number, readonly Anchor[]>, sieve: Uint8Array): Found[] {
  const found: Found[] = [];
  const already = new Set<string>();
  const { codes, length, segments } = text;
  for (let at = 0; at + GRAM <= length; at += 1) {
    const gram = keyAt(codes, at);
    if (sieve[gram >>> (32 - SIEVE_BITS)] === 0) continue;
    for (const { sought, offset } of anchors.get(gram) ?? []) {
      const span = sought.edits === 0 ? exactly(text, sought, at - offset) : nearly(text, sought, at - offset);
      if (span === null) continue;
      const [begin, end] = span;
      const from = segmentOf(segments, begin);
      const to = segmentOf(segments, end - 1);
      const written = String.fromCharCode(...codes.subarray(begin, end));
      const key = `${sought.place} ${from} ${to} ${written}`;
      if (already.has(key)) continue;
      already.add(key);
      found.push({ place: sought.place, from, to, written });
    }
  }
  return found;
}

type Span = readonly [begin: number, end: number];

function exactly(text: FoldedText, sought: Sought, begin: number): Span | null {
  const end = begin + sought.codes.length;
  if (begin < 0 || end > text.length) return null;
  for (let at = begin; at < end; at += 1) if (text.codes[at] !== sought.codes[at - begin]) return null;
  return stands(text, sought, begin, end) ? [begin, end] : null;
}

/**
 * What is found begins where a word begins, and ends where one ends unless it is long; a number is a whole number: "12 High Street" does
 * not stand in "112 High Street", nor "Tern Street" in "pattern street".
 */
function stands({ codes, starts, length }: FoldedText, sought: Sought, begin: number, end: number): boolean {
  const endsWord = end >= length || starts[end] === 1;
  if (starts[begin] !== 1) return false;
  if (sought.wholeWords || endsWord) return endsWord;
  const after = codes[end] ?? 0;
  return !(after >= ZERO && after <= NINE && LAST_DIGIT.test(sought.text));
}

const ZERO = 48;
const NINE = 57;
const LAST_DIGIT = /\d$/;

/** Too dear to be forgiven. */
const NEVER = 100;

/**
 * The spelling near `begin`, with at most its slips: a letter wrong, missing or too many. Digits of an address stand exactly, and no digit
 * comes between them. (The edit distance with a free beginning and end, in the stretch where it can be.)
 */
function nearly(text: FoldedText, sought: Sought, begin: number): Span | null {
  const { codes: pattern, edits, digits } = sought;
  // One more before: letters too many may stand in front of it, in its word.
  const from = Math.max(0, begin - 2 * edits);
  const to = Math.min(text.length, begin + pattern.length + 2 * edits);
  const rows = pattern.length;
  let costs = new Uint8Array(rows + 1);
  let begins = new Int32Array(rows + 1);
  let nextCosts = new Uint8Array(rows + 1);
  let nextBegins = new Int32Array(rows + 1);
  for (let row = 0; row <= rows; row += 1) {
    costs[row] =
      row === 0
        ? text.starts[from] === 1
          ? 0
          : NEVER
        : Math.min(NEVER, (costs[row - 1] ?? NEVER) + (digits[row - 1] === true ? NEVER : 1));
    begins[row] = from;
  }
  let best: Span | null = null;
  let least = edits + 1;
  for (let at = from; at < to; at += 1) {
    // It begins where a word begins, or letters too many stand before it.
    const begun = at + 1 < text.length && text.starts[at + 1] === 1;
    nextCosts[0] = begun ? 0 : Math.min(NEVER, (costs[0] ?? NEVER) + (digits[0] === true && text.digits[at] === 1 ? NEVER : 1));
    nextBegins[0] = begun ? at + 1 : (begins[0] ?? from);
    const code = text.codes[at];
    const isDigit = text.digits[at] === 1;
    for (let row = 1; row <= rows; row += 1) {
      const digit = digits[row - 1] === true;
      const same = pattern[row - 1] === code;
      // Another digit right after a number is another number.
      const longer = isDigit && text.starts[at] === 0 && digits[row - 2] === true;
      const changed = Math.min(NEVER, (costs[row - 1] ?? NEVER) + (same ? 0 : digit || longer ? NEVER : 1));
      const missing = Math.min(NEVER, (nextCosts[row - 1] ?? NEVER) + (digit ? NEVER : 1));
      // One more character in the text: not in a number, nor right after it when that is a digit.
      const inNumber = digit && (digits[row] === true || (isDigit && text.starts[at] === 0));
      const extra = Math.min(NEVER, (costs[row] ?? NEVER) + (inNumber ? NEVER : 1));
      if (changed <= missing && changed <= extra) {
        nextCosts[row] = changed;
        nextBegins[row] = begins[row - 1] ?? from;
      } else if (missing <= extra) {
        nextCosts[row] = missing;
        nextBegins[row] = nextBegins[row - 1] ?? from;
      } else {
        nextCosts[row] = extra;
        nextBegins[row] = begins[row] ?? from;
      }
    }
    const cost = nextCosts[rows] ?? NEVER;
    const start = nextBegins[rows] ?? from;
    const atEnd = at + 1 >= text.length || text.starts[at + 1] === 1;
    if (cost < least && start <= at && (atEnd || cost === 0) && stands(text, sought, start, at + 1)) {
      least = cost;
      best = [start, at + 1];
    }
    [costs, nextCosts] = [nextCosts, costs];
    [begins, nextBegins] = [nextBegins, begins];
  }
  return best;
}

/** The text in which a position of the stream stands. */
function segmentOf(segments: Int32Array, position: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
