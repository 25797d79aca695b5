/** The words that dates are made of: months with the misspellings that files hold, weekdays, seasons. */

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const monthName = (month: number): string => MONTHS[month - 1] ?? '';

const MONTH_WORDS = new Map<string, number>();
for (const [index, name] of MONTHS.entries()) {
  MONTH_WORDS.set(name.toLowerCase(), index + 1);
  MONTH_WORDS.set(name.slice(0, 3).toLowerCase(), index + 1);
}
for (const [word, month] of [
  ['sept', 9],
  ['janu', 1],
  ['febr', 2],
  ['octo', 10],
  ['novem', 11],
  ['decem', 12],
  ['septem', 9],
] as const)
  MONTH_WORDS.set(word, month);

/** Misspellings more than one slip away from the name, or of short names. */
const MISSPELT = new Map<string, number>([
  ['janurary', 1],
  ['janury', 1],
  ['janaury', 1],
  ['jaunary', 1],
  ['febuary', 2],
  ['feburary', 2],
  ['febrary', 2],
  ['febuary', 2],
  ['feburay', 2],
  ['febraury', 2],
  ['mach', 3],
  ['marh', 3],
  ['marhc', 3],
  ['macrh', 3],
  ['apirl', 4],
  ['aprl', 4],
  ['arpil', 4],
  ['aprill', 4],
  ['jun e', 6],
  ['juen', 6],
  ['jully', 7],
  ['juy', 7],
  ['jluy', 7],
  ['agust', 8],
  ['augst', 8],
  ['auguest', 8],
  ['septmber', 9],
  ['setpember', 9],
  ['sepetmber', 9],
  ['septemeber', 9],
  ['spetember', 9],
  ['octuber', 10],
  ['ocotber', 10],
  ['octber', 10],
  ['novemeber', 11],
  ['novmber', 11],
  ['noember', 11],
  ['decemeber', 12],
  ['decmber', 12],
  ['desember', 12],
  ['dicember', 12],
]);

/** True when one letter was left out, doubled, swapped with its neighbour or mistaken. */
function oneSlipApart(written: string, name: string): boolean {
  if (Math.abs(written.length - name.length) > 1) return false;
  let start = 0;
  while (start < written.length && written[start] === name[start]) start += 1;
  const rest = written.slice(start);
  const expected = name.slice(start);
  if (rest.slice(1) === expected.slice(1) || rest.slice(1) === expected || rest === expected.slice(1)) return true;
  return rest.length >= 2 && rest[0] === expected[1] && rest[1] === expected[0] && rest.slice(2) === expected.slice(2);
}

export type MonthWord = { readonly month: number; readonly misspelt: boolean };

/** The month that a lower-case word names, also when it is one slip away from a long name; null for any other word. */
export function findMonth(word: string): MonthWord | null {
  const exact = MONTH_WORDS.get(word);
  if (exact !== undefined) return { month: exact, misspelt: false };
  const known = MISSPELT.get(word);
  if (known !== undefined) return { month: known, misspelt: true };
  if (word.length < 5 || word.length > 10) return null;
  for (const [index, name] of MONTHS.entries()) {
    if (name.length >= 6 && name[0]?.toLowerCase() === word[0] && oneSlipApart(word, name.toLowerCase()))
      return { month: index + 1, misspelt: true };
  }
  return null;
}

const WEEKDAY_WORDS = new Map<string, number>();
for (const [index, name] of WEEKDAYS.entries()) {
  WEEKDAY_WORDS.set(name.toLowerCase(), index);
  WEEKDAY_WORDS.set(name.slice(0, 3).toLowerCase(), index);
}
for (const [word, day] of [
  ['tues', 1],
  ['weds', 2],
  ['wednes', 2],
  ['wensday', 2],
  ['wednsday', 2],
  ['thur', 3],
  ['thurs', 3],
] as const)
  WEEKDAY_WORDS.set(word, day);

/** 0 for Monday to 6 for Sunday, or null. */
export function findWeekday(word: string): number | null {
  return WEEKDAY_WORDS.get(word) ?? null;
}

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

export function findSeason(word: string): Season | null {
  return word === 'spring' || word === 'summer' || word === 'autumn' || word === 'winter' ? word : null;
}
