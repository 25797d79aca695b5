/** Whether days or months come first in a file's all-numeric dates, decided by the file's own dates and never by a guess. */

export type OrderEvidence = { readonly order: 'day-first' | 'month-first'; readonly because: string };

const NUMERIC = /(?:^|[^\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(?:\d{4}|\d{2})(?![\d/.-]*\d)/;

/**
 * Looks for a number above 12 in first or second place. Dates that could be read either way are evidence of nothing. The sentence
 * cites one example and says how many dates say so.
 */
export function orderEvidence(rawDates: readonly string[]): OrderEvidence {
  let dayFirst = 0;
  let monthFirst = 0;
  let dayExample = '';
  let monthExample = '';
  let eitherWay = 0;
  for (const raw of rawDates) {
    const found = raw.length > 120 ? null : NUMERIC.exec(raw);
    if (found === null) continue;
    const first = Number(found[1]);
    const second = Number(found[2]);
    if (first > 12 && first <= 31 && second >= 1 && second <= 12) {
      dayFirst += 1;
      if (dayExample === '') dayExample = raw.trim();
    } else if (second > 12 && second <= 31 && first >= 1 && first <= 12) {
      monthFirst += 1;
      if (monthExample === '') monthExample = raw.trim();
    } else if (first >= 1 && second >= 1 && first <= 12 && second <= 12) eitherWay += 1;
  }
  const count = (number: number): string => (number === 1 ? '1 date' : `${number} dates`);
  const says = (number: number): string => (number === 1 ? 'says' : 'say');
  if (dayFirst > 0 && monthFirst > 0) {
    return {
      order: 'day-first',
      because: `The file disagrees with itself: ${count(dayFirst)} such as “${dayExample}” ${says(dayFirst)} that the day comes first, ${count(monthFirst)} such as “${monthExample}” that the month does. The day is taken to come first, as is usual in England.`,
    };
  }
  if (monthFirst > 0) {
    return {
      order: 'month-first',
      because: `“${monthExample}” can only be read with the month first (${count(monthFirst)} in this file ${says(monthFirst)} so, none says otherwise).`,
    };
  }
  if (dayFirst > 0) {
    return {
      order: 'day-first',
      because: `“${dayExample}” can only be read with the day first (${count(dayFirst)} in this file ${says(dayFirst)} so, none says otherwise).`,
    };
  }
  return {
    order: 'day-first',
    because:
      eitherWay === 0
        ? 'No date in this file is written in numbers alone, so nothing hangs on the order. English practice is day first.'
        : 'No date in this file proves the order of day and month. English practice is day first.',
  };
}
