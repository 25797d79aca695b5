/**
 * A care-episode narrative: headings such as "Care Episode 1. 29th January 2013 until 9th October 2014" over prose. A paragraph that names a day
 * becomes an event; one that only says "two weeks later" waits for a person, because nobody here counts days from another sentence.
 */
import type { AttentionRow, Contribution, NotEvent, Notice, UnderstandingOptions } from '../domain/contribution.ts';
import type { Passage, SourceDocument } from '../domain/document.ts';
import type { Event, Place } from '../domain/event.ts';
import { orderEvidence, type PartialDate } from '../domain/time.ts';
import { agencyGiven, agencyOfFile } from './agency-of-file.ts';
import { NO_DATE } from './attention.ts';
import { coverageIn } from './coverage.ts';
import { kindFromWords } from './kinds.ts';
import type { Layout } from './layout.ts';
import { type Moments, momentsOf } from './moments.ts';
import { peopleIn } from './people.ts';
import { textsOf, wholeRow } from './row-words.ts';
import { sayingsOf } from './sayings.ts';
import { secondDate } from './second-date.ts';

const FORMAT = 'care-episodes';
const HEADING =
  /^\s*(?:care episode|episode of care|key practice episode|practice episode|episode|period|phase|kpe)\s*(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\b[\s.:–—-]*/i;
const LONGEST_HEADING = 160;
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)';
/** Dates as prose has them, longest first; a bare year only after "in" or "during". */
const IN_PROSE = new RegExp(
  [
    `\\b(?:between|from) \\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}(?: \\d{4})? (?:and|to|until) \\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH} \\d{4}`,
    `\\b\\d{1,2}\\s?(?:st|nd|rd|th)?(?: of)? ${MONTH},? \\d{4}(?: at \\d{1,2}[.:]\\d{2}\\s?(?:hrs|am|pm)?)?`,
    '(?<![\\d./-])\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})(?![\\d./-]*\\d)',
    `\\b(?:early |mid |mid-|late |about |around |c\\. ?)?${MONTH},? \\d{4}`,
    '\\b(?:in the )?(?:spring|summer|autumn|winter) (?:of )?\\d{4}',
    '\\b(?:in|during|since) (?:early |mid |mid-|late )?(?:19|20)\\d{2}\\b',
    `\\b\\d{1,2}\\s?(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`,
  ].join('|'),
  'i',
);
const RELATIVE =
  /\b(?:(?:the )?(?:following|next|same|previous) (?:day|morning|evening|night|week|month|year)|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several|some|few|\d{1,2}) (?:days?|weeks?|months?|years?) (?:later|after|before|earlier)|(?:later|earlier) (?:that|the same) (?:day|week|month|year)|that (?:day|week|month)|shortly (?:after|before|afterwards)|soon after|when \w+ was (?:about |around )?\w+ (?:days?|weeks?|months?|years?) old|at (?:the age of )?\w+ (?:days?|weeks?|months?|years?)(?: old)?|weekend)\b/i;

export const careEpisodes: Layout = {
  name: FORMAT,
  says: 'A narrative in care episodes: headings with a period each, and prose.',
  recognises: () => 0,
  whole: ({ document, tables }, options) => {
    if (document.kind === 'json' || tables.some((planned) => planned.kind === 'chronology')) return null;
    return document.passages.some(({ text }) => isHeading(text)) ? understandNarrative(document, tables, options) : null;
  },
  examples: [
    {
      shows: 'a paragraph with a day as an event and one with “two weeks later” as waiting for a person',
      document: {
        kind: 'docx',
        tables: [],
        remarks: [],
        passages: [
          { place: 'paragraph 1', text: 'Health visiting chronology' },
          { place: 'paragraph 2', text: 'Care Episode 1. 29th January 2013 until 9th October 2014' },
          { place: 'paragraph 3', text: 'On 12 April 2013 the health visitor saw Mother and S at home. Mother said that she had fallen.' },
          { place: 'paragraph 4', text: 'Two weeks later the family did not answer the door.' },
          { place: 'paragraph 5', text: 'The service was short of staff throughout.' },
        ],
      },
      expected: {
        format: FORMAT,
        agency: 'health-visiting',
        tables: [{ place: 'text', rows: { read: 5, events: 1, notEvents: 3, attention: 1 } }],
        events: [
          {
            place: { table: 'text', row: 3 },
            happened: { raw: '12 April 2013', from: '2013-04-12', precision: 'day' },
            what: 'On 12 April 2013 the health visitor saw Mother and S at home. Mother said that she had fallen.',
          },
        ],
        attention: [{ place: { table: 'text', row: 4 }, code: 'relative-date' }],
        notEvents: [{ place: { row: 1 } }, { place: { row: 2 }, because: 'It is the heading of an episode.' }, { place: { row: 5 } }],
      },
    },
  ],
};

function isHeading(text: string): boolean {
  return text.length <= LONGEST_HEADING && HEADING.test(text);
}

