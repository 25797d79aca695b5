/** Invented events for the tests of writing: ordinary ones, and ones whose words do everything that words can do to a file. */
import fc from 'fast-check';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import type { Chronology } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import { CORE_KINDS, type Event } from '../../src/domain/event.ts';
import type { PartialDate } from '../../src/domain/time.ts';
import type { ChronologyOptions } from '../../src/files/write-chronology.ts';

export const options: ChronologyOptions = {
  title: 'Family F1: integrated chronology',
  family: 'F1',
  today: '2026-11-23',
  agencies: CORE_AGENCIES,
  classification: 'OFFICIAL-SENSITIVE',
};

export function exactly(day: string): PartialDate {
  return { raw: day.split('-').reverse().join('/'), from: day, to: day, precision: 'day', approx: false, time: null };
}

export function anEvent(number: number, more: Partial<Event> = {}): Event {
  return {
    id: number.toString(16).padStart(32, '0'),
    place: { table: 'table 1', row: number + 1, hidden: false },
    happened: exactly('2013-04-12'),
    recorded: null,
    agency: 'police',
    source: 'Incident log',
    recordedBy: null,
    subjects: ['M', 'F'],
    childrenAffected: ['S'],
    kind: 'domestic-abuse-incident',
    what: 'Called to the home by a neighbour. S was asleep upstairs.',
    response: 'Children’s social care told the next day.',
    outcome: null,
    childSeen: 'seen',
    impact: 'negative',
    rag: null,
    sequence: null,
    notes: [],
    words: { Date: '12/04/2013', Event: 'Called to the home by a neighbour. S was asleep upstairs.' },
    ...more,
  };
}

export function chronologyOf(events: readonly Event[], more: Partial<Contribution> = {}, whole: Partial<Chronology> = {}): Chronology {
  const rows = { read: events.length + 2, events: events.length, notEvents: 1, attention: 1 };
  const contribution: Contribution = {
    file: 'police.docx',
    sha256: 'ab'.repeat(32),
    agency: 'police',
    format: 'significant-events',
    tables: [{ place: 'table 1', headings: ['Date', 'Event'], columns: { date: 0, what: 1 }, dayMonthOrder: null, rows }],
    people: [{ label: 'S', role: 'sibling', dateOfBirth: '2011-10-03', expectedDate: null, place: 'paragraph 1' }],
    coverage: [{ from: '2012-01-01', to: '2016-03-31', complete: true }],
    events,
    notEvents: [{ place: { table: 'table 1', row: 40, hidden: false }, text: 'END OF CHRONOLOGY', because: 'It marks the end.' }],
    attention: [
      {
        place: { table: 'table 1', row: 12, hidden: false },
        text: '29/02/2015 | Telephone call',
        code: 'impossible-date',
        says: '29 February 2015 does not exist.',
      },
    ],
    notices: [],
    ...more,
  };
  return { contributions: [contribution], events, happenings: [], gaps: [], notices: [], ...whole };
}

const NASTY = [
  '=1+1',
  '+44 1553 000000',
  '-2+3',
  '@SUM(A1)',
  "'=quoted",
  "''",
  "'",
  '\t=tab',
  '\r=return',
  '=HYPERLINK("http://example.invalid","x")',
  'a,b;c\td',
  '"quoted"',
  '""',
  'line one\nline two',
  'line one\r\nline two',
  '\n',
  ' leading and trailing ',
  'two  spaces',
  'non\u00a0breaking',
  '👶🏽 emoji 👨‍👩‍👧',
  'مرحبا بالعالم',
  'שלום',
  '漢字',
  'Żółć Čučoriedka',
  'control \u0001\u0008\u001f',
  'delete \u007f\u0085',
  '\ud800 alone',
  '\uffff',
  '\ufeffmark',
  '_x0041_ and _x000D_',
  '<b>&amp;</b>',
  ']]>',
  '{"json":[1]}',
  'null',
  '00000000000000000000000000000000',
  'Outcome: not an outcome',
  'Note: not a note',
  'Example: of a row',
  '12/04/2013',
  '\u2028separators\u2029',
  'x'.repeat(40_000),
  `=${'long '.repeat(9_000)}`,
  'a\u0301 combining',
  '\\u0041 \\n',
  '＝full width',
];

