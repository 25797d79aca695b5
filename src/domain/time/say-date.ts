/** Dates and times in words, in GOV.UK style: "12 April 2013 at 9:40pm". What is not known is said. */
import { dayParts, daysBetween, lastOfMonth, weekday } from './day.ts';
import type { Day, PartialDate, TimeOfDay } from './partial-date.ts';
import { monthName } from './words.ts';

/** "12 April 2013". */
export function sayDay(day: Day): string {
  const { year, month, day: dayOfMonth } = dayParts(day);
  return `${dayOfMonth} ${monthName(month)} ${String(year).padStart(4, '0')}`;
}

const sayMonth = (day: Day): string => `${monthName(dayParts(day).month)} ${dayParts(day).year}`;

/** "9:40pm", "midnight", "midday". */
export function sayClock(clock: string): string {
  const hour = Number(clock.slice(0, 2));
  const minute = clock.slice(3, 5);
  if (clock === '00:00') return 'midnight';
  if (clock === '12:00') return 'midday';
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === '00' ? '' : `:${minute}`}${hour < 12 ? 'am' : 'pm'}`;
}

const PART_WORDS = {
  'early-hours': 'in the early hours',
  morning: 'in the morning',
  afternoon: 'in the afternoon',
  evening: 'in the evening',
  night: 'at night',
  overnight: 'overnight',
} as const;

/** "at 9:40pm", "at about 2:30pm", "from 11:55pm to 1:20am (the next day)", "in the early hours". */
export function sayTime(time: TimeOfDay): string {
  if (time.from === null) {
    if (time.partOfDay === null) return '';
    if (/^\s*p\.?m\.?\s*$/i.test(time.raw)) return 'after midday';
    if (/^\s*a\.?m\.?\s*$/i.test(time.raw)) return 'before midday';
    return PART_WORDS[time.partOfDay];
  }
  const about = time.approx ? 'about ' : '';
  if (time.to === null) return `at ${about}${sayClock(time.from)}`;
  return `from ${about}${sayClock(time.from)} to ${sayClock(time.to)}${time.to < time.from ? ' (the next day)' : ''}`;
}

const isFirst = (day: Day): boolean => day.endsWith('-01');
const isLast = (day: Day): boolean => day === lastOfMonth(dayParts(day).year, dayParts(day).month);
const SEASONS: Readonly<Record<number, string>> = { 3: 'spring', 6: 'summer', 9: 'autumn', 12: 'winter' };

function sayRange(from: Day, to: Day): string {
  if (from === to) return sayDay(from);
  const start = dayParts(from);
  const end = dayParts(to);
  if (isFirst(from) && isLast(to)) {
    if (start.year === end.year && start.month === 1 && end.month === 12) return `${start.year}`;
    if (start.month === 1 && end.month === 12) return `${start.year} to ${end.year}`;
    if (start.year === end.year) return start.month === end.month ? sayMonth(from) : `${monthName(start.month)} to ${sayMonth(to)}`;
    return `${sayMonth(from)} to ${sayMonth(to)}`;
  }
  if (start.year === end.year && start.month === end.month) return `${start.day} to ${sayDay(to)}`;
  if (start.year === end.year) return `${start.day} ${monthName(start.month)} to ${sayDay(to)}`;
  return `${sayDay(from)} to ${sayDay(to)}`;
}

function sayPeriod(date: PartialDate, from: Day, to: Day): string {
  const { year, month } = dayParts(from);
  switch (date.precision) {
    case 'minute':
    case 'day':
      return sayDay(from);
    case 'week':
      return daysBetween(from, to) === 6
        ? weekday(from) === 0
          ? `week of ${sayDay(from)}`
          : `week from ${sayRange(from, to)}`
        : sayRange(from, to);
    case 'month':
      return date.approx ? sayMonth(from) : `${sayMonth(from)} (day not recorded)`;
    case 'season':
      return SEASONS[month] === undefined
        ? sayRange(from, to)
        : `${SEASONS[month]} ${month === 12 ? `${year} to ${year + 1}` : year}${date.approx ? '' : ` (${sayRange(from, to)})`}`;
    case 'quarter':
    case 'range':
      return sayRange(from, to);
    case 'term':
      return `${month >= 9 ? 'autumn' : month < 4 ? 'spring' : 'summer'} term ${year}`;
    case 'year':
      return date.approx ? `${year}` : `${year} (month not recorded)`;
    default:
      return date.raw;
  }
}

/**
 * A date in words. What is imprecise says so: "April 2013 (day not recorded)", "week of 23 November 2015", "about May 2013". A date
 * that was not read is given in the words of its source.
 */
export function sayDate(date: PartialDate): string {
  if (date.from === null || date.to === null) {
    const words = date.raw.replace(/\s+/g, ' ').trim();
    if (words === '') return 'date not recorded';
    return date.precision === 'invalid' ? `“${words}” (not a real date)` : `“${words}” (no date could be read)`;
  }
  const period = sayPeriod(date, date.from, date.to);
  const time = date.time === null ? '' : sayTime(date.time);
  return `${date.approx ? 'about ' : ''}${period}${time === '' ? '' : ` ${time}`}`;
}

/** "9 days later", "the same day", "2 days earlier": how far the second day stands from the first. */
export function sayInterval(first: Day, second: Day): string {
  const days = daysBetween(first, second);
  if (days === 0) return 'the same day';
  const size = Math.abs(days);
  return `${size} ${size === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
}