function understandNarrative(
  document: SourceDocument,
  tables: Parameters<NonNullable<Layout['whole']>>[0]['tables'],
  options: UnderstandingOptions,
): Contribution {
  const evidence =
    options.order === undefined
      ? orderEvidence(document.passages.map(({ text }) => IN_PROSE.exec(text)?.[0] ?? ''))
      : { order: options.order, because: 'Somebody said so for this file.' };
  const moments = momentsOf({ order: evidence.order, today: options.today, strict: options.strict });
  const sayings = sayingsOf(document, tables);
  const { people, notices: peopleNotices } = peopleIn(sayings, tables, moments);
  const { coverage, notices: coverageNotices } = coverageIn(sayings, moments);
  const agency = agencyGiven(options.agency) ?? agencyOfFile(sayings.filter(({ text }) => text.length <= 120));
  const events: Event[] = [];
  const notEvents: NotEvent[] = [];
  const attention: AttentionRow[] = [];
  const notices: Notice[] = document.remarks.map(({ place, code, says }) => ({
    place: { table: place, row: 0, hidden: false },
    code,
    says,
  }));
  for (const notice of [...peopleNotices, ...coverageNotices]) notices.push(notice);
  let begun = false;
  let episode: string | null = null;
  let last = 0;

  for (const passage of document.passages) {
    const row = rowOf(passage, last);
    last = row;
    const place: Place = { table: 'text', row, hidden: false };
    const text = passage.text.trim();
    const notEvent = (because: string): void => {
      notEvents.push({ place, text, because });
    };
    if (text === '') {
      notEvent('The paragraph is blank.');
      continue;
    }
    if (isHeading(text)) {
      begun = true;
      episode = text;
      notEvent('It is the heading of an episode.');
      continue;
    }
    if (!begun || !passage.place.startsWith('paragraph')) {
      notEvent(begun ? 'It stands outside the narrative.' : 'It stands above the first episode.');
      continue;
    }
    const found = IN_PROSE.exec(text);
    const happened = found === null ? null : dateOfProse(found[0], moments);
    const event = eventOf(place, text, happened?.date ?? NO_DATE, agency, episode, options);
    if (found !== null && happened !== null && happened.date.from !== null) {
      for (const remark of happened.notices) notices.push({ place, ...remark });
      const second = secondDate(text.slice(found.index + found[0].length), happened.date, moments);
      if (second !== null)
        notices.push({
          place,
          code: 'second-date-in-words',
          says: `The words also name “${second}”. That may be an event of its own; nothing was split.`,
        });
      events.push(event);
    } else if (happened !== null) {
      const said = happened.notices[0];
      attention.push({
        place,
        text,
        code: said?.code ?? 'not-a-date',
        says: said?.says ?? `“${happened.date.raw}” was not read as a date. The paragraph is kept without one.`,
        draft: event,
      });
    } else if (RELATIVE.test(text)) {
      const said = RELATIVE.exec(text)?.[0] ?? '';
      attention.push({
        place,
        text,
        code: 'relative-date',
        says: `“${said}” counts from something else, so no day was read. The paragraph is kept without a date.`,
        draft: event,
      });
    } else notEvent('No date stands in this paragraph.');
  }
  const textCounts = { events: events.length, notEvents: notEvents.length, attention: attention.length };
  const readings = [
    {
      place: 'text',
      headings: [],
      columns: {},
      dayMonthOrder: { order: evidence.order, because: evidence.because },
      rows: { read: textCounts.events + textCounts.notEvents + textCounts.attention, ...textCounts },
    },
    ...tables.map(({ table }) => {
      for (const row of table.rows)
        notEvents.push({
          place: { table: table.place, row: row.number, hidden: row.hidden || table.hidden },
          text: wholeRow(textsOf(row)),
          because: 'Its table is not a chronology; the narrative is.',
        });
      return {
        place: table.place,
        headings: [],
        columns: {},
        dayMonthOrder: null,
        rows: { read: table.rows.length, events: 0, notEvents: table.rows.length, attention: 0 },
      };
    }),
  ];
  return {
    file: options.file,
    sha256: options.sha256,
    agency,
    format: FORMAT,
    tables: readings,
    people,
    coverage,
    events,
    notEvents,
    attention,
    notices,
  };
}

/** The number in "paragraph 3"; other passages count on from the last. */
function rowOf(passage: Passage, last: number): number {
  const number = Number(/^paragraph (\d{1,7})$/.exec(passage.place)?.[1] ?? Number.NaN);
  return number > last ? number : last + 1;
}

function dateOfProse(
  words: string,
  moments: Moments,
): { readonly date: PartialDate; readonly notices: readonly { readonly code: string; readonly says: string }[] } {
  const bare = words.replace(/^(?:in|during|since)(?: the)? /i, '');
  return moments.dateText(bare);
}

function eventOf(
  place: Place,
  what: string,
  happened: PartialDate,
  agency: string | null,
  episode: string | null,
  options: UnderstandingOptions,
): Event {
  return {
    id: options.identify(`${options.sha256}|${place.table}|${place.row}`),
    place,
    happened,
    recorded: null,
    agency,
    source: episode,
    recordedBy: null,
    subjects: [],
    childrenAffected: [],
    kind: kindFromWords(what),
    what,
    response: null,
    outcome: null,
    childSeen: 'not-recorded',
    impact: null,
    rag: null,
    sequence: null,
    notes: [],
    words: {},
  };
}
