/** What `kinline read --json` prints, and an integrated chronology as JSON: the same events come back with the same ids and fields. */
import type { AttentionRow, Contribution, Coverage, NotEvent, Notice, UnderstandingOptions } from '../domain/contribution.ts';
import type { Event, Place } from '../domain/event.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { troubleWith } from './attention.ts';
import { eventFromJson } from './event-from-json.ts';
import { isObject, type JsonObject, textOf } from './json-values.ts';
import type { Layout } from './layout.ts';
import { type Moments, momentsOf } from './moments.ts';
import { coverageFromJson, peopleFromJson } from './people-from-json.ts';

export const READING = 'kinline-reading';
export const CHRONOLOGY = 'kinline-chronology';

const event = {
  id: '0123456789abcdef0123456789abcdef',
  place: { table: 'table 1', row: 7, hidden: false },
  happened: { raw: 'w/c 23.11.15', from: '2015-11-23', to: '2015-11-29', precision: 'week', approx: false, time: null },
  recorded: null,
  agency: 'health-visiting',
  source: 'Diary',
  recordedBy: null,
  subjects: ['M'],
  childrenAffected: [],
  kind: 'contact',
  what: 'Telephone call from M.',
  response: null,
  outcome: null,
  childSeen: 'not-recorded',
  impact: 'negative',
  rag: null,
  sequence: null,
  notes: [],
  words: { Date: 'w/c 23.11.15' },
};
const around = { kind: 'json', tables: [], passages: [], remarks: [] } as const;

export const readingJson: Layout = {
  name: READING,
  says: 'What “kinline read --json” printed.',
  recognises: () => 0,
  whole: ({ document }, options) => {
    const json = document.kind === 'json' ? document.json : undefined;
    if (!isObject(json) || !Array.isArray(json['events']) || !Array.isArray(json['tables']) || json['kinline'] !== undefined) return null;
    return understandReading(json, options);
  },
  examples: [
    {
      shows: 'a reading back as it was',
      document: {
        ...around,
        json: {
          file: 'hv.docx',
          sha256: '0'.repeat(64),
          agency: 'health-visiting',
          format: 'significant-events',
          tables: [],
          people: [],
          coverage: [],
          events: [event],
          notEvents: [],
          attention: [],
          notices: [],
        },
      },
      expected: { format: READING, agency: 'health-visiting', events: [{ ...event, place: { table: 'table 1', row: 7 } }] },
    },
  ],
};

export const chronologyJson: Layout = {
  name: CHRONOLOGY,
  says: 'An integrated chronology that Kinline wrote as JSON.',
  recognises: () => 0,
  whole: ({ document }, options) => {
    const json = document.kind === 'json' ? document.json : undefined;
    if (!isObject(json) || !Array.isArray(json['events'])) return null;
    const ours =
      textOf(json['kinline'])?.startsWith('chronology/') === true ||
      (json['kinline'] === undefined && Array.isArray(json['contributions']) && Array.isArray(json['happenings']));
    return ours ? understandChronology(json, options) : null;
  },
  examples: [
    {
      shows: 'an exported event with its id, and the file that it first came from',
      document: {
        ...around,
        json: {
          kinline: 'chronology/1',
          contributions: [
            {
              file: 'hv.docx',
              people: [{ label: 'B', dateOfBirth: '2015-08-14', expectedDate: null, place: 'paragraph 3' }],
              attention: [],
            },
          ],
          events: [{ ...event, cameFrom: { file: 'hv.docx', place: 'table 1, row 7' } }],
          happenings: [],
          gaps: [],
          notices: [],
        },
      },
      expected: {
        format: CHRONOLOGY,
        people: [{ label: 'B', dateOfBirth: '2015-08-14' }],
        events: [{ ...event, place: { table: 'events', row: 1 }, cameFrom: { file: 'hv.docx', place: 'table 1, row 7' } }],
      },
    },
  ],
};

type Read = { readonly events: Event[]; readonly notEvents: NotEvent[]; readonly attention: AttentionRow[]; readonly notices: Notice[] };

function understandReading(json: JsonObject, options: UnderstandingOptions): Contribution {
  const moments = momentsOf({ order: options.order ?? 'day-first', today: options.today, strict: false });
  const read: Read = { events: [], notEvents: [], attention: [], notices: [] };
  const tables = new Map<string, { events: number; notEvents: number; attention: number }>();
  const counted = (place: Place): { events: number; notEvents: number; attention: number } => {
    const counts = tables.get(place.table) ?? { events: 0, notEvents: 0, attention: 0 };
    tables.set(place.table, counts);
    return counts;
  };
  readEvents(
    json['events'],
    options,
    moments,
    read,
    (value, index) => placeIn(value['place']) ?? { table: 'events', row: index + 1, hidden: false },
  );
  readAttention(
    json['attention'],
    options,
    moments,
    read,
    (value, index) => placeIn(value['place']) ?? { table: 'attention', row: index + 1, hidden: false },
  );
  for (const value of listOf(json['notEvents'])) {
    const place = placeIn(value['place']);
    if (place !== null)
      read.notEvents.push({ place, text: textOf(value['text']) ?? '', because: textOf(value['because']) ?? 'It is not an event.' });
  }
  for (const notice of noticesIn(json['notices'])) read.notices.push(notice);
  for (const { place } of read.events) counted(place).events += 1;
  for (const { place } of read.attention) counted(place).attention += 1;
  for (const { place } of read.notEvents) counted(place).notEvents += 1;
  const family = textOf(json['family']);
  return {
    file: options.file,
    sha256: options.sha256,
    agency: options.agency ?? textOf(json['agency']),
    ...(family === null ? {} : { family }),
    format: READING,
    tables: [...tables].map(([place, counts]) => ({
      place,
      headings: [],
      columns: {},
      dayMonthOrder: null,
      rows: { read: counts.events + counts.notEvents + counts.attention, ...counts },
    })),
    people: peopleFromJson(json['people'], moments, read.notices),
    coverage: coverageFromJson(json['coverage'], moments, read.notices),
    ...read,
  };
}

