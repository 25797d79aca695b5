/** Times of day as files write them. `00:00` is what systems write when they know no time, so it is never read as one. */
import type { DateNotice, PartialDate, PartOfDay, TimeOfDay, TimeReading } from './partial-date.ts';

const LONGEST = 80;
const NOT_KNOWN = new Set([
  '',
  '-',
  '?',
  '??',
  'n/k',
  'nk',
  'n/a',
  'na',
  'tbc',
  'not known',
  'unknown',
  'not recorded',
  'none',
  'unk',
  '--',
  '--:--',
  '??:??',
]);
const PARTS = new Map<string, PartOfDay>([
  ['am', 'morning'],
  ['a.m', 'morning'],
  ['a.m.', 'morning'],
  ['pm', 'afternoon'],
  ['p.m', 'afternoon'],
  ['p.m.', 'afternoon'],
  ['morning', 'morning'],
  ['early morning', 'morning'],
  ['late morning', 'morning'],
  ['mid morning', 'morning'],
  ['mid-morning', 'morning'],
  ['afternoon', 'afternoon'],
  ['early afternoon', 'afternoon'],
  ['late afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['early evening', 'evening'],
  ['late evening', 'evening'],
  ['night', 'night'],
  ['at night', 'night'],
  ['night time', 'night'],
  ['nighttime', 'night'],
  ['late at night', 'night'],
  ['late night', 'night'],
  ['overnight', 'overnight'],
  ['early hours', 'early-hours'],
  ['the early hours', 'early-hours'],
  ['small hours', 'early-hours'],
  ['early hours of the morning', 'early-hours'],
]);
const CLOCK = /^(\d{1,2})(?: ?[:.h] ?(\d{2})(?::(\d{2})(?:\.\d{1,7})?)?)? ?(am|pm|a\.m\.?|p\.m\.?)?$/;
const FOUR_DIGITS = /^(\d{2})(\d{2}) ?(am|pm)?$/;

type Clock =
  | { readonly is: 'time'; readonly hour: number; readonly minute: number; readonly half: 'am' | 'pm' | null; readonly loose: boolean }
  | { readonly is: 'notice'; readonly notice: DateNotice }
  | { readonly is: 'unread' };

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
const said = (code: string, says: string): Clock => ({ is: 'notice', notice: { code, says } });

/** One clock time. `inRange` lets a bare hour stand ("9-10am"). */
function readClock(text: string, inRange: boolean): Clock {
  if (
    text === 'noon' ||
    text === 'midday' ||
    text === '12 noon' ||
    text === '12noon' ||
    text === '12 midday' ||
    text === '12:00 noon' ||
    text === '12.00 noon'
  ) {
    return { is: 'time', hour: 12, minute: 0, half: 'pm', loose: false };
  }
  const withoutHours = text.replace(/ ?(?:hours|hour|hrs|hr)\.?$/, '');
  const hadHours = withoutHours !== text;
  const bare = withoutHours.replace(/^(\d{1,2}) ?h$/, '$1:00');
  const four = FOUR_DIGITS.exec(bare);
  const found = four ?? CLOCK.exec(bare);
  if (found === null) return { is: 'unread' };
  const minuteText = found[2];
  const half = (four === null ? found[4] : found[3])?.startsWith('a')
    ? 'am'
    : (four === null ? found[4] : found[3]) === undefined
      ? null
      : 'pm';
  if (minuteText === undefined && half === null && !hadHours && !inRange) return { is: 'unread' };
  let hour = Number(found[1]);
  const minute = Number(minuteText ?? '0');
  const second = four === null ? Number(found[3] ?? '0') : 0;
  if (hour === 24 && minute === 0)
    return said('ask-24-00', `“${text}” is midnight, but it is not certain on which side of the day. No time is read; please ask.`);
  if (hour > 23 || minute > 59 || second > 59) return said('impossible-time', `“${text}” is not a time of day. No time is read.`);
  if (half !== null && hour > 12) {
    if (half === 'am') return said('impossible-time', `“${text}” is not a time of day: it says morning and a later hour. No time is read.`);
  } else if (half === 'pm') {
    if (hour === 0) return said('impossible-time', `“${text}” is not a time of day. No time is read.`);
    if (hour < 12) hour += 12;
  } else if (half === 'am' && hour === 12) {
    if (minute === 0) return said('twelve-am', `“${text}” may mean midnight or noon. No time is read; please ask.`);
    hour = 0;
  }
  if (hour === 0 && minute === 0) {
    return said(
      'midnight-not-a-time',
      '“00:00” is what systems write when they know no time. No time is read; a real midnight is said in words.',
    );
  }
  const loose = half === null && four === null && (found[1]?.length ?? 0) === 1 && hour >= 1 && hour <= 7;
  return { is: 'time', hour, minute, half, loose };
}

const clockText = (hour: number, minute: number): string => `${twoDigits(hour)}:${twoDigits(minute)}`;
const AM_OR_PM = (text: string): DateNotice => ({
  code: 'am-or-pm',
  says: `“${text}” does not say morning or afternoon. It is read by the 24-hour clock.`,
});

function rangeOf(raw: string, left: string, right: string, approx: boolean): TimeReading | null {
  const end = readClock(right, true);
  if (end.is !== 'time') return end.is === 'notice' ? { time: null, notices: [end.notice] } : null;
  let start = readClock(left, true);
  if (start.is === 'time' && start.half === null && end.half !== null && start.hour <= 12) {
    // "2-3pm" lends its "pm" to the 2; "11-1pm" does not, since 11pm is later than 1pm.
    const lent = readClock(`${left} ${end.half}`, true);
    if (lent.is === 'time' && lent.hour * 60 + lent.minute <= end.hour * 60 + end.minute) start = lent;
  } else if (start.is === 'time' && start.half !== null && end.half === null) return null;
  if (start.is !== 'time') return start.is === 'notice' ? { time: null, notices: [start.notice] } : null;
  // Two bare numbers are not times ("3-4").
  if (!/[:.h]|\d{4}|am|pm|noon|a\.m|p\.m|hr|hour/.test(`${left} ${right}`)) return null;
  const notices = start.loose && end.half === null ? [AM_OR_PM(raw.trim())] : [];
  return {
    time: { raw, from: clockText(start.hour, start.minute), to: clockText(end.hour, end.minute), approx, partOfDay: null },
    notices,
  };
}

/**
 * A time of day from the text of a cell. Null with no notice for a blank cell; null with a notice for everything that is there but is
 * no time. Midnight in words is read as 00:00 with a notice, because it may belong to either day.
 */
export function readTime(raw: string): TimeReading {
  if (raw.length > LONGEST)
    return { time: null, notices: [{ code: 'unread-time', says: 'The time is too long to be one. No time is read.' }] };
  let text = raw
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .trim();
  if (text === '') return { time: null, notices: [] };
  if (NOT_KNOWN.has(text))
    return { time: null, notices: [{ code: 'time-not-known', says: `“${raw.trim()}” says that the time is not known.` }] };
  let approx = false;
  const plain = text
    .replace(/^(?:\(|\[)(.*)(?:\)|\])$/, '$1')
    .replace(/^(?:at|@) ?/, '')
    .replace(/^(?:approximately|approx\.?|about|around|circa|roughly|c\.|ca\.?|c(?= ?\d)|~|\?) ?/, () => {
      approx = true;
      return '';
    })
    .replace(/ ?(?:\(approx\.?\)|approximately|approx\.?|ish|\(\?\)|\?)$/, () => {
      approx = true;
      return '';
    })
    .replace(/^(?:hrs|hours) (?=\d)/, '')
    .trim();
  text = plain;
  const part = PARTS.get(text.replace(/^(?:in the|during the|in) /, '')) ?? PARTS.get(text);
  if (part !== undefined) return { time: { raw, from: null, to: null, approx, partOfDay: part }, notices: [] };
  if (
    text === 'midnight' ||
    text === '12 midnight' ||
    text === '12midnight' ||
    text === '12:00 midnight' ||
    text === '12.00 midnight' ||
    text === '00:00 midnight' ||
    text === '00:00 (midnight)'
  ) {
    return {
      time: { raw, from: '00:00', to: null, approx, partOfDay: null },
      notices: [
        {
          code: 'midnight-which-day',
          says: 'Midnight may belong to the day before or the day after. It is kept on the day that the date gives.',
        },
      ],
    };
  }
  const one = readClock(text, false);
  if (one.is === 'notice') return { time: null, notices: [one.notice] };
  if (one.is === 'time') {
    const time: TimeOfDay = { raw, from: clockText(one.hour, one.minute), to: null, approx, partOfDay: null };
    return { time, notices: one.loose ? [AM_OR_PM(text)] : [] };
  }
  const between =
    /^(?:between|from) (.{1,24}) (?:and|to|until|till|-) (.{1,24})$/.exec(text) ??
    /^(.{1,24}?) ?(?:-|to|until|till) ?(.{1,24})$/.exec(text);
  if (between?.[1] !== undefined && between[2] !== undefined) {
    const range = rangeOf(raw, between[1].trim(), between[2].trim(), approx);
    if (range !== null) return range;
  }
  return {
    time: null,
    notices: [{ code: 'unread-time', says: `“${raw.trim()}” could not be read as a time. The words are kept; no time is read.` }],
  };
}

/** The time of a spreadsheet's fraction of a day (0.5 is noon), to the nearest minute; null for a whole day, which holds no time. */
export function timeOfFraction(fraction: number, raw: string): TimeOfDay | null {
  const minutes = Math.round((fraction - Math.floor(fraction)) * 1440);
  if (minutes === 0 || minutes === 1440) return null;
  return { raw, from: clockText(Math.floor(minutes / 60), minutes % 60), to: null, approx: false, partOfDay: null };
}

/** A date with a time beside it. Only an exact time on an exact day is precise to the minute. */
export function withTime(date: PartialDate, time: TimeOfDay | null): PartialDate {
  if (time === null) return date;
  const exact = date.precision === 'day' && time.from !== null && !time.approx && !date.approx;
  return { ...date, time, precision: exact ? 'minute' : date.precision };
}
