/**
 * What an integrated chronology says in words, before any file format: the facts on its first page, and its sections with their tables.
 * Word, web page and PDF are three ways of setting these out.
 */
import { type Agency, agencyName } from '../domain/agency.ts';
import type { Chronology, Conflict, Gap, Happening } from '../domain/chronology.ts';
import {
  type CellLine,
  childSeenWords,
  DOCUMENT_COLUMNS,
  dateWords,
  documentLines,
  kindWords,
  originOf,
  type RowContext,
} from '../domain/chronology-columns.ts';
import type { Contribution, Coverage, Notice } from '../domain/contribution.ts';
import type { ChildSeen, Event, EventId } from '../domain/event.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { ageOn, type Day, sayDate, sayDay } from '../domain/time.ts';

export type ChronologyOptions = {
  readonly title: string;
  /** What the family is called in this work, never a name that the title does not give. */
  readonly family: string;
  readonly today: Day;
  readonly agencies: readonly Agency[];
  /** The marking that stands on every page, such as "OFFICIAL-SENSITIVE". */
  readonly classification: string;
};

/** One row of a table on paper: its cells, each a few lines. */
export type TextRow = readonly (readonly CellLine[])[];
export type TextTable = {
  readonly caption: string;
  /** One sentence for people who cannot see the table. */
  readonly description: string;
  readonly headings: readonly string[];
  /** Widths that share the page, in any unit. */
  readonly widths: readonly number[];
  readonly rows: Iterable<TextRow>;
};
export type Section = {
  readonly id: string;
  readonly heading: string;
  readonly words: readonly string[];
  readonly table: TextTable | null;
};
export type Content = {
  readonly title: string;
  readonly family: string;
  readonly classification: string;
  /** Sentences for the first page. */
  readonly facts: readonly string[];
  readonly reading: readonly string[];
  readonly sections: readonly Section[];
};

/** What the rest of a chronology says about each of its events. */
export type Surroundings = { readonly contextOf: (event: Event) => RowContext; readonly titleOf: (id: EventId) => string };

type Child = { readonly label: string; readonly person: DescribedPerson };

/** Children with one birth date that nobody disputes: only their ages can be told. A role that is an adult's is left out. */
function childrenWithAges(contributions: readonly Contribution[]): readonly Child[] {
  const born = new Map<string, DescribedPerson[]>();
  for (const person of contributions.flatMap((contribution) => contribution.people)) {
    if (person.dateOfBirth === null) continue;
    if (/mother|father|partner|parent|grand|uncle|aunt|adult|carer/i.test(`${person.role ?? ''} ${person.label}`)) continue;
    born.set(person.label, [...(born.get(person.label) ?? []), person]);
  }
  return [...born].flatMap(([label, described]) => {
    if (new Set(described.map((person) => person.dateOfBirth)).size !== 1) return [];
    const person = described.find((each) => each.expectedDate !== null || each.gestationWeeks !== undefined) ?? described[0];
    return person === undefined ? [] : [{ label, person }];
  });
}

function agesOn(children: readonly Child[], event: Event): string[] {
  const on = event.happened.from;
  if (on === null || on !== event.happened.to) return [];
  return children.flatMap(({ label, person }) => {
    const day = person.dateOfBirth;
    if (day === null || on < day || Number(on.slice(0, 4)) - Number(day.slice(0, 4)) > 18) return [];
    const born = { raw: day, from: day, to: day, precision: 'day', approx: false, time: null } as const;
    const { age, corrected } = ageOn(born, person.expectedDate, person.gestationWeeks ?? null, on);
    return [`${label} aged ${age}${corrected === null ? '' : ` (${corrected})`}`];
  });
}

