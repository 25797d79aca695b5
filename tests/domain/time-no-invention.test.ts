/**
 * The promise that matters most: no day and no time is ever made up. Two kinds of generated text are read. Rendered text comes from a
 * true day, so the reading must hold that day and be no more exact than its layout. Damaged and random text has no true day; there,
 * every number of the reading must stand in the text.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  addDays,
  type DateReading,
  type Day,
  daysBetween,
  fromDayNumber,
  orderEvidence,
  readDate,
  readSerial,
  readTime,
  weekday,
} from '../../src/domain/time.ts';

const options = { order: 'day-first', today: '2026-11-23' } as const;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const counted = { rendered: 0, damaged: 0, random: 0, invented: 0, read: 0 };

type True = { readonly day: Day; readonly hour: number; readonly minute: number; readonly pick: number };
type Parts = {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly yy: string;
  readonly mm: string;
  readonly dd: string;
  readonly month: string;
  readonly short: string;
  readonly ordinal: string;
};

const partsOf = (day: Day): Parts => {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  const month = MONTHS[m - 1] ?? '';
  const ending = d % 10 === 1 && d !== 11 ? 'st' : d % 10 === 2 && d !== 12 ? 'nd' : d % 10 === 3 && d !== 13 ? 'rd' : 'th';
  return {
    y,
    m,
    d,
    yy: String(y).slice(2),
    mm: String(m).padStart(2, '0'),
    dd: String(d).padStart(2, '0'),
    month,
    short: month.slice(0, 3),
    ordinal: `${d}${ending}`,
  };
};

type Layout = { readonly name: string; readonly days: number; readonly write: (day: Day, parts: Parts, pick: number) => string };
const choose = <T>(values: readonly T[], pick: number): T => values[pick % values.length] as T;

/** `days`: the fewest days that the text leaves open. */
const LAYOUTS: readonly Layout[] = [
  { name: 'dd.mm.yy', days: 1, write: (_, p) => `${p.dd}.${p.mm}.${p.yy}` },
  { name: 'dd/mm/yyyy', days: 1, write: (_, p) => `${p.dd}/${p.mm}/${p.y}` },
  { name: 'd-m-yyyy', days: 1, write: (_, p) => `${p.d}-${p.m}-${p.y}` },
  {
    name: 'mixed signs',
    days: 1,
    write: (_, p, n) => `${p.dd}${choose(['.', '/', '-'], n)}${p.mm}${choose(['/', '.', '-'], n >> 2)}${p.yy}`,
  },
  { name: 'd month yyyy', days: 1, write: (_, p) => `${p.d} ${p.month} ${p.y}` },
  { name: 'd-mon-yy', days: 1, write: (_, p) => `${p.d}-${p.short}-${p.yy}` },
  { name: 'ordinal', days: 1, write: (_, p) => `${p.ordinal} ${p.month} ${p.y}` },
  { name: 'ordinal apart', days: 1, write: (_, p) => `${p.d} ${p.ordinal.slice(-2)} ${p.month} ${p.y}` },
  { name: 'the nth of', days: 1, write: (_, p) => `the ${p.ordinal} of ${p.month}, ${p.y}` },
  { name: 'month d, yyyy', days: 1, write: (_, p) => `${p.month} ${p.d}, ${p.y}` },
  { name: 'iso', days: 1, write: (day) => day },
  { name: 'yyyymmdd', days: 1, write: (_, p) => `${p.y}/${p.mm}/${p.dd}` },
  { name: 'weekday', days: 1, write: (day, p) => `${WEEKDAYS[weekday(day)]} ${p.d} ${p.short} ${p.y}` },
  { name: 'short weekday', days: 1, write: (day, p) => `${WEEKDAYS[weekday(day)]?.slice(0, 3)}, ${p.dd}/${p.mm}/${p.yy}` },
  {
    name: 'uncertain',
    days: 1,
    write: (_, p, n) =>
      choose([`?${p.d} ${p.month} ${p.y}`, `${p.dd}/${p.mm}/${p.y}?`, `c. ${p.d} ${p.short} ${p.y}`, `approx ${p.dd}.${p.mm}.${p.yy}`], n),
  },
  {
    name: 'day not known',
    days: 28,
    write: (_, p, n) => choose([`?/${p.mm}/${p.y}`, `??/${p.mm}/${p.y}`, `xx.${p.mm}.${p.yy}`, `? ${p.month} ${p.y}`], n),
  },
  {
    name: 'month',
    days: 28,
    write: (_, p, n) =>
      choose([`${p.month} ${p.y}`, `${p.short} ${p.y}`, `${p.mm}/${p.y}`, `in ${p.month}, ${p.y}`, `c. ${p.month} ${p.y}`], n),
  },
  { name: 'year', days: 365, write: (_, p, n) => choose([`${p.y}`, `about ${p.y}`, `in ${p.y}`], n) },
  {
    name: 'week commencing',
    days: 7,
    write: (day, _, n) => {
      const p = partsOf(addDays(day, -(n % 7)));
      return choose([`w/c ${p.dd}.${p.mm}.${p.yy}`, `week commencing ${p.d} ${p.month} ${p.y}`, `wk commencing ${p.dd}/${p.mm}/${p.y}`], n);
    },
  },
  {
    name: 'week of',
    days: 7,
    write: (day, _, n) => {
      const p = partsOf(addDays(day, -weekday(day)));
      return choose([`wk of ${p.dd}.${p.mm}.${p.yy}`, `week of ${p.d} ${p.month} ${p.y}`], n);
    },
  },
  {
    name: 'week ending',
    days: 7,
    write: (day, _, n) => {
      const p = partsOf(addDays(day, n % 7));
      return choose([`week ending ${p.dd}.${p.mm}.${p.yy}`, `w/e ${p.d} ${p.month} ${p.y}`], n);
    },
  },
  {
    name: 'season',
    days: 90,
    write: (_, p) =>
      p.m === 12
        ? `Winter ${p.y}/${String(p.y + 1).slice(2)}`
        : p.m < 3
          ? `winter ${p.y - 1}/${p.yy}`
          : `${choose(['Spring', 'Summer', 'Autumn'], Math.floor((p.m - 3) / 3))} ${p.y}`,
  },
  {
    name: 'term',
    days: 90,
    write: (_, p) =>
      p.m >= 9 ? `Autumn term ${p.y}` : p.m <= 4 ? `Spring term ${p.y}` : p.m <= 7 ? `Summer term ${p.y}` : `Summer ${p.y}`,
  },
  { name: 'quarter', days: 90, write: (_, p) => `Q${Math.ceil(p.m / 3)} ${p.y}` },
  {
    name: 'school year',
    days: 365,
    write: (_, p) => {
      const first = p.m >= 9 ? p.y : p.y - 1;
      return `${first}/${String(first + 1).slice(2)}`;
    },
  },
  {
    name: 'early, mid, late',
    days: 10,
    write: (_, p, n) =>
      n % 2 === 0
        ? `${p.d <= 10 ? 'early' : p.d <= 20 ? 'mid' : 'late'} ${p.month} ${p.y}`
        : `${p.m <= 4 ? 'early' : p.m <= 8 ? 'mid' : 'late'} ${p.y}`,
  },
  {
    name: 'range of days',
    days: 1,
    write: (day, _, n) => {
      const a = partsOf(addDays(day, -(n % 20)));
      const b = partsOf(addDays(day, (n >> 3) % 20));
      return choose(
        [
          `${a.dd}/${a.mm}/${a.y} - ${b.dd}/${b.mm}/${b.y}`,
          `${a.d} ${a.month} – ${b.d} ${b.month} ${b.y}`,
          `between ${a.dd}.${a.mm}.${a.yy} and ${b.dd}.${b.mm}.${b.yy}`,
        ],
        n,
      );
    },
  },
  {
    name: 'days of a month',
    days: 1,
    write: (_, p, n) => `${String(Math.max(1, p.d - (n % 9))).padStart(2, '0')}–${p.dd}.${p.mm}.${p.yy}`,
  },
  {
    name: 'range of months',
    days: 28,
    write: (_, p, n) => (p.m + (n % 3) <= 12 ? `${p.short} – ${MONTHS[p.m - 1 + (n % 3)]?.slice(0, 3)} ${p.y}` : `${p.short} ${p.y}`),
  },
  {
    name: 'two dates',
    days: 2,
    write: (day, p, n) => {
      const b = partsOf(addDays(day, 1 + (n % 40)));
      return choose(
        [
          `${p.dd}/${p.mm}/${p.y} and ${b.dd}/${b.mm}/${b.y}`,
          `${p.d} ${p.month} ${p.y} & ${b.d} ${b.month} ${b.y}`,
          `${p.dd}.${p.mm}.${p.yy}\n${b.dd}.${b.mm}.${b.yy}`,
        ],
        n,
      );
    },
  },
];

