/**
 * Days, partial dates and times of day, as the agencies' records give them. A date is never more exact than its source:
 * a month stays a month, and a time that nobody wrote is null, never 00:00. "Today" is always an argument.
 */

/** An ISO calendar day, `YYYY-MM-DD`. */
export type Day = string;

export type Precision = 'minute' | 'day' | 'week' | 'month' | 'season' | 'term' | 'quarter' | 'year' | 'range' | 'none' | 'invalid';

export type PartOfDay = 'early-hours' | 'morning' | 'afternoon' | 'evening' | 'night' | 'overnight';

/** A time of day as written. `from` and `to` are `HH:MM`; `to` earlier than `from` means that it ran over midnight. */
export type TimeOfDay = {
  readonly raw: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly approx: boolean;
  readonly partOfDay: PartOfDay | null;
};

/**
 * When something happened: the source's own words, and the days within which it certainly happened (both inclusive).
 * `from` and `to` are null only when the precision is `none` (nothing that is a date) or `invalid` (a day that does not exist).
 */
export type PartialDate = {
  readonly raw: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly precision: Precision;
  readonly approx: boolean;
  readonly time: TimeOfDay | null;
};

/** A remark about a reading, in plain words for the person who looks at the row. */
export type DateNotice = { readonly code: string; readonly says: string };

/** A date as read. `split` holds the single dates when one cell names two: two events may be meant, and a person decides. */
export type DateReading = { readonly date: PartialDate; readonly notices: readonly DateNotice[]; readonly split?: readonly PartialDate[] };

export type TimeReading = { readonly time: TimeOfDay | null; readonly notices: readonly DateNotice[] };

export type ReadDateOptions = {
  /** Which comes first in an all-numeric date, as `orderEvidence` found it in the same file. */
  readonly order: 'day-first' | 'month-first';
  /** For the century of two-digit years. */
  readonly today: Day;
  /** Refuse what Chronolator refuses in its Date cell: a trailing `?`, other words, two dates. */
  readonly strict?: boolean;
};
