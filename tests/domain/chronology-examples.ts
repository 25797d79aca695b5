/** Short ways to say events and contributions in tests of the chronology. */

import type { Contribution } from '../../src/domain/contribution.ts';
import type { Event } from '../../src/domain/event.ts';
import { type PartialDate, readDate, type TimeOfDay } from '../../src/domain/time.ts';

export function onDay(day: string, time: string | null = null): PartialDate {
  return {
    raw: time === null ? day : `${day} ${time}`,
    from: day,
    to: day,
    precision: time === null ? 'day' : 'minute',
    approx: false,
    time: time === null ? null : at(time),
  };
}

export function at(time: string): TimeOfDay {
  return { raw: time, from: time, to: null, approx: false, partOfDay: null };
}

export function inWords(raw: string): PartialDate {
  return readDate(raw, { order: 'day-first', today: '2026-11-23' }).date;
}

export type Told = Partial<Omit<Event, 'happened'>> & { readonly id: string; readonly happened: PartialDate | string };

/** An event that says nothing but what is told. A string date is read as an agency would write it. */
export function event({ happened, ...told }: Told): Event {
  return {
    place: { table: 'table 1', row: 1, hidden: false },
    recorded: null,
    agency: null,
    source: null,
    recordedBy: null,
    subjects: [],
    childrenAffected: [],
    kind: 'contact',
    what: '',
    response: null,
    outcome: null,
    childSeen: 'not-recorded',
    impact: null,
    rag: null,
    sequence: null,
    notes: [],
    words: {},
    ...told,
    happened: typeof happened === 'string' ? inWords(happened) : happened,
  };
}

export function contribution(agency: string | null, events: readonly Told[], more: Partial<Contribution> = {}): Contribution {
  const file = more.file ?? `${agency ?? 'nobody'}.docx`;
  return {
    file,
    sha256: `${file}-sha`,
    agency,
    format: 'significant-events',
    tables: [
      {
        place: 'table 1',
        headings: [],
        columns: {},
        dayMonthOrder: null,
        rows: { read: events.length, events: events.length, notEvents: 0, attention: 0 },
      },
    ],
    people: [],
    coverage: [],
    events: events.map((told, index) => event({ place: { table: 'table 1', row: index + 2, hidden: false }, agency, ...told })),
    notEvents: [],
    attention: [],
    notices: [],
    ...more,
  };
}

export const AGENCY_ORDER = ['police', 'childrens-social-care', 'health-visiting', 'gp', 'hospital'] as const;
export const OPTIONS = { agencyOrder: AGENCY_ORDER, decisions: [], toleranceDays: 2 } as const;
