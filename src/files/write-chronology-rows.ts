/** The words and rows of an integrated chronology's other tables: same events, disagreements, attention, silences, remarks, sources. */
import { type Agency, agencyName } from '../domain/agency.ts';
import { type Chronology, type Conflict, DISAGREE_ON, type Gap, type Happening, isContradiction } from '../domain/chronology.ts';
import { type CellLine, childSeenWords, kindWords } from '../domain/chronology-columns.ts';
import type { Contribution, Coverage, Notice } from '../domain/contribution.ts';
import type { ChildSeen, Event, EventId } from '../domain/event.ts';
import { type Day, sayDate, sayDay } from '../domain/time.ts';
import { joined } from './write-chronology-surroundings.ts';

/** One row of a table on paper: its cells, each a few lines. */
export type TextRow = readonly (readonly CellLine[])[];

const cell = (text: string, label: string | null = null): CellLine[] => (text === '' ? [] : [{ label, text }]);
const strong = (text: string): CellLine => ({ label: null, text, strong: true });
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** What an account says of a conflict, in the words of the screens. */
export function accountWords(about: Conflict['about'], value: string): string {
  if (value === '') return 'Not recorded';
  if (about === 'child-seen') return childSeenWords(value as ChildSeen) ?? value;
  if (about === 'kind') return kindWords(value);
  return value.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3/$2/$1');
}

export function aboutWords(about: Conflict['about']): string {
  const words = DISAGREE_ON[about];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a conflict stands: on which account it was settled and why, or that nobody has settled it. */
export function settledWords(conflict: Conflict, titleOf: (id: EventId) => string): string {
  if (conflict.settled === null)
    return isContradiction(conflict) ? 'Not settled. Both accounts stand.' : 'Both accounts stand, each in its own words.';
  const { on, at, reason } = conflict.settled;
  return `Settled on ${sayDay(at.slice(0, 10))} on the account of ${titleOf(on)}. Reason: ${reason}`;
}

export function* happeningRows(
  happenings: readonly Happening[],
  titleOf: (id: EventId) => string,
  events: ReadonlyMap<EventId, Event>,
): Generator<TextRow> {
  for (const [index, happening] of happenings.entries()) {
    yield [
      [strong(String(index + 1))],
      cell(happening.decided ? 'Agreed: the same event' : 'Nobody has decided yet'),
      happening.events.flatMap((id) => [strong(titleOf(id)), ...cell(shortened(events.get(id)?.what ?? ''))]),
      happening.because.flatMap((reason) => cell(reason)),
    ];
  }
}

export function* conflictRows(happenings: readonly Happening[], titleOf: (id: EventId) => string): Generator<TextRow> {
  for (const [index, happening] of happenings.entries()) {
    for (const conflict of happening.conflicts) {
      const accounts = conflict.accounts.map(({ event, value }) => [strong(titleOf(event)), ...cell(accountWords(conflict.about, value))]);
      const [first = [], ...others] = accounts;
      yield [[strong(String(index + 1))], cell(aboutWords(conflict.about)), first, others.flat(), cell(settledWords(conflict, titleOf))];
    }
  }
}

const LONGEST_QUOTE = 400;

function shortened(text: string): string {
  if (text.length <= LONGEST_QUOTE) return text;
  return `${[...text.slice(0, LONGEST_QUOTE)].slice(0, -1).join('')}… (whole in the chronology)`;
}

function placeWords(place: { readonly table: string; readonly row: number; readonly hidden: boolean }): string {
  return `${place.table}${place.row > 0 ? `, row ${place.row}` : ''}${place.hidden ? ' (hidden)' : ''}`;
}

export function* attentionRows(contributions: readonly Contribution[]): Generator<TextRow> {
  for (const { file, attention } of contributions) {
    for (const row of attention) yield [[strong(file), ...cell(placeWords(row.place))], cell(row.text), cell(row.says)];
  }
}

function gapWords(gap: Gap, agencies: readonly Agency[]): string {
  return 'agency' in gap.of ? agencyName(gap.of.agency, agencies) : gap.of.child;
}

export function* gapRows(gaps: readonly Gap[], agencies: readonly Agency[], titleOf: (id: EventId) => string): Generator<TextRow> {
  for (const gap of gaps) {
    yield [
      [strong(gapWords(gap, agencies))],
      cell(count(gap.days, 'day')),
      cell(sayDay(gap.from)),
      cell(sayDay(gap.to)),
      cell(`${titleOf(gap.after)}, then ${titleOf(gap.before)}`),
    ];
  }
}

type GroupedNotice = { readonly file: string; readonly table: string; readonly rows: readonly number[]; readonly says: string };

/** The same remark about many rows, said once. */
export function groupedNotices(chronology: Chronology): GroupedNotice[] {
  const groups = new Map<string, { file: string; table: string; rows: number[]; says: string }>();
  const add = (file: string, notice: Notice): void => {
    const key = JSON.stringify([file, notice.place.table, notice.says]);
    const group = groups.get(key) ?? { file, table: notice.place.table, rows: [], says: notice.says };
    if (notice.place.row > 0) group.rows.push(notice.place.row);
    groups.set(key, group);
  };
  for (const { file, notices } of chronology.contributions) for (const notice of notices) add(file, notice);
  for (const notice of chronology.notices) add('', notice);
  return [...groups.values()];
}

/** `rows 3, 7 and 9`; a long list keeps its beginning and says how many more there are. */
export function rowsWords(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, 12).map(String);
  return `row${rows.length === 1 ? '' : 's'} ${rows.length > 12 ? `${shown.join(', ')} and ${rows.length - 12} more` : joined(shown)}`;
}