const ABOUT: Readonly<Record<Conflict['about'], string>> = {
  day: 'the day',
  time: 'the time',
  people: 'who was there',
  'child-seen': 'whether the child was seen',
  kind: 'what kind of event it was',
  words: 'what was said or done',
  outcome: 'the outcome',
};

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What everything else in the chronology says of each event: where it came from, who else told it, how old the children were. */
export function surroundingsOf(chronology: Chronology, options: ChronologyOptions): Surroundings {
  const files = new Map<EventId, string>();
  for (const contribution of chronology.contributions) {
    for (const event of contribution.events) if (!files.has(event.id)) files.set(event.id, contribution.file);
  }
  const involved = new Set(chronology.happenings.flatMap((happening) => happening.events));
  for (const gap of chronology.gaps) involved.add(gap.after).add(gap.before);
  const titles = new Map<EventId, string>();
  for (const event of chronology.events) {
    if (!involved.has(event.id)) continue;
    titles.set(event.id, `${agencyName(event.agency, options.agencies)}, ${dateWords(event.happened) || 'date not recorded'}`);
  }
  const titleOf = (id: EventId): string => titles.get(id) ?? id;
  const told = new Map<EventId, string[]>();
  for (const [index, happening] of chronology.happenings.entries()) {
    const differing = joined(happening.conflicts.map((conflict) => ABOUT[conflict.about]));
    for (const id of happening.events) {
      const others = joined(happening.events.filter((other) => other !== id).map(titleOf));
      const opening = happening.decided ? `Same event (group ${index + 1})` : `May be the same event (group ${index + 1})`;
      const line = `${opening}: ${others}.${differing === '' ? '' : ` They differ on ${differing}.`}`;
      told.set(id, [...(told.get(id) ?? []), line]);
    }
  }
  const children = childrenWithAges(chronology.contributions);
  return {
    titleOf,
    contextOf: (event) => ({
      agencies: options.agencies,
      origin: originOf(event, files.get(event.id) ?? null),
      alsoTold: told.get(event.id)?.join('\n') ?? '',
      ages: agesOn(children, event),
    }),
  };
}

// ---------------------------------------------------------------- words for the other sections

const cell = (text: string, label: string | null = null): CellLine[] => (text === '' ? [] : [{ label, text }]);
const strong = (text: string): CellLine => ({ label: null, text, strong: true });
const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** What an account says of a conflict, in the words of the screens. */
export function accountWords(about: Conflict['about'], value: string): string {
  if (value === '') return 'Not recorded';
  if (about === 'child-seen') return childSeenWords(value as ChildSeen) ?? value;
  if (about === 'kind') return kindWords(value);
  return value.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3/$2/$1');
}