const NOISE: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text} `,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll(' ', '  '),
  (text) => `${text}.`,
  (text) => `(${text})`,
  (text) => `${text}\r\n`,
];

const TIMES: readonly ((hour: string, minute: string, twelve: number, half: string) => string)[] = [
  (hour, minute) => ` ${hour}:${minute}`,
  (hour, minute) => ` at ${hour}.${minute}`,
  (hour, minute) => `, ${hour}:${minute} hrs`,
  (hour, minute) => ` ${hour}:${minute}:00`,
  (_, minute, twelve, half) => ` at ${twelve}.${minute}${half}`,
  (_, minute, twelve, half) => `, ${twelve}:${minute} ${half}`,
];

const trueDay: fc.Arbitrary<True> = fc.record({
  // 1930-01-01 to 2026-11-23: the days that a two-digit year can mean.
  day: fc.integer({ min: -14610, max: 20780 }).map(fromDayNumber),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 1, max: 59 }),
  pick: fc.nat(1_000_000),
});

function render(truth: True): { readonly text: string; readonly layout: Layout; readonly timed: boolean } {
  const layout = choose(LAYOUTS, truth.pick);
  const noise = choose(NOISE, Math.floor(truth.pick / LAYOUTS.length));
  const timed =
    layout.days === 1 &&
    layout.name !== 'range of days' &&
    layout.name !== 'days of a month' &&
    layout.name !== 'uncertain' &&
    truth.minute % 3 === 0;
  const half = truth.hour < 12 ? 'am' : 'pm';
  const time = timed
    ? choose(TIMES, truth.minute)(
        String(truth.hour).padStart(2, '0'),
        String(truth.minute).padStart(2, '0'),
        truth.hour % 12 === 0 ? 12 : truth.hour % 12,
        half,
      )
    : '';
  return { text: noise(`${layout.write(truth.day, partsOf(truth.day), Math.floor(truth.pick / 7))}${time}`), layout, timed };
}

/** What in a reading does not stand in its text: an independent look at the digits and the words, not at how they were read. */
function inventedIn(text: string, { date }: DateReading): string | null {
  const lower = text.toLowerCase();
  const numbers = new Set((lower.match(/\d+/g) ?? []).map(Number));
  const digits = lower.replace(/\D/g, '');
  const years = (year: number): boolean => numbers.has(year) || numbers.has(year % 100) || digits.includes(String(year));
  const close = (year: number): boolean => years(year) || years(year - 1) || years(year + 1) || years(year - 9);
  if (date.from !== null && date.to !== null) {
    if (daysBetween(date.from, date.to) < 0) return 'it ends before it begins';
    const from = partsOf(date.from);
    if (!close(from.y)) return 'the year is not in the text';
    if (date.precision === 'day' || date.precision === 'minute') {
      if (date.from !== date.to) return 'a day that is more than one day';
      if (!years(from.y)) return 'the year is not in the text';
      const packed = digits.includes(`${from.mm}${from.dd}`) || digits.includes(`${from.dd}${from.mm}`);
      if (!numbers.has(from.d) && !packed) return 'the day is not in the text';
      if (!numbers.has(from.m) && !packed && !lower.includes(from.month.slice(0, 1).toLowerCase())) return 'the month is not in the text';
    }
    if (date.precision === 'month' && daysBetween(date.from, date.to) < 27) return 'a month that is shorter than a month';
    if (date.precision === 'year' && daysBetween(date.from, date.to) < 364) return 'a year that is shorter than a year';
    if (date.precision === 'week' && daysBetween(date.from, date.to) < 6) return 'a week that is shorter than a week';
  } else if (date.precision !== 'none' && date.precision !== 'invalid') return 'a precision without a day';
  const { time } = date;
  if (time?.from != null) {
    const hour = Number(time.from.slice(0, 2));
    const minute = time.from.slice(3);
    const words = /noon|midday|midnight/.test(lower);
    if (!words && !numbers.has(hour) && !numbers.has(hour % 12 === 0 ? 12 : hour % 12) && !digits.includes(time.from.slice(0, 2)))
      return 'the hour is not in the text';
    if (!words && minute !== '00' && !numbers.has(Number(minute)) && !digits.includes(minute)) return 'the minute is not in the text';
  }
  if (date.precision === 'minute' && time?.from == null) return 'precise to the minute without a time';
  if (date.raw !== text) return 'the words are not kept';
  return null;
}

describe('no day and no time is invented', () => {
  it('in 100,000 dates written in every layout, with noise', () => {
    fc.assert(
      fc.property(trueDay, (truth) => {
        const { text, layout, timed } = render(truth);
        const reading = readDate(text, options);
        const { from, to, time, precision } = reading.date;
        counted.rendered += 1;
        if (from === null || to === null) throw new Error(`not read: ${layout.name}: ${JSON.stringify(text)}`);
        counted.read += 1;
        if (from > truth.day || to < truth.day)
          throw new Error(`the true day ${truth.day} is outside ${from} to ${to}: ${JSON.stringify(text)}`);
        if (daysBetween(from, to) + 1 < layout.days) throw new Error(`more exact than its text: ${from} to ${to}: ${JSON.stringify(text)}`);
        const written = `${String(truth.hour).padStart(2, '0')}:${String(truth.minute).padStart(2, '0')}`;
        if (timed ? time?.from !== written : time !== null || precision === 'minute')
          throw new Error(`a wrong time ${time?.from}: ${JSON.stringify(text)}`);
        const invented = inventedIn(text, reading);
        if (invented !== null) throw new Error(`${invented}: ${JSON.stringify(text)} as ${JSON.stringify(reading.date)}`);
      }),
      { numRuns: 100_000, seed: 20261123 },
    );
  });

  it('in 60,000 dates with a letter lost, doubled, swapped or put in', () => {
    const letters = [...'0123456789/.-–, ?:;&()\n', 'st', 'of', 'am', 'pm', 'w/c ', ' and ', ' to ', 'May', 'x'];
    fc.assert(
      fc.property(trueDay, fc.nat(200), fc.nat(10_000), (truth, place, change) => {
        const { text: whole } = render(truth);
        const at = place % (whole.length + 1);
        const text = choose(
          [
            `${whole.slice(0, at)}${whole.slice(at + 1)}`,
            `${whole.slice(0, at)}${choose(letters, change >> 2)}${whole.slice(at)}`,
            `${whole.slice(0, at)}${choose(letters, change >> 2)}${whole.slice(at + 1)}`,
            `${whole.slice(0, at)}${whole[at + 1] ?? ''}${whole[at] ?? ''}${whole.slice(at + 2)}`,
          ],
          change,
        );
        const invented = inventedIn(text, readDate(text, options));
        counted.damaged += 1;
        if (invented !== null) throw new Error(`${invented}: ${JSON.stringify(text)} as ${JSON.stringify(readDate(text, options).date)}`);
      }),
      { numRuns: 60_000, seed: 20261123 },
    );
  });

  it('in 60,000 strings made of the pieces that dates are made of', () => {
    const piece = fc.constantFrom(
      '1',
      '2',
      '12',
      '31',
      '30',
      '29',
      '2015',
      '16',
      '1430',
      '0100',
      '00',
      '1900',
      '/',
      '.',
      '-',
      '–',
      ' ',
      ' ',
      ' ',
      ',',
      '?',
      ':',
      ';',
      '&',
      '\n',
      '(',
      ')',
      "'",
      'May',
      'feb',
      'June',
      'Sunday',
      'mon',
      'w/c',
      'week',
      'of',
      'the',
      'and',
      'to',
      'between',
      'from',
      'early',
      'mid',
      'late',
      'summer',
      'winter',
      'autumn',
      'term',
      'Q',
      'c.',
      'about',
      'probably',
      'am',
      'pm',
      'noon',
      'midnight',
      'at',
      'nd',
      'th',
      's',
      'ongoing',
      'since',
      'T',
      'Z',
      '14:30',
      '9.30pm',
      '00:00',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        const invented = inventedIn(text, readDate(text, options));
        counted.random += 1;
        if (invented !== null) throw new Error(`${invented}: ${JSON.stringify(text)} as ${JSON.stringify(readDate(text, options).date)}`);
      }),
      { numRuns: 60_000, seed: 20261123 },
    );
  });

  it('in 20,000 arbitrary strings, none of which makes a reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 200 })), fc.boolean(), (text, strict) => {
        const reading = readDate(text, { order: strict ? 'month-first' : 'day-first', today: '2026-11-23', strict });
        counted.random += 1;
        expect(reading.date.raw).toBe(text);
        const time = readTime(text);
        if (time.time !== null) expect(time.time.raw).toBe(text);
        orderEvidence([text]);
        readSerial(text.length * 1234.567, text);
      }),
      { numRuns: 20_000, seed: 20261123 },
    );
  });

  it('a time without digits or words of time is never read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        const { time } = readTime(text);
        if (time !== null && !/\d|noon|midday|midnight|am|pm|a\.m|p\.m|morning|afternoon|evening|night|hours/i.test(text))
          throw new Error(text);
        if (time?.from != null && time.from !== '00:00' && time.partOfDay !== null) throw new Error(text);
      }),
      { numRuns: 20_000, seed: 20261123 },
    );
  });

  it('text of 100,000 characters is answered at once and kept as words', () => {
    for (const unit of ['1/', '12/04/2013 ', 'May ', ' ', '?', '1 and ', '- ', 'w/c ', '\n', '((((', '1.1.1.1']) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      const { date } = readDate(text, options);
      expect(date.from).toBeNull();
      expect(date.raw).toBe(text);
      expect(readTime(text).time).toBeNull();
      expect(orderEvidence([text]).order).toBe('day-first');
    }
  });

  it('text just under the longest date is answered for every repeated piece', () => {
    for (const unit of ['1/', '1 and ', '- ', '? ', '1-', '12:00 ', 'May 1 ', '1,', ' to 1', 'x ', "'1"]) {
      const text = unit.repeat(Math.floor(159 / unit.length)).trim();
      expect(readDate(text, options).date.raw).toBe(text);
    }
  });

  afterAll(() => {
    console.log(
      `dates read: ${counted.rendered} rendered (${counted.read} read), ${counted.damaged} damaged, ${counted.random} random; invented: 0 or this run is red`,
    );
  });
});

describe('the property has teeth', () => {
  it('sees an invented day, an invented time and a month made exact', () => {
    const date = { raw: 'May 2016', from: '2016-05-01', to: '2016-05-01', precision: 'day', approx: false, time: null } as const;
    expect(inventedIn('May 2016', { date, notices: [] })).toBe('the day is not in the text');
    expect(inventedIn('22 May', { date: { ...date, raw: '22 May', from: '2016-05-22', to: '2016-05-22' }, notices: [] })).toBe(
      'the year is not in the text',
    );
    const time = { raw: '', from: '00:00', to: null, approx: false, partOfDay: null };
    expect(inventedIn('1/5/2016', { date: { ...date, raw: '1/5/2016', precision: 'minute', time }, notices: [] })).toBe(
      'the hour is not in the text',
    );
  });
});
