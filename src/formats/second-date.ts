/** A second date in the words of an event ("seen again on 25 February") may be an event of its own. It is offered, never split off. */
import type { PartialDate } from '../domain/time.ts';
import type { Moments } from './moments.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** A day with a month, with or without a year; or a day in numbers with its year. */
export const DATE_IN_WORDS = new RegExp(
  `(?<![\\d./-])(?:\\d{1,2}\\s?(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}\\b(?:[.,]?\\s+(?:19|20)\\d{2}\\b)?|\\d{1,2}-${MONTH}-\\d{2,4}\\b|\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})(?![\\d./-]*\\d))`,
  'gi',
);
/** Words before a date that make it a fact about a person or a paper, not an event. */
const ABOUT_SOMETHING =
  /(?:\b(?:d\.?o\.?b\.?|born(?: on)?|date of birth|edd|due(?: date)?(?: on)?|expected(?: on)?|dated|letter of|review date|since|until|by|before)\b[:\s(-]*)$/i;

/** The words of a date that is not the day of the event itself, or null. */
export function secondDate(words: string, happened: PartialDate, moments: Moments): string | null {
  if (words.length < 4 || !/\d/.test(words)) return null;
  DATE_IN_WORDS.lastIndex = 0;
  for (let match = DATE_IN_WORDS.exec(words); match !== null; match = DATE_IN_WORDS.exec(words)) {
    const said = match[0].trim();
    if (ABOUT_SOMETHING.test(words.slice(Math.max(0, match.index - 24), match.index))) continue;
    const { date } = moments.dateText(said);
    if (date.precision === 'invalid') continue;
    if (date.from !== null) {
      if (
        happened.from !== null &&
        happened.to !== null &&
        date.from >= happened.from &&
        (date.to ?? date.from) <= happened.to &&
        happened.from === happened.to
      )
        continue;
      return said;
    }
    // A day and month without a year: the same day as the event's is not a second one.
    const sameDay =
      happened.from !== null &&
      moments.dateText(`${said} ${happened.from.slice(0, 4)}`).date.from === happened.from &&
      happened.from === happened.to;
    if (!sameDay) return said;
  }
  return null;
}
