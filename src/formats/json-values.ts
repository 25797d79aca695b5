/** Reading values of a JSON file that anybody may have written: each is what it should be, or it is not taken. */
import { findAgency, foldName } from '../domain/agency.ts';
import { type DateNotice, isDay, type PartialDate, type PartOfDay, type Precision, type TimeOfDay, withTime } from '../domain/time.ts';
import type { Moments } from './moments.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** A list of texts; a single text is a list of one. Null when it is neither. */
export function textsIn(value: unknown): string[] | null {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (!Array.isArray(value)) return null;
  const texts: string[] = [];
  for (const one of value) {
    const text = textOf(one);
    if (text === null) return null;
    texts.push(text);
  }
  return texts;
}

export function agencyCode(words: string): string {
  return findAgency(words)?.code ?? words;
}

/** One of a fixed set of words, however it is written ("Not seen" is `not-seen`). */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
  if (typeof value !== 'string') return null;
  const folded = foldName(value);
  return words.find((word) => foldName(word) === folded) ?? null;
}

const PRECISIONS: readonly Precision[] = [
  'minute',
  'day',
  'week',
  'month',
  'season',
  'term',
  'quarter',
  'year',
  'range',
  'none',
  'invalid',
];
const PARTS: readonly PartOfDay[] = ['early-hours', 'morning', 'afternoon', 'evening', 'night', 'overnight'];
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export type JsonDate = { readonly date: PartialDate; readonly notices: readonly DateNotice[]; readonly split: boolean };

/** A date: an ISO day, words, `{ raw, time }`, or one that Kinline read before. Null when there is nothing that could be one. */
export function dateIn(value: unknown, moments: Moments): JsonDate | null {
  if (typeof value === 'string' || typeof value === 'number') {
    const raw = String(value);
    if (raw.trim() === '') return null;
    const read = moments.dateText(raw);
    return { date: read.date, notices: read.notices, split: read.split !== undefined };
  }
  if (!isObject(value)) return null;
  const known = readBefore(value);
  if (known !== null) return { date: known, notices: [], split: false };
  const from = textOf(value['from']);
  const to = textOf(value['to']);
  const raw = textOf(value['raw']) ?? (from !== null && to !== null && from !== to ? `${from} to ${to}` : from) ?? '';
  const time = value['time'];
  const timeText = typeof time === 'string' ? time : isObject(time) ? (textOf(time['raw']) ?? '') : '';
  if (raw.trim() === '') return null;
  const read = moments.dateText(raw);
  const readTime = timeText.trim() === '' ? null : moments.time(timeText);
  const date =
    readTime === null || readTime.time === null || read.date.from === null || read.date.time !== null
      ? read.date
      : withTime(read.date, readTime.time);
  return {
    date: value['approx'] === true ? { ...date, approx: true } : date,
    notices: [...read.notices, ...(readTime?.notices ?? [])],
    split: read.split !== undefined,
  };
}

/** A date exactly as Kinline's own JSON has it, or null. */
export function readBefore(value: JsonObject): PartialDate | null {
  const { raw, from, to, precision, approx } = value as {
    raw?: unknown;
    from?: unknown;
    to?: unknown;
    precision?: unknown;
    approx?: unknown;
  };
  const exact = PRECISIONS.find((known) => known === precision);
  if (typeof raw !== 'string' || exact === undefined) return null;
  const time = value['time'] === undefined || value['time'] === null ? null : timeBefore(value['time']);
  if (time === undefined) return null;
  const unread = exact === 'none' || exact === 'invalid';
  if (unread) return from === null && to === null ? { raw, from: null, to: null, precision: exact, approx: approx === true, time } : null;
  if (typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to) || to < from) return null;
  return { raw, from, to, precision: exact, approx: approx === true, time };
}

function timeBefore(value: unknown): TimeOfDay | undefined {
  if (!isObject(value) || typeof value['raw'] !== 'string') return undefined;
  const clock = (given: unknown): string | null | undefined =>
    given === null || given === undefined ? null : typeof given === 'string' && CLOCK.test(given) ? given : undefined;
  const from = clock(value['from']);
  const to = clock(value['to']);
  if (from === undefined || to === undefined) return undefined;
  return {
    raw: value['raw'],
    from,
    to,
    approx: value['approx'] === true,
    partOfDay: PARTS.find((part) => part === value['partOfDay']) ?? null,
  };
}

/** An ISO day when the value is an exact day; otherwise its words ("June 2015"), for whoever asks later; null when there is nothing. */
export function dayOrWords(value: unknown, moments: Moments): string | null {
  if (value === null || value === undefined) return null;
  const read = dateIn(value, moments);
  if (read === null) return null;
  return read.date.from !== null && read.date.from === read.date.to && !read.date.approx ? read.date.from : read.date.raw;
}

/** The same value always as the same text, whatever the order of its fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) {
    const fields = Object.keys(value).sort();
    return `{${fields.map((field) => `${JSON.stringify(field)}:${canonical(value[field])}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
