/**
 * The ways in which a sought text may be written: with street or St, 12 or twelve, a telephone number with or without its country and its
 * first nought. Each is a spelling to look for; how many slips of the pen it forgives is a rule, stated here.
 */
import { alike, foldedWords } from './fold.ts';
import { SHORTEST, type SoughtText } from './place.ts';

export type Spelling = {
  /** Lower case, letters and digits only, O as 0 and I and l as 1. */
  readonly text: string;
  /** Which characters are digits as written: those must stand as they are, whatever else is forgiven. */
  readonly digits: readonly boolean[];
  /** So many letters may be wrong, missing or too many. */
  readonly edits: 0 | 1 | 2;
  /** Must end where a word does; every spelling begins where a word begins. */
  readonly wholeWords: boolean;
};

/** Words that people write in several ways; each group is one word. */
const GROUPS = [
  'street st str',
  'saint st',
  'road rd',
  'avenue ave av',
  'lane ln',
  'close cl',
  'drive dr',
  'doctor dr',
  'court ct crt',
  'crescent cres cresc',
  'gardens gdns gdn',
  'grove gr grv',
  'place pl',
  'square sq',
  'terrace ter terr tce',
  'mount mt',
  'house hse',
  'flat apartment apt fl',
  'north n nth',
  'south s sth',
  'east e',
  'west w',
  'primary prim',
  'school sch',
  'centre center ctr',
  'hospital hosp',
  'medical med',
  'cottage cott',
  'farm fm',
  'park pk',
] as const;
const UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** A word → the words that stand for the same. */
const SAME: ReadonlyMap<string, readonly string[]> = (() => {
  const same = new Map<string, Set<string>>();
  const join = (words: readonly string[]): void => {
    const folded = words.map((word) => foldedWords(word).join(''));
    for (const one of folded) same.set(one, new Set([...(same.get(one) ?? [one]), ...folded]));
  };
  for (const group of GROUPS) join(group.split(' '));
  for (let number = 1; number < 100; number += 1) {
    const tens = TENS[Math.floor(number / 10) - 2];
    const unit = UNITS[(number % 10) - 1];
    join([String(number), number < 20 ? (UNITS[number - 1] ?? '') : `${tens}${number % 10 === 0 ? '' : unit}`]);
  }
  for (const [index, word] of ORDINALS.entries()) join([word, `${index + 1}${['st', 'nd', 'rd'][index] ?? 'th'}`]);
  return new Map([...same].map(([word, others]) => [word, [...others]]));
})();

/** So many spellings of one text are looked for at most. */
const MOST = 96;
const LONGEST = 120;

/** Words that stand in the names of many places: they make a text longer, and no more itself. */
const OF_MANY = new Set(
  (
    'street st road rd avenue ave lane ln close cl drive dr court crescent gardens grove place square terrace way walk row rise hill house cottage farm lodge ' +
    'the and of for primary junior infant secondary high school academy college nursery pre preschool playgroup surgery medical health practice clinic hospital ' +
    'centre center family children childrens contact refuge womens hostel community church'
  ).split(' '),
);

/**
 * The rule of how many slips are forgiven. A text with a number in it, 12 or more characters with 10 letters: two; 8 or more with 7 letters:
 * one. A text without: two when the words that are its own have 10 letters or more, one when they have 6 or more. Everything shorter: none.
 * The digits themselves are never forgiven (the next house is another house), but of a telephone number of 10 digits or more one may be wrong.
 */
export function editsFor(words: readonly string[]): 0 | 1 | 2 {
  const joined = words.join('');
  const letters = joined.replace(/\d/g, '').length;
  if (letters < joined.length) {
    if (joined.length >= 12 && letters >= 10) return 2;
    return joined.length >= 8 && letters >= 7 ? 1 : 0;
  }
  const own = words.filter((word) => !OF_MANY.has(word)).join('').length;
  if (own >= 10) return 2;
  return own >= 6 && joined.length >= 8 ? 1 : 0;
}

export function spellingsOf({ as, text }: SoughtText): Spelling[] {
  if (as === 'phone') return phoneSpellings(text);
  const words = foldedWords(text);
  if (as === 'code') return [spelling(words.join(''), 0, true)].filter(longEnough);
  return variants(words)
    .map((variant) => {
      const joined = variant.join('');
      // A street written short leaves nothing to spare: what is like "Tern St" is like many things.
      const short = variant.some((word) => SAME.has(word) && word.length < 4 && !/\d/.test(word));
      return spelling(joined, short ? 0 : editsFor(variant), joined.length < 10);
    })
    .filter(longEnough);
}

const longEnough = ({ text }: Spelling): boolean => text.length >= SHORTEST;

function spelling(joined: string, edits: 0 | 1 | 2, wholeWords: boolean): Spelling {
  const cut = joined.slice(0, LONGEST);
  const text = [...cut].map((letter) => String.fromCharCode(alike(letter.charCodeAt(0)))).join('');
  return { text, digits: [...cut].map((letter) => /\d/.test(letter)), edits, wholeWords };
}

/** Every way of writing the words, or, when that would be too many, each word in its other ways with the rest as it stands. */
function variants(words: readonly string[]): string[][] {
  const ways = words.map((word) => SAME.get(word) ?? [word]);
  const all = ways.reduce((product, some) => product * some.length, 1);
  if (all <= MOST) return ways.reduce<string[][]>((sofar, some) => sofar.flatMap((begun) => some.map((word) => [...begun, word])), [[]]);
  const each = ways.flatMap((some, at) => some.map((word) => words.map((as, index) => (index === at ? word : as))));
  const pick = (better: (one: string, other: string) => boolean): string[] =>
    ways.map((some) => some.reduce((best, word) => (better(word, best) ? word : best)));
  return [[...words], pick((one, other) => one.length < other.length), pick((one, other) => one.length > other.length), ...each].slice(
    0,
    MOST,
  );
}

/** With nought, with 44 or 0044 before it, with both, and without either, as spreadsheets leave it. */
function phoneSpellings(text: string): Spelling[] {
  const digits = text.normalize('NFKC').replace(/[oO]/g, '0').replace(/[iIl]/g, '1').replace(/\D/g, '');
  const abroad = /^\s*(\+|00)/.test(text);
  const international = abroad ? digits.replace(/^00/, '') : null;
  const british = international === null || international.startsWith('44');
  const bare = (international === null ? digits : international.replace(/^44/, '')).replace(/^0/, '');
  const written = british
    ? digits.startsWith('0') || abroad || digits.length === 10
      ? [`0${bare}`, bare, `44${bare}`, `440${bare}`, `0044${bare}`, `00440${bare}`]
      : [digits]
    : [international ?? digits, `00${international}`];
  return written
    .filter((one) => one.length >= 6)
    .map((one) => ({ text: one, digits: [...one].map(() => false), edits: one.length >= 10 ? 1 : 0, wholeWords: one.length < 9 }));
}