function understandChronology(json: JsonObject, options: UnderstandingOptions): Contribution {
  const moments = momentsOf({ order: options.order ?? 'day-first', today: options.today, strict: false });
  const read: Read = { events: [], notEvents: [], attention: [], notices: [] };
  readEvents(json['events'], options, moments, read, (_value, index) => ({ table: 'events', row: index + 1, hidden: false }));
  const people: DescribedPerson[] = [];
  const known = new Set<string>();
  const coverage: Coverage[] = [];
  let waiting = 0;
  for (const contribution of listOf(json['contributions'])) {
    for (const person of peopleFromJson(contribution['people'], moments, read.notices)) {
      const described = JSON.stringify({ ...person, place: '' });
      if (known.has(described)) continue;
      known.add(described);
      people.push(person);
    }
    for (const period of coverageFromJson(contribution['coverage'], moments, read.notices)) coverage.push(period);
    readAttention(contribution['attention'], options, moments, read, () => {
      waiting += 1;
      return { table: 'attention', row: waiting, hidden: false };
    });
  }
  const given = read.events.length;
  const inEvents = read.attention.filter(({ place }) => place.table === 'events').length;
  const counts = (place: string, events: number, notEvents: number, attention: number): Contribution['tables'][number] => ({
    place,
    headings: [],
    columns: {},
    dayMonthOrder: null,
    rows: { read: events + notEvents + attention, events, notEvents, attention },
  });
  return {
    file: options.file,
    sha256: options.sha256,
    agency: options.agency,
    format: CHRONOLOGY,
    tables: [counts('events', given, read.notEvents.length, inEvents), ...(waiting > 0 ? [counts('attention', 0, 0, waiting)] : [])],
    people,
    coverage,
    ...read,
  };
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function placeIn(value: unknown): Place | null {
  if (!isObject(value) || typeof value['table'] !== 'string' || typeof value['row'] !== 'number') return null;
  return { table: value['table'], row: value['row'], hidden: value['hidden'] === true };
}

function noticesIn(value: unknown): Notice[] {
  return listOf(value).flatMap((notice): Notice[] => {
    const place = placeIn(notice['place']);
    const code = textOf(notice['code']);
    return place === null || code === null ? [] : [{ place, code, says: textOf(notice['says']) ?? '' }];
  });
}

function idOf(value: JsonObject, options: UnderstandingOptions, place: Place): string {
  const id = textOf(value['id']);
  return id !== null && /^[0-9a-f]{32}$/.test(id) ? id : options.identify(`${options.sha256}|${place.table}|${place.row}`);
}

function readEvents(
  given: unknown,
  options: UnderstandingOptions,
  moments: Moments,
  read: Read,
  placeOf: (value: JsonObject, index: number) => Place,
): void {
  if (!Array.isArray(given)) return;
  given.forEach((value: unknown, index) => {
    if (!isObject(value)) {
      read.notEvents.push({
        place: { table: 'events', row: index + 1, hidden: false },
        text: JSON.stringify(value)?.slice(0, 500) ?? '',
        because: 'It is not an object, so it is not an event.',
      });
      return;
    }
    const place = placeOf(value, index);
    const found = eventFromJson(value, { moments, place, agency: null, family: null, id: idOf(value, options, place) });
    const trouble = troubleWith(
      found.happenedGiven ? { date: found.event.happened, notices: found.dateNotices, split: false } : null,
      false,
      null,
    );
    if (trouble === null) read.events.push(found.event);
    else read.attention.push({ place, text: found.event.what, code: trouble.code, says: trouble.says, draft: found.event });
  });
}

function readAttention(
  given: unknown,
  options: UnderstandingOptions,
  moments: Moments,
  read: Read,
  placeOf: (value: JsonObject, index: number) => Place,
): void {
  listOf(given).forEach((value, index) => {
    const place = placeOf(value, index);
    const draft = isObject(value['draft'])
      ? eventFromJson(value['draft'], { moments, place, agency: null, family: null, id: idOf(value['draft'], options, place) }).event
      : undefined;
    read.attention.push({
      place,
      text: textOf(value['text']) ?? '',
      code: textOf(value['code']) ?? 'no-date',
      says: textOf(value['says']) ?? '',
      ...(draft === undefined ? {} : { draft }),
    });
  });
}
