/** Turns the date and time cells of rows into when it happened. One per file, because the file's own evidence decides the order of day and month. */
import { type Cell, cellText } from '../domain/document.ts';
import {
  type DateNotice,
  type DateReading,
  type Day,
  type PartialDate,
  readDate,
  readSerial,
  readTime,
  type TimeReading,
  withTime,
} from '../domain/time.ts';
import { isDateFormat } from './columns.ts';

export type Moments = {
  /** Null for a blank cell. */
  readonly date: (cell: Cell | undefined) => DateReading | null;
  readonly dateText: (raw: string) => DateReading;
  readonly time: (cell: Cell | undefined) => TimeReading | null;
};

/** Plain numbers that can only be serial days: 1927 to 2119. Lower ones could be years or counts. */
const SERIAL_TEXT = /^\d{5}(?:\.\d+)?$/;
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 80_000;

export function momentsOf(options: {
  readonly order: 'day-first' | 'month-first';
  readonly today: Day;
  readonly strict: boolean;
}): Moments {
  const dates = new Map<string, DateReading>();
  const serials = new Map<string, DateReading>();
  const times = new Map<string, TimeReading>();

  const dateText = (raw: string): DateReading => {
    const known = dates.get(raw);
    if (known !== undefined) return known;
    const trimmed = raw.trim();
    const serial = SERIAL_TEXT.test(trimmed) ? Number(trimmed) : 0;
    const reading = serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? typedSerial(serial, raw) : readDate(raw, options);
    dates.set(raw, reading);
    return reading;
  };

  const serial = (number: number, raw: string): DateReading => {
    const key = `${number}|${raw}`;
    const known = serials.get(key);
    if (known !== undefined) return known;
    const reading = readSerial(number, raw);
    serials.set(key, reading);
    return reading;
  };

  return {
    dateText,
    date: (cell) => {
      const raw = cellText(cell);
      if (typeof cell === 'object' && cell.number !== undefined && isDateFormat(cell.format))
        return serial(cell.number, raw.trim() === '' ? String(cell.number) : raw);
      return raw.trim() === '' ? null : dateText(raw.trim());
    },
    time: (cell) => {
      const raw = cellText(cell).trim();
      // A spreadsheet keeps a time as a fraction of a day; what it shows is read, unless it shows the number itself.
      if (
        typeof cell === 'object' &&
        cell.number !== undefined &&
        (raw === '' || !/[:.]\d\d\b|[ap]m/i.test(raw)) &&
        cell.number > 0 &&
        cell.number < 1
      ) {
        const minutes = Math.round(cell.number * 1440);
        const clock = `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const read = timeOf(clock);
        return read.time === null ? read : { time: { ...read.time, raw: raw === '' ? clock : raw }, notices: read.notices };
      }
      return raw === '' ? null : timeOf(raw);
    },
  };

  function timeOf(raw: string): TimeReading {
    const known = times.get(raw);
    if (known !== undefined) return known;
    const reading = readTime(raw);
    times.set(raw, reading);
    return reading;
  }
}

function typedSerial(serial: number, raw: string): DateReading {
  const reading = readSerial(serial, raw);
  if (reading.date.from === null) return reading;
  return {
    ...reading,
    notices: [
      ...reading.notices,
      { code: 'serial-number', says: `“${raw.trim()}” is a spreadsheet’s number for a day. It was read as ${reading.date.from}.` },
    ],
  };
}

export type Happened = { readonly date: PartialDate; readonly notices: readonly DateNotice[]; readonly split: boolean };

/** Puts together the cells that say when it happened. Null when the date cell is blank. A time, an end or both may be missing. */
export function happenedOf(
  moments: Moments,
  cells: {
    readonly date: Cell | undefined;
    readonly time: Cell | undefined;
    readonly endDate: Cell | undefined;
    readonly endTime: Cell | undefined;
  },
): Happened | null {
  const start = moments.date(cells.date);
  if (start === null) return null;
  const time = cells.time === undefined ? null : moments.time(cells.time);
  const end = cells.endDate === undefined ? null : moments.date(cells.endDate);
  const endTime = cells.endTime === undefined ? null : moments.time(cells.endTime);
  const split = start.split !== undefined;
  if (time === null && end === null && endTime === null) return { date: start.date, notices: start.notices, split };
  let date = start.date;
  const notices = [...start.notices];
  if (time !== null) {
    notices.push(...time.notices);
    if (time.time !== null && date.from !== null) {
      if (date.time === null) date = withTime(date, time.time);
      else if (date.time.from !== time.time.from) {
        notices.push({
          code: 'two-times',
          says: `The date says “${date.time.raw}” and the time column “${time.time.raw}”. The time of the date is kept.`,
        });
      }
    }
  }
  if (endTime !== null) {
    notices.push(...endTime.notices);
    const finish = endTime.time?.from ?? null;
    if (finish !== null && date.time !== null && date.time.from !== null && date.time.to === null) {
      date = { ...date, time: { ...date.time, raw: `${date.time.raw} – ${endTime.time?.raw ?? finish}`, to: finish } };
    }
  }
  if (end !== null) {
    const { from, to, raw } = end.date;
    if (from === null || to === null) {
      notices.push({
        code: 'end-not-read',
        says: `The end date “${raw}” was not read${end.notices[0] === undefined ? '.' : `: ${end.notices[0].says}`}`,
      });
    } else if (date.from !== null && date.to !== null) {
      if (to < date.from)
        notices.push({ code: 'end-before-start', says: `The end date “${raw}” is earlier than the start. Only the start was used.` });
      else if (to > date.to)
        date = { ...date, raw: `${date.raw} – ${raw}`, to, precision: 'range', approx: date.approx || end.date.approx };
    }
  }
  return { date, notices, split };
}
