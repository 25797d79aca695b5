/** Rows that need a person: there is no day on which to show them, or no words to show. They are kept whole. */
import type { PartialDate } from '../domain/time.ts';
import type { Happened } from './moments.ts';

export const NO_DATE: PartialDate = { raw: '', from: null, to: null, precision: 'none', approx: false, time: null };

export type Trouble = { readonly code: string; readonly says: string };

/** What stands in the way of a row being an event, or null. `above` is the number of the nearest dated row above it. */
export function troubleWith(happened: Happened | null, wordsMissing: boolean, above: number | null): Trouble | null {
  if (happened === null) {
    const perhaps = above === null ? '' : ` It may be of the same day as row ${above}; that is for you to say.`;
    return { code: 'no-date', says: `The row has no date.${perhaps} It is kept without one.` };
  }
  const { date, notices } = happened;
  if (date.from === null || date.to === null) {
    const said = notices[0];
    if (said !== undefined) return { code: said.code, says: said.says };
    return date.precision === 'invalid'
      ? { code: 'impossible-date', says: `“${date.raw}” is not a day that exists. The row is kept without a date.` }
      : { code: 'not-a-date', says: `“${date.raw}” was not read as a date. The row is kept without one.` };
  }
  if (wordsMissing) return { code: 'no-words', says: `The row has a date (“${date.raw}”) and nothing that says what happened.` };
  return null;
}
