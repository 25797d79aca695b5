/**
 * What an integrated chronology says in words, before any file format: the facts on its first page, and its sections with their tables.
 * Word, web page and PDF are three ways of setting these out.
 */
import { type Chronology, isContradiction, needsSettling } from '../domain/chronology.ts';
import { DOCUMENT_COLUMNS, documentLines } from '../domain/chronology-columns.ts';
import { type Day, sayDay } from '../domain/time.ts';
import {
  attentionRows,
  conflictRows,
  count,
  gapRows,
  groupedNotices,
  happeningRows,
  MOST_NOTICES,
  noticeRows,
  peopleRows,
  sourceRows,
  type TextRow,
} from './write-chronology-rows.ts';
import type { ChronologyOptions, Surroundings } from './write-chronology-surroundings.ts';

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
  const conflicts = happenings.flatMap((happening) => happening.conflicts.filter(isContradiction));
  const unsettled = conflicts.filter(needsSettling).length;
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
