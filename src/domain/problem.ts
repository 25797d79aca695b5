/**
 * The catalogue of everything that can go wrong: one closed union, each with a plain title, what to do next, and its HTTP status.
 * Titles and next steps never hold personal data; `detail` may name a file, a table, a row, a column or a setting, nothing else.
 */

type Entry = { readonly title: string; readonly next: string; readonly status: number };

const catalogue = {
  // Files that agencies send
  'empty-file': { title: 'The file is empty.', next: 'Ask the sender to save it again and send the new copy.', status: 422 },
  'unknown-file-kind': {
    title: 'The file is not a Word, Excel, CSV or Kinline JSON file.',
    next: 'Save it as .docx, .xlsx or .csv and try again.',
    status: 415,
  },
  'wrong-extension': {
    title: 'The file is not of the kind that its name says.',
    next: 'Ask the sender which program made it, and save it again as .docx, .xlsx or .csv.',
    status: 422,
  },
  'old-office-file': {
    title: 'The file is in an old Word or Excel format (.doc or .xls).',
    next: 'Open it in Word or Excel, save it as .docx or .xlsx, and try again.',
    status: 415,
  },
  'password-protected': {
    title: 'The file is protected by a password.',
    next: 'Ask the sender for a copy without a password, sent by a safe route.',
    status: 422,
  },
  'macro-enabled': {
    title: 'The file contains macros, so it was not opened.',
    next: 'Save it as .docx or .xlsx (without macros) and try again.',
    status: 422,
  },
  'damaged-file': {
    title: 'The file is damaged and could not be read to its end.',
    next: 'Ask the sender to open it, save it again and send the new copy.',
    status: 422,
  },
  'unsafe-file': {
    title: 'The file holds something that a chronology has no use for and that can do harm, so it was not read.',
    next: 'Copy the table into a new document and send that.',
    status: 422,
  },
  'file-too-large': {
    title: 'The file is larger than the limit.',
    next: 'Split it into smaller files, or raise the limit in the settings.',
    status: 413,
  },
  'inflates-too-large': {
    title: 'The file unpacks to more than the limit.',
    next: 'Remove pictures and attachments, or split the file, and try again.',
    status: 413,
  },
  'too-many-parts': {
    title: 'The file has more parts inside than the limit.',
    next: 'Copy the table into a new document and send that.',
    status: 413,
  },
  'too-many-rows': {
    title: 'The file has more rows than the limit.',
    next: 'Split it into smaller files, or raise the limit in the settings.',
    status: 413,
  },
  'too-many-columns': {
    title: 'The file has more columns than the limit.',
    next: 'Remove the columns that are not part of the chronology.',
    status: 413,
  },
  'cell-too-long': {
    title: 'A cell holds more text than the limit.',
    next: 'Split the text over several rows, or send the document it came from separately.',
    status: 413,
  },
  'took-too-long': {
    title: 'Reading the file took longer than the limit, so it was stopped.',
    next: 'Split it into smaller files and try again.',
    status: 422,
  },
  'took-too-much-memory': {
    title: 'Reading the file needed more memory than the limit, so it was stopped.',
    next: 'Split it into smaller files and try again.',
    status: 422,
  },
  'unreadable-text': {
    title: 'The text of the file could not be read in any encoding that Kinline knows.',
    next: 'Save it as CSV UTF-8 and try again.',
    status: 422,
  },
  'no-table': {
    title: 'No table was found in the file.',
    next: 'Put the events in a table with a row of headings (at least a date and what happened), or use the blank template.',
    status: 422,
  },
  'no-date-column': {
    title: 'No column of dates was found.',
    next: 'Name the column with --map date=HEADING, or choose it on the screen.',
    status: 422,
  },
  'not-a-contribution': {
    title: 'The JSON file is not a Kinline contribution, reading or chronology.',
    next: 'See docs/schemas/contribution.schema.json for the fields.',
    status: 422,
  },
  'conflicting-references': {
    title: 'The same agency and reference stand twice with different content, and neither says that it corrects the other.',
    next: 'Give one of them a reference of its own, or a "supersedes" that names the other.',
    status: 422,
  },
  'rows-need-attention': {
    title: 'Some rows need attention, and --strict was asked for.',
    next: 'Correct the rows listed and try again, or leave --strict out.',
    status: 422,
  },
  'character-without-font': {
    title: 'A character in the text is in none of the fonts that a PDF may use.',
    next: 'Write the docx, xlsx or html instead, or replace the character.',
    status: 422,
  },
  'pdf-too-long': {
    title: 'The chronology is too long for a PDF.',
    next: 'Take it as Word, Excel or a web page instead.',
    status: 422,
  },
  // Requests and commands
  'unknown-format': {
    title: 'The format to write is not one of docx, xlsx, csv, html, json or pdf.',
    next: 'Give the output a name that ends in one of these.',
    status: 400,
  },
  'cannot-open': { title: 'The file could not be opened.', next: 'Check the name and that you may read it.', status: 404 },
  'cannot-write': { title: 'The file could not be written.', next: 'Check the folder and that you may write there.', status: 500 },
  'not-valid': {
    title: 'Something in the request is missing or not as expected.',
    next: 'Correct what is listed and send it again.',
    status: 400,
  },
  'not-found': { title: 'There is nothing here that you can see.', next: 'Check the address, or go back to your families.', status: 404 },
  'not-permitted': { title: 'You may not do this.', next: 'Ask your partnership’s administrator who can.', status: 403 },
  'not-signed-in': { title: 'You are not signed in.', next: 'Sign in, and come back to this page.', status: 401 },
  'held-back': {
    title: 'This file cannot be given to you as it is.',
    next: 'Read it on the screen instead, or ask the lead practitioner for what you need.',
    status: 403,
  },
  'step-up-needed': {
    title: 'This needs you to show again who you are.',
    next: 'Confirm that it is you; then do it again.',
    status: 401,
  },
  'not-recognised': {
    title: 'The sign-in name, the password and the code do not go together.',
    next: 'Check all three and try again. A code counts once and for 30 seconds: wait for the next one.',
    status: 401,
  },
  'too-many-tries': {
    title: 'There were several tries that did not succeed.',
    next: 'Wait, and try again. Nobody is locked out.',
    status: 429,
  },
  'budget-used-up': {
    title: 'You have opened as many different families today as one person may.',
    next: 'Go on with the families that you opened today. If you need more, ask your partnership’s administrator, who can raise the limit.',
    status: 429,
  },
  'link-ended': {
    title: 'This link cannot be used any more.',
    next: 'Links work once, for 24 hours. Ask your partnership’s administrator for a new one.',
    status: 404,
  },
  'login-taken': {
    title: 'Somebody else here signs in with that name.',
    next: 'Choose another sign-in name.',
    status: 409,
  },
  'not-oneself': {
    title: 'Nobody ends or changes their own account here.',
    next: 'Ask another administrator.',
    status: 409,
  },
  'is-demonstration': {
    title: 'This database was filled as a demonstration, and stays one.',
    next: 'Give a real partnership a data folder (--data) or database of its own.',
    status: 409,
  },
  'is-partnership': {
    title: 'This database is of a real partnership, so there is no demonstration in it.',
    next: 'Give the demonstration a data folder (--data) of its own.',
    status: 409,
  },
  'has-practitioners': {
    title: 'This partnership has an administrator already.',
    next: 'Sign in, or ask the administrator for a link.',
    status: 409,
  },
  'identity-refused': {
    title: 'Your organisation’s answer could not be trusted, so nobody was signed in.',
    next: 'Sign in again from the first page; if it happens again, tell your administrator the time it happened.',
    status: 401,
  },
  'identity-not-known': {
    title: 'Your organisation knows you; this partnership does not yet.',
    next: 'Tell your partnership’s administrator this reference, so that they can link you.',
    status: 403,
  },
  'provider-unreachable': {
    title: 'Your organisation’s sign-in could not be reached.',
    next: 'Wait a minute and try again, or sign in with a password and a code.',
    status: 503,
  },
  'passkey-refused': {
    title: 'That passkey could not be used.',
    next: 'Try again, or use your password and a code.',
    status: 401,
  },
  'out-of-date': {
    title: 'This was changed by someone else since you opened it.',
    next: 'Look at the page again; what you typed is kept below.',
    status: 409,
  },
  'key-reused': { title: 'This idempotency key was used for a different request.', next: 'Use a new key for a new request.', status: 409 },
  'form-expired': {
    title: 'The form was open too long or came from elsewhere.',
    next: 'Open the page again and repeat what you did.',
    status: 403,
  },
  'too-many-at-once': {
    title: 'Too many files are being read or made at this moment.',
    next: 'Wait a minute and send it again.',
    status: 503,
  },
  'too-many-requests': {
    title: 'There were more requests from here than people make.',
    next: 'Wait a minute and try again.',
    status: 429,
  },
  // Backups
  'backup-key-not-valid': {
    title: 'The key for the backup is missing or not the right one.',
    next: 'Make a pair with "kinline backup key", or give the right file with --key.',
    status: 422,
  },
  'backup-damaged': {
    title: 'The backup is damaged or not whole, so nothing was restored.',
    next: 'Restore from another backup.',
    status: 422,
  },
  'backup-not-for-this-version': {
    title: 'The backup was not made by this version of Kinline or an earlier one.',
    next: 'Restore it with the version that made it, or a later one.',
    status: 422,
  },
  'database-not-empty': {
    title: 'The database already holds something, and a restore overwrites nothing.',
    next: 'Restore into a new data folder (--data) or a new database.',
    status: 409,
  },
  // Starting and the ground it stands on
  'guard-missing': {
    title: 'A guard round the records is not in its place in the database, so Kinline does not start.',
    next: 'Find out who changed the database and when; restore it from a backup if you cannot. Do not serve until it is settled.',
    status: 503,
  },
  'database-unreachable': {
    title: 'The database could not be reached.',
    next: 'Check that it runs and that DATABASE_URL is right; then start Kinline again.',
    status: 503,
  },
  'database-not-available-here': {
    title: 'This machine has no built-in PostgreSQL for Kinline to run.',
    next: 'Set DATABASE_URL to a PostgreSQL server of version 16 or later.',
    status: 500,
  },
  'audit-altered': {
    title: 'The audit log is not what it was.',
    next: 'Do not use this database. Keep it as it is, and tell your administrator and the agencies that cosign the log.',
    status: 500,
  },
  'setting-not-valid': {
    title: 'A setting is missing or not as expected.',
    next: 'See docs/settings.md, correct it and start again.',
    status: 500,
  },
  unexpected: {
    title: 'Something went wrong on our side. Nothing was lost.',
    next: 'Try again; if it happens again, tell your administrator the time it happened.',
    status: 500,
  },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof catalogue;

export type Problem = {
  readonly problem: ProblemCode;
  readonly title: string;
  readonly next: string;
  readonly status: number;
  /** Where exactly: a file, a table, a row, a limit with its number. Never personal data. */
  readonly detail?: string;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
};

export function problem(code: ProblemCode, detail?: string): Problem {
  const { title, next, status } = catalogue[code];
  return { problem: code, title, next, status, ...(detail === undefined ? {} : { detail }) };
}

export const PROBLEM_CODES = Object.keys(catalogue) as readonly ProblemCode[];

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'next' in value;
}

/** One paragraph: what, where, what to do next. */
export function problemSentence(found: Problem): string {
  return [found.title, found.detail, found.next].filter((part) => part !== undefined && part !== '').join(' ');
}

/** A problem that has to cross layers as something thrown; whoever catches it takes `problem` out again. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(found: Problem) {
    super(problemSentence(found));
    this.name = 'ProblemError';
    this.problem = found;
  }
}
