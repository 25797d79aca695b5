/** An invented family's chronology of any size, the same every time: agencies, imprecise days, missed contacts, meetings, two accounts of one event. */

import type { FamilyChronology } from '../../src/app/read-chronology.ts';
import type { AgencyLine, ChildLine, FamilyPage } from '../../src/app/read-family.ts';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import type { Happening } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import type { Event } from '../../src/domain/event.ts';
import { addDays, type PartialDate } from '../../src/domain/time.ts';

export const FAMILY = 'f'.repeat(32);

const WORDS = [
  ['home-visit', 'Home visit. The baby was awake and settled; the mother said that she sleeps little.', 'health-visiting'],
  ['was-not-brought', 'The baby was not brought to the hip scan. A letter was sent.', 'hospital'],
  [
    'domestic-abuse-incident',
    'Neighbours rang about shouting. Officers spoke to both adults apart. The older child was in the next room.',
    'police',
  ],
  ['contact', 'Telephone call with the mother about the older child’s attendance.', 'education'],
  ['clinic-contact', 'Weight 3.1 kg. Feeding every three hours. The mother was tearful.', 'gp'],
  ['strategy-discussion', 'Strategy discussion held with police and health. A joint visit was agreed.', 'childrens-social-care'],
  ['mental-health-crisis', 'The father was seen in the emergency department after taking tablets.', 'adult-mental-health'],
  ['referral', 'Referral from the neonatal unit about support at home.', 'childrens-social-care'],
  ['no-access', 'No answer at the door. A card was left.', 'health-visiting'],
  ['concern', 'Reported by a neighbour: crying heard late at night.', 'housing'],
  ['neonatal-discharge', 'Discharged home with oxygen. The discharge plan was given to the parents.', 'neonatal'],
  ['core-group', 'Core group. Both parents came. The plan was read through in Lithuanian.', 'childrens-social-care'],
] as const;

/** Small, fast and the same every time (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function dateOf(day: string, kind: number): PartialDate {
  const plain = { approx: false, time: null } as const;
  if (kind < 0.84) return { raw: day, from: day, to: day, precision: 'day', ...plain };
  if (kind < 0.9) return { raw: `w/c ${day}`, from: day, to: addDays(day, 6), precision: 'week', ...plain };
  if (kind < 0.94) return { raw: `${day} to ${addDays(day, 40)}`, from: day, to: addDays(day, 40), precision: 'range', ...plain };
  const month = day.slice(0, 7);
  return { raw: month, from: `${month}-01`, to: `${month}-28`, precision: 'month', ...plain };
}

export function inventedEvents(count: number, seed = 7): readonly Event[] {
  const random = chance(seed);
  const span = 1440;
  const events: Event[] = [];
  for (let index = 0; index < count; index += 1) {
    // Quiet years, then more and more: as families' records are.
    const day = addDays('2012-04-03', Math.floor(span * Math.sqrt(random())));
    const [kind, what, agency] = WORDS[Math.floor(random() * WORDS.length)] ?? WORDS[0];
    events.push({
      id: (index + 1).toString(16).padStart(8, '0').repeat(4),
      place: { table: 'table 1', row: index + 2, hidden: false },
      happened: dateOf(day, random()),
      recorded: null,
      agency,
      source: random() < 0.06 ? 'Reported by the grandmother' : 'Case record',
      recordedBy: null,
      subjects: random() < 0.5 ? ['Mother'] : ['Mother', 'Father'],
      childrenAffected: day > '2015-08-20' ? ['B'] : ['S'],
      kind,
      what: `${what} (${index + 1})`,
      response: random() < 0.3 ? 'Shared with the health visitor.' : null,
      outcome: null,
      childSeen: random() < 0.4 ? 'seen' : 'not-recorded',
      impact: null,
      rag: null,
      sequence: null,
      notes: [],
      words: { Date: day, Event: what },
    });
  }
  return events.sort((a, b) => ((a.happened.from ?? '') < (b.happened.from ?? '') ? -1 : 1));
}

function contributionOf(agency: string, events: readonly Event[]): Contribution {
  return {
    file: `${agency}.docx`,
    sha256: '0'.repeat(64),
    agency,
    format: 'significant-events',
    tables: [],
    people: [],
    coverage: [],
    events,
    notEvents: [],
    attention:
      agency === 'police'
        ? [
            {
              place: { table: 'table 1', row: 9, hidden: false },
              text: '29/02/2015 | Call about noise',
              code: 'impossible-date',
              says: '29 February 2015 does not exist. The row is kept without a date.',
            },
          ]
        : [],
    notices: [],
  };
}

export const CHILDREN: readonly ChildLine[] = [
  {
    label: 'B',
    born: { raw: '20/08/2015', from: '2015-08-20', to: '2015-08-20', precision: 'day', approx: false, time: null },
    expectedDate: '2015-11-26',
    gestationWeeks: 26,
    birthDates: 1,
    disagreements: [],
  },
  {
    label: 'S',
    born: { raw: 'October 2011', from: '2011-10-01', to: '2011-10-31', precision: 'month', approx: false, time: null },
    expectedDate: null,
    gestationWeeks: null,
    birthDates: 1,
    disagreements: [],
  },
];

/** Two accounts of one event in each of the first agencies that have them, not settled. */
function happeningsOf(events: readonly Event[]): readonly Happening[] {
  const first = events.find((event) => event.agency === 'police');
  const second = events.find((event) => event.agency === 'housing');
  if (first === undefined || second === undefined) return [];
  return [
    {
      events: [first.id, second.id],
      decided: true,
      because: ['The same night.'],
      conflicts: [
        {
          about: 'day',
          accounts: [
            { event: first.id, value: first.happened.raw },
            { event: second.id, value: second.happened.raw },
          ],
          settled: null,
        },
      ],
    },
  ];
}

export function inventedFamily(count: number): { readonly record: FamilyChronology; readonly family: FamilyPage } {
  const events = inventedEvents(count);
  const codes = [...new Set(events.map((event) => event.agency ?? ''))];
  const contributions = codes.map((code) =>
    contributionOf(
      code,
      events.filter((event) => event.agency === code),
    ),
  );
  const agencies: AgencyLine[] = CORE_AGENCIES.flatMap(({ code, name }) => {
    const asked = code === 'probation' ? { on: '2026-11-03', by: '2026-11-24', promised: null } : null;
    const own = contributions.find((contribution) => contribution.agency === code);
    if (own === undefined && asked === null) return [];
    return [
      {
        agency: code,
        name,
        asked,
        contributions: [],
        coverage: code === 'police' ? [{ from: '2012-01-01', to: '2015-12-31', complete: true }] : [],
        lastReceived: own === undefined ? null : '2026-11-10T09:30:00Z',
        events: own?.events.length ?? 0,
        attention: own?.attention.length ?? 0,
        toldIn: [],
      },
    ];
  });
  return {
    record: {
      family: { id: FAMILY, label: 'Family in Harbour Street' },
      chronology: { contributions, events, happenings: happeningsOf(events), gaps: [], notices: [] },
      agencies: CORE_AGENCIES.filter(({ code }) => agencies.some(({ agency }) => agency === code)),
      partnershipAgencies: CORE_AGENCIES,
      children: CHILDREN,
      notes: [],
      completed: [],
      superseded: [],
      contributionOf: {},
    },
    family: { id: FAMILY, label: 'Family in Harbour Street', people: [], children: CHILDREN, agencies, drafts: [] },
  };
}