export function aboutWords(about: Conflict['about']): string {
  const words = ABOUT[about];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a conflict stands: on which account it was settled and why, or that nobody has settled it. */
export function settledWords(conflict: Conflict, titleOf: (id: EventId) => string): string {
  if (conflict.settled === null) return 'Not settled. Both accounts stand.';
  const { on, at, reason } = conflict.settled;
  return `Settled on ${sayDay(at.slice(0, 10))} on the account of ${titleOf(on)}. Reason: ${reason}`;
}

function* happeningRows(
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

function* conflictRows(happenings: readonly Happening[], titleOf: (id: EventId) => string): Generator<TextRow> {
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

function* attentionRows(contributions: readonly Contribution[]): Generator<TextRow> {
  for (const { file, attention } of contributions) {
    for (const row of attention) yield [[strong(file), ...cell(placeWords(row.place))], cell(row.text), cell(row.says)];
  }
}

export function gapWords(gap: Gap, agencies: readonly Agency[]): string {
  return 'agency' in gap.of ? agencyName(gap.of.agency, agencies) : gap.of.child;
}

function* gapRows(gaps: readonly Gap[], agencies: readonly Agency[], titleOf: (id: EventId) => string): Generator<TextRow> {
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

export type GroupedNotice = { readonly file: string; readonly table: string; readonly rows: readonly number[]; readonly says: string };

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
const MOST_NOTICES = 400;

function* noticeRows(groups: readonly GroupedNotice[]): Generator<TextRow> {
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

function* sourceRows(contributions: readonly Contribution[], agencies: readonly Agency[]): Generator<TextRow> {
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

function* peopleRows(contributions: readonly Contribution[], agencies: readonly Agency[]): Generator<TextRow> {
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

function factsOf(chronology: Chronology, options: ChronologyOptions): string[] {
  const { events, happenings, contributions } = chronology;
  const agencies = new Set(events.map((event) => event.agency));
  let first: Day | null = null;
  let last: Day | null = null;
  for (const { happened } of events) {
    if (happened.from !== null && (first === null || happened.from < first)) first = happened.from;
    if (happened.to !== null && (last === null || happened.to > last)) last = happened.to;
  }
  const decided = happenings.filter((happening) => happening.decided).length;
  const conflicts = happenings.flatMap((happening) => happening.conflicts);
  const unsettled = conflicts.filter((conflict) => conflict.settled === null).length;
  const attention = contributions.reduce((sum, contribution) => sum + contribution.attention.length, 0);
  const span = first === null || last === null ? '' : `, ${sayDay(first)} to ${sayDay(last)}`;
  const undecided = happenings.length - decided;
  const groups = [
    ...(decided > 0 ? [`${count(decided, 'group')} of accounts ${decided === 1 ? 'is' : 'are'} agreed to be of one event`] : []),
    ...(undecided > 0 ? [`${count(undecided, 'group')} of accounts may be of one event, and nobody has decided`] : []),
  ];
  return [
    `${count(events.length, 'event')} from ${count(agencies.size, 'agency', 'agencies')}${span}, from ${count(contributions.length, 'file')}.`,
    ...groups.map((said) => `${said}.`),
    ...(conflicts.length > 0
      ? [
          `Accounts disagree in ${count(conflicts.length, 'place')}, ${unsettled === 0 ? 'all settled' : `${unsettled.toLocaleString('en-GB')} not settled`}.`,
        ]
      : []),
    attention === 0
      ? 'Every row was read.'
      : `${count(attention, 'row needs', 'rows need')} a person's attention and ${attention === 1 ? 'stands' : 'stand'} outside the line of time.`,
    `Made on ${sayDay(options.today)}.`,
  ];
}

const READING = [
  'Events run oldest first. Every row is what one agency wrote; nothing was joined, reworded or left out.',
  'A date that is less exact than a day is given in the source’s words and stands at its earliest possible day. No day or time was invented.',
  'Where two agencies tell of one event, both accounts stand. What they disagree on is listed after the chronology.',
  '“Not recorded” means that the record does not say. It does not mean that it did not happen.',
];

/** Everything that the chronology says, section by section. The rows of the tables are made as they are asked for. */
export function contentOf(chronology: Chronology, options: ChronologyOptions, around: Surroundings): Content {
  const { contributions, happenings, gaps, events } = chronology;
  const { titleOf, contextOf } = around;
  const conflicts = happenings.some((happening) => happening.conflicts.length > 0);
  const attention = contributions.some((contribution) => contribution.attention.length > 0);
  const people = contributions.some((contribution) => contribution.people.length > 0);
  const notices = groupedNotices(chronology);
  const inGroups = new Set(happenings.flatMap((happening) => happening.events));
  const grouped = new Map(events.filter((event) => inGroups.has(event.id)).map((event) => [event.id, event]));
  const section = (id: string, heading: string, words: readonly string[], table: TextTable | null): Section => ({
    id,
    heading,
    words,
    table,
  });
  const chronologyRows = function* (): Generator<TextRow> {
    for (const event of events) yield documentLines(event, contextOf(event));
  };
  return {
    title: options.title,
    family: options.family,
    classification: options.classification,
    facts: factsOf(chronology, options),
    reading: READING,
    sections: [
      section(
        'people',
        'People, as the agencies describe them',
        people ? ['Two descriptions of one person are both kept.'] : ['No agency described the people in its file.'],
        people
          ? {
              caption: 'People, as the agencies describe them',
              description:
                'One row for each description: who, their role, when they were born or expected, their language, and which file says so.',
              headings: ['Who', 'Role', 'Born', 'Expected', 'Language', 'Said by'],
              widths: [14, 16, 18, 18, 16, 32],
              rows: { [Symbol.iterator]: () => peopleRows(contributions, options.agencies) },
            }
          : null,
      ),
      section(
        'chronology',
        'Chronology',
        events.length === 0 ? ['No event was read from the files.'] : [],
        events.length === 0
          ? null
          : {
              caption: `Integrated chronology, ${count(events.length, 'event')}, oldest first`,
              description:
                'One row for each event as one agency recorded it: when, which agency, who, what happened, what was done, whether the child was seen, who else told it, and its reference.',
              headings: DOCUMENT_COLUMNS,
              widths: [140, 180, 120, 455, 250, 105, 180, 145],
              rows: { [Symbol.iterator]: chronologyRows },
            },
      ),
      section(
        'same-event',
        'Accounts of the same event',
        happenings.length === 0
          ? ['No two accounts look like the same event.']
          : ['Accounts from different agencies that are, or may be, of one event. They stay separate rows in the chronology.'],
        happenings.length === 0
          ? null
          : {
              caption: 'Accounts of the same event',
              description: 'One row for each group of accounts: whether it is agreed, the accounts, and the reasons.',
              headings: ['Group', 'Decision', 'Accounts', 'Reasons'],
              widths: [8, 16, 46, 30],
              rows: { [Symbol.iterator]: () => happeningRows(happenings, titleOf, grouped) },
            },
      ),
      section(
        'disagreements',
        'Where accounts disagree',
        conflicts ? ['Disagreement is evidence. Each account keeps its source.'] : ['No accounts of one event disagree.'],
        conflicts
          ? {
              caption: 'Where accounts disagree, side by side',
              description:
                'One row for each disagreement: the group, what it is about, the first account, the other accounts, and whether it is settled.',
              headings: ['Group', 'They differ on', 'One account', 'Other accounts', 'Settled?'],
              widths: [8, 18, 25, 25, 24],
              rows: { [Symbol.iterator]: () => conflictRows(happenings, titleOf) },
            }
          : null,
      ),
      section(
        'attention',
        'Rows that need attention',
        attention ? ['These rows are kept whole, outside the line of time, until a person completes them.'] : ['None.'],
        attention
          ? {
              caption: 'Rows that need attention',
              description: 'One row for each: where it stands, its words, and what is needed.',
              headings: ['Where', 'What the row says', 'Why it needs attention'],
              widths: [22, 46, 32],
              rows: { [Symbol.iterator]: () => attentionRows(contributions) },
            }
          : null,
      ),
      section(
        'gaps',
        'Longest silences',
        gaps.length === 0
          ? ['Too few events to speak of silences.']
          : ['The longest stretch without an event, by agency and by child. A silence in the record is not proof that nothing happened.'],
        gaps.length === 0
          ? null
          : {
              caption: 'Longest silences',
              description: 'One row for each agency or child: how long, from which day to which, and the events on either side.',
              headings: ['Of', 'Length', 'After', 'Until', 'Between'],
              widths: [20, 10, 18, 18, 34],
              rows: { [Symbol.iterator]: () => gapRows(gaps, options.agencies, titleOf) },
            },
      ),
      section(
        'notices',
        'Remarks on how the files were read',
        notices.length > MOST_NOTICES
          ? [`The first ${MOST_NOTICES} of ${notices.length.toLocaleString('en-GB')}; the JSON of this chronology has all.`]
          : notices.length === 0
            ? ['None.']
            : [],
        notices.length === 0
          ? null
          : {
              caption: 'Remarks on how the files were read',
              description: 'One row for each remark: the file, the place, and the remark.',
              headings: ['File', 'Place', 'Remark'],
              widths: [24, 26, 50],
              rows: { [Symbol.iterator]: () => noticeRows(notices) },
            },
      ),
      section(
        'sources',
        'Sources',
        ['Every row of every file is accounted for: rows read = events + not events + rows needing attention.'],
        contributions.length === 0
          ? null
          : {
              caption: 'Sources',
              description:
                'One row for each file: its name and fingerprint, the agency, the count of its rows, and the period that it covers.',
              headings: ['File', 'Agency', 'Rows', 'Period covered'],
              widths: [44, 18, 18, 20],
              rows: { [Symbol.iterator]: () => sourceRows(contributions, options.agencies) },
            },
      ),
    ],
  };
}