/** More remarks than anyone reads on paper; the JSON has them all. */
export const MOST_NOTICES = 400;

export function* noticeRows(groups: readonly GroupedNotice[]): Generator<TextRow> {
  for (const { file, table, rows, says } of groups.slice(0, MOST_NOTICES)) {
    yield [
      [strong(file === '' ? 'The whole chronology' : file)],
      cell([table, rowsWords(rows)].filter((part) => part !== '').join(', ')),
      cell(says),
    ];
  }
}

export function coverageWords(coverage: readonly Coverage[]): string {
  const day = (value: Day | null, otherwise: string): string => (value === null ? otherwise : sayDay(value));
  const one = ({ from, to, complete }: Coverage): string =>
    `${day(from, 'the beginning')} to ${day(to, 'the day it was sent')}, ${complete ? 'complete' : 'partial'}`;
  return coverage.length === 0 ? 'Not stated' : coverage.map(one).join('; ');
}

/** Read = events + not events + rows needing attention, over all tables of a file. */
export function accountingOf(contribution: Contribution): { read: number; events: number; notEvents: number; attention: number } {
  const sum = { read: 0, events: 0, notEvents: 0, attention: 0 };
  for (const { rows } of contribution.tables) {
    sum.read += rows.read;
    sum.events += rows.events;
    sum.notEvents += rows.notEvents;
    sum.attention += rows.attention;
  }
  return sum;
}

export function* sourceRows(contributions: readonly Contribution[], agencies: readonly Agency[]): Generator<TextRow> {
  for (const contribution of contributions) {
    const { read, events, notEvents, attention } = accountingOf(contribution);
    yield [
      [strong(contribution.file), { label: 'SHA-256', text: contribution.sha256 }],
      cell(agencyName(contribution.agency, agencies)),
      [
        { label: 'Rows read', text: read.toLocaleString('en-GB') },
        { label: 'Events', text: events.toLocaleString('en-GB') },
        { label: 'Not events', text: notEvents.toLocaleString('en-GB') },
        { label: 'Needing attention', text: attention.toLocaleString('en-GB') },
      ],
      cell(coverageWords(contribution.coverage)),
    ];
  }
}

export function* peopleRows(contributions: readonly Contribution[], agencies: readonly Agency[]): Generator<TextRow> {
  for (const { people, file, agency } of contributions) {
    for (const person of people) {
      const born = person.born === undefined ? (person.dateOfBirth === null ? '' : sayDay(person.dateOfBirth)) : sayDate(person.born);
      yield [
        [strong(person.label)],
        cell(person.role ?? ''),
        cell(born === '' ? 'Not recorded' : born),
        [
          ...cell(person.expectedDate === null ? '' : sayDay(person.expectedDate)),
          ...cell(person.gestationWeeks === undefined ? '' : `born at ${person.gestationWeeks} weeks`),
        ],
        cell(
          [person.language ?? '', person.interpreterNeeded === true ? 'interpreter needed' : ''].filter((part) => part !== '').join(', '),
        ),
        cell(agency === null ? file : `${agencyName(agency, agencies)}: ${file}`),
      ];
    }
  }
}