/** Any text: an awkward one, one drawn at random, or the two together. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NASTY), fc.string({ maxLength: 40 })).map(([a, b]) => `${b}${a}${b}`) },
);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const someText = fc.array(anyText, { maxLength: 3 });
const day = fc.integer({ min: 0, max: 5000 }).map((days) => new Date(Date.UTC(2005, 0, 1 + days)).toISOString().slice(0, 10));

const anyDate: fc.Arbitrary<PartialDate> = fc
  .record({
    raw: anyText,
    days: fc.tuple(day, day),
    precision: fc.constantFrom(
      'minute' as const,
      'day' as const,
      'week' as const,
      'month' as const,
      'season' as const,
      'range' as const,
      'year' as const,
    ),
    approx: fc.boolean(),
    time: orNull(
      fc.record({
        raw: anyText,
        from: orNull(fc.constant('21:40')),
        to: orNull(fc.constant('01:20')),
        approx: fc.boolean(),
        partOfDay: orNull(fc.constantFrom('night' as const)),
      }),
    ),
  })
  .map(({ raw, days, precision, approx, time }) => {
    const [from = '', to = ''] = [...days].sort();
    return { raw, from, to: precision === 'day' || precision === 'minute' ? from : to, precision, approx, time };
  });

/** An event whose every field may hold anything that its type allows. */
export const anyEvent: fc.Arbitrary<Omit<Event, 'id' | 'place'>> = fc.record(
  {
    happened: anyDate,
    recorded: orNull(anyDate),
    agency: orNull(fc.oneof(fc.constantFrom('police', 'gp'), anyText)),
    source: orNull(anyText),
    recordedBy: orNull(anyText),
    subjects: someText,
    childrenAffected: someText,
    kind: fc.oneof(
      fc.constantFrom(...CORE_KINDS),
      anyText.filter((text) => text !== '' && text === text.trim()),
    ),
    what: anyText,
    response: orNull(anyText),
    outcome: orNull(anyText),
    childSeen: fc.constantFrom(
      'seen' as const,
      'not-seen' as const,
      'not-applicable' as const,
      'not-known' as const,
      'not-recorded' as const,
    ),
    impact: orNull(fc.constantFrom('positive' as const, 'negative' as const, 'mixed' as const, 'neutral' as const)),
    rag: orNull(fc.constantFrom('red' as const, 'amber' as const, 'green' as const)),
    sequence: orNull(fc.constantFrom(0, 1, 1.5, -2, 1e21)),
    notes: fc.array(fc.record({ text: anyText, heading: orNull(anyText) }), { maxLength: 2 }),
    words: fc.dictionary(anyText, anyText, { maxKeys: 3 }),
    ref: anyText.filter((text) => text.trim() !== ''),
    attributions: fc.array(fc.record({ claim: anyText, by: orNull(anyText), basis: orNull(anyText), disputed: fc.boolean() }), {
      maxLength: 2,
    }),
    shares: fc.array(fc.record({ to: anyText, sent: orNull(day) }), { maxLength: 2 }),
    cites: someText,
    mobile: fc.boolean(),
    sensitivity: fc.constantFrom('ordinary' as const, 'restricted' as const, 'protected' as const),
    cameFrom: fc.record({ file: anyText, place: anyText }),
    unknown: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<unknown>, { minKeys: 1, maxKeys: 2 }),
  },
  {
    requiredKeys: [
      'happened',
      'recorded',
      'agency',
      'source',
      'recordedBy',
      'subjects',
      'childrenAffected',
      'kind',
      'what',
      'response',
      'outcome',
      'childSeen',
      'impact',
      'rag',
      'sequence',
      'notes',
      'words',
    ],
  },
);

/** A handful of such events with ids of their own. */
export const anyEvents: fc.Arbitrary<Event[]> = fc.array(anyEvent, { minLength: 1, maxLength: 4 }).map((events) =>
  events.map((event, index) => ({
    ...event,
    id: (index + 1).toString(16).padStart(32, 'a'),
    place: { table: 'table 1', row: index + 2, hidden: false },
  })),
);
