/**
 * Dates as agencies write them. The whole of a cell must be understood, or nothing is read: no word is skipped silently, no year is
 * guessed, no time is made up. What is read is no more exact than what was written.
 */
import { isMoment, KEPT, type Moment, type Reading, type Refusal, shortened } from './moment.ts';
import type { DateNotice, DateReading, PartialDate, ReadDateOptions } from './partial-date.ts';
import { attachTime, type Cell, readInstant } from './read-instant.ts';
import { readList, readOpenEnded, readRange } from './read-spans.ts';
import { withTime } from './read-time.ts';
import { tokensOf } from './tokens.ts';

/** Longer than any date; a narrative in the date column is kept as words. */
const LONGEST = 160;
const MOST_TOKENS = 48;
/** "between the 12th of April 2013 and the 15th of April 2013" has eight; prose has more. */
const MOST_WORDS = 11;

const NOT_DATES = new Set([
  'ongoing',
  'on going',
  'on-going',
  'immediate',
  'immediately',
  'tbc',
  'tba',
  'tbd',
  'n/k',
  'nk',
  'not known',
  'unknown',
  'date unknown',
  'date not known',
  'unk',
  'n/a',
  'na',
  'none',
  'nil',
  'undated',
  'no date',
  'not recorded',
  'date not recorded',
  'various',
  'various dates',
  'present',
  'current',
  'historic',
  'historical',
  'continuing',
  'throughout',
  '-',
  '--',
  '–',
  '—',
  '?',
  '??',
  '???',
  '.',
  '/',
  '//',
  '*',
]);

function dateOf(raw: string, found: Moment): PartialDate {
  const date: PartialDate = { raw, from: found.from, to: found.to, precision: found.precision, approx: found.approx, time: null };
  return withTime(date, found.time);
}

const nothing = (raw: string, precision: 'none' | 'invalid', notices: readonly DateNotice[]): DateReading => ({
  date: { raw, from: null, to: null, precision, approx: false, time: null },
  notices,
});

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})(?:t| )(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(z|[+-]\d{2}:?\d{2})?$/;

/** What is said behind a date about what is not known of it: "(exact date unknown)", "time not known", "or thereabouts", "inclusive". */
const ASIDE =
  /[\s,(-]+((?:exact |precise )?(?:date|day) (?:is )?(?:unknown|not known|not recorded|uncertain|unclear|approximate|approx|n\/k|tbc)|(?:exact )?time (?:is )?(?:unknown|not known|not recorded|n\/k|tbc)|or thereabouts|inclusive|incl)\.?\)?$/;

function withAside(found: Moment, aside: string): Moment {
  if (aside.startsWith('incl')) return found;
  if (aside.includes('time'))
    return { ...found, notices: [...found.notices, { code: 'time-not-known', says: 'The source says that the time is not known.' }] };
  return {
    ...found,
    approx: true,
    loose: true,
    notices: [
      ...found.notices,
      { code: 'uncertain-date', says: 'The source marks the date as uncertain. It is kept as an approximate date.' },
    ],
  };
}

function settle(raw: string, found: Moment, strict: boolean, split: readonly Moment[]): DateReading {
  if (strict && found.loose) {
    const why = split.length > 0 ? 'two dates' : 'a question mark or other words after or before the date';
    return nothing(raw, 'none', [
      { code: 'refused-in-strict', says: `“${shortened(raw)}” holds ${why}, which the strict reading refuses. ${KEPT}` },
    ]);
  }
  const date = dateOf(raw, found);
  return split.length > 0
    ? { date, notices: found.notices, split: split.map((part) => dateOf(raw, part)) }
    : { date, notices: found.notices };
}

/**
 * Reads the text of a date cell. `date.raw` is always that text. Precision `none` means that no date could be read and `invalid` that
 * the day does not exist; both come with a notice. Never throws; long text is refused at once.
 */
export function readDate(raw: string, options: ReadDateOptions): DateReading {
  if (raw.length > LONGEST * 4) return nothing(raw, 'none', [{ code: 'unread-date', says: `The text is too long to be a date. ${KEPT}` }]);
  const shown = raw
    .replace(/[\t\f\v\u00a0\u2007\u202f\u200b\ufeff ]+/g, ' ')
    .replace(/\r\n?/g, '\n')
    .trim();
  if (shown === '') return nothing(raw, 'none', [{ code: 'no-date', says: `There is no date. ${KEPT}` }]);
  if (shown.length > LONGEST) return nothing(raw, 'none', [{ code: 'unread-date', says: `The text is too long to be a date. ${KEPT}` }]);
  const text = shown.toLowerCase();
  // A letter that changes length in lower case would move every place in the text; no date has one.
  if (text.length !== shown.length) return nothing(raw, 'none', [unread(raw)]);
  if (NOT_DATES.has(text.replace(/^\(|\)$/g, '')))
    return nothing(raw, 'none', [{ code: 'not-a-date', says: `“${shortened(raw)}” is not a date. ${KEPT}` }]);
  const reading: Reading = { order: options.order, thisYear: Number(options.today.slice(0, 4)) };
  const cell: Cell = { text, shown, reading };
  if (/^[0\s./-]+$/.test(text))
    return nothing(raw, 'none', [
      { code: 'placeholder-date', says: `“${shortened(raw)}” is what systems write when they know no date. ${KEPT}` },
    ]);
  const instant = ISO_INSTANT.exec(text);
  const aside = ASIDE.exec(text);
  const all = tokensOf(instant?.[1] ?? (aside === null ? text : text.slice(0, aside.index)));
  const bracketed = (all[0]?.text === '(' && all.at(-1)?.text === ')') || (all[0]?.text === '[' && all.at(-1)?.text === ']');
  const tokens = bracketed ? all.slice(1, -1) : all;
  if (tokens.length > MOST_TOKENS || tokens.filter((token) => token.kind === 'word').length > MOST_WORDS)
    return nothing(raw, 'none', [unread(raw)]);
  let found = readInstant(tokens, {}, cell);
  if (instant?.[2] !== undefined && isMoment(found)) {
    found = attachTime(found, instant[2].slice(0, 5)) ?? found;
    if (instant[3] !== undefined && isMoment(found) && found.time !== null) {
      found = {
        ...found,
        notices: [
          ...found.notices,
          { code: 'time-zone-kept', says: 'The time carries a time zone. It is kept as it is written, without change to local time.' },
        ],
      };
    }
  }
  const settled = (moment: Moment, split: readonly Moment[]): DateReading =>
    settle(raw, aside === null ? moment : withAside(moment, aside[1] ?? ''), options.strict === true, split);
  if (isMoment(found)) return settled(found, []);
  // The whole cell is one date that cannot be: no other reading of it is looked for.
  if (found !== null && found.notice.code !== 'no-year') return nothing(raw, found.precision, [found.notice]);
  const range = readRange(tokens, cell);
  if (isMoment(range)) return settled(range, []);
  const open = readOpenEnded(tokens, cell);
  if (isMoment(open)) return settled(open, []);
  const listed = readList(tokens, cell);
  if (listed !== null && isMoment(listed.found)) return settled(listed.found, listed.split);
  const refused = [found, range, open, listed?.found ?? null].find((one): one is Refusal => one !== null && !isMoment(one));
  return refused === undefined ? nothing(raw, 'none', [unread(raw)]) : nothing(raw, refused.precision, [refused.notice]);
}

const unread = (raw: string): DateNotice => ({ code: 'unread-date', says: `“${shortened(raw)}” could not be read as a date. ${KEPT}` });
