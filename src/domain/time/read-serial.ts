/** Dates that a spreadsheet stores as numbers: days of Excel's 1900 system, with the time of day as a fraction. */
import { fromDayNumber } from './day.ts';
import type { DateReading, PartialDate } from './partial-date.ts';
import { timeOfFraction, withTime } from './read-time.ts';

/** 1899-12-30, from which serial days count after Excel's 29 February 1900, a day that never was. */
const EXCEL_ZERO = -25569;
/** 9999-12-31, the last day that Excel knows. */
const LAST_SERIAL = 2958465;

/**
 * The day of an Excel serial number (1900 system). Serial 60 is Excel's 29 February 1900, which does not exist; lower ones count from
 * 1899-12-31. Days in 1900 are what an empty or zero cell becomes, so they are placeholders. A fraction is a time; a whole number has none.
 */
export function readSerial(serial: number, raw: string): DateReading {
  const none = (precision: 'none' | 'invalid', code: string, says: string): DateReading => ({
    date: { raw, from: null, to: null, precision, approx: false, time: null },
    notices: [{ code, says }],
  });
  if (!Number.isFinite(serial) || serial < 0 || serial >= LAST_SERIAL + 1) {
    return none('none', 'not-a-date', `“${raw}” is a number outside the days that a spreadsheet knows. The row is kept without a date.`);
  }
  // A time is stored to the nearest fraction; half a minute before midnight still belongs to its own day.
  const whole = Math.floor(serial + 1e-9);
  if (whole === 60) return none('invalid', 'impossible-date', '29 February 1900 does not exist. The row is kept without a date.');
  if (whole <= 1) {
    return none(
      'none',
      'placeholder-date',
      `“${raw}” is what a spreadsheet shows for an empty or zero cell, not a date. The row is kept without a date.`,
    );
  }
  const day = fromDayNumber(EXCEL_ZERO + whole + (whole < 60 ? 1 : 0));
  const date: PartialDate = { raw, from: day, to: day, precision: 'day', approx: false, time: null };
  const fraction = serial - whole;
  return { date: withTime(date, fraction > 1e-9 ? timeOfFraction(fraction, raw) : null), notices: [] };
}
