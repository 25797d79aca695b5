/**
 * Time as the agencies' records give it: days, partial dates and times of day, ages and working days. A date is never more exact than
 * its source, a time that nobody wrote is null, and "today" is always an argument.
 */
export { ageOn } from './time/age.ts';
export { compareDates, overlaps } from './time/compare.ts';
export { addDays, addMonths, dayNumber, daysBetween, daysInMonth, fromDayNumber, isDay, weekday } from './time/day.ts';
export { londonDay, londonMidnight, sayLondon, sayLondonClock } from './time/london.ts';
export { orderEvidence } from './time/order-evidence.ts';
export type {
  DateNotice,
  DateReading,
  Day,
  PartialDate,
  PartOfDay,
  Precision,
  TimeOfDay,
  TimeReading,
} from './time/partial-date.ts';
export { readDate } from './time/read-date.ts';
export { readSerial } from './time/read-serial.ts';
export { readTime, withTime } from './time/read-time.ts';
export { sayClock, sayDate, sayDay, sayInterval } from './time/say-date.ts';
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './time/working-days.ts';
