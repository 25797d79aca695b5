/**
 * Everything that is known of one family, put together: contributions that count, the merged chronology, and what people noted,
 * decided and completed. Asked for only behind the door. It is kept until the family changes, since merging is the slow part.
 */

import type { Practitioner } from '../domain/access.ts';
import { type Agency, agencyName } from '../domain/agency.ts';
import { type Chronology, DEFAULT_TOLERANCE_DAYS, type Decision, mergeContributions } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import type { Event, EventId, Place } from '../domain/event.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import {
  type CompletedRow,
  type Continuation,
  type ContributionRow,
  completedRows,
  continuations,
  contributionRows,
} from '../store/contributions.ts';
import type { Database, Transaction } from '../store/database.ts';
import { decisionsOf, notesOf, settlementsOf } from '../store/decisions.ts';
import { type FamilyRow, findFamily, fingerprintOf } from '../store/families.ts';
import { allPractitioners } from '../store/practitioners.ts';
import { findEvents, readReadings } from '../store/readings.ts';
import { type ChildLine, childLines } from './children.ts';
import type { Inside } from './door.ts';

/** What a person wrote beside an event. `event` is the event as it stands now, also when the note was written on its earlier copy. */
export type Note = { readonly id: string; readonly event: EventId; readonly text: string; readonly by: Practitioner; readonly at: string };

/** An event that a person made from a row that needed attention. */
export type CompletedLine = {
  readonly event: EventId;
  readonly contribution: string;
  readonly place: Place;
  readonly by: Practitioner;
  readonly at: string;
  readonly reason: string | null;
};

/** An event that is no longer in its agency's corrected file, but that people had noted or decided something on. */
export type SupersededEvent = {
  readonly event: Event;
  readonly contribution: string;
  readonly file: string;
  readonly notes: readonly Note[];
};

export type NamedDecision = Decision & { readonly byName: string };

export type FamilyRecord = {
  readonly family: FamilyRow;
  /** Also those that were superseded, in the order in which they were received. */
  readonly rows: readonly ContributionRow[];
  /** What counts, by contribution id: as read, with rows completed by hand among the events. */
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly chronology: Chronology;
  readonly contributionOf: Readonly<Record<EventId, string>>;
  /** Every agency that speaks in it, in the partnership's order. */
  readonly agencies: readonly Agency[];
  /** Every agency of the partnership, in its order. */
  readonly partnershipAgencies: readonly Agency[];
  readonly children: readonly ChildLine[];
  readonly notes: readonly Note[];
  /** On the events as they stand now, in the order in which they were made. */
  readonly decisions: readonly NamedDecision[];
  readonly completed: readonly CompletedLine[];
  readonly superseded: readonly SupersededEvent[];
};

/** The slow parts, each kept for as long as what it depends on is the same. */
type Kept = { readonly signature: string; readonly readings: ReadonlyMap<string, Contribution>; readonly record: FamilyRecord };

/** So many events of families are kept in memory, those of the families asked for last. */
const EVENTS_KEPT = 100_000;
const kept = new WeakMap<Database, Map<string, Kept>>();

/**
 * The record of a family that exists. A reading operation keeps it for the next; one that changes something does not, since its
 * change may yet be undone.
 */
export async function readFamilyRecord(
  inside: Inside,
  familyId: string,
  { keep }: { readonly keep: boolean },
): Promise<FamilyRecord | null> {
  const { transaction, database } = inside;
  const family = await findFamily(transaction, familyId);
  const seen = await fingerprintOf(transaction, familyId);
  if (family === null || seen === null) return null;
  const known = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, known);
  // What one practitioner sees is never given to another who sees anything else: the visible set is part of the question.
  const key = `${familyId} ${seen}`;
  const earlier = known.get(key);
  if (earlier !== undefined && earlier.record.family.version === family.version) {
    known.delete(key);
    known.set(key, earlier);
    return earlier.record;
  }
  const rows = await contributionRows(transaction, familyId);
  const counting = rows.filter(({ supersededBy }) => supersededBy === null);
  const signature = counting.map(({ id, completed }) => `${id}:${completed}`).join(' ');
  const readings = earlier?.signature === signature ? earlier.readings : await readCounting(transaction, counting);
  const record = await putTogether(inside, family, rows, readings);
  if (keep) {
    known.delete(key);
    known.set(key, { signature, readings, record });
    let events = 0;
    for (const [id, one] of [...known].reverse()) {
      events += one.record.chronology.events.length;
      if (events > EVENTS_KEPT && id !== key) known.delete(id);
    }
  }
  return record;
}

/** Contributions as they count: rows completed by hand stand among the events, and no longer under attention. */
export async function readCounting(transaction: Transaction, rows: readonly ContributionRow[]): Promise<Map<string, Contribution>> {
  const readings = await readReadings(transaction, rows);
  const completed = await completedRows(
    transaction,
    rows.map(({ id }) => id),
  );
  return new Map(
    [...readings].map(([id, reading]) => [
      id,
      withCompleted(
        reading,
        completed.filter(({ contribution }) => contribution === id),
      ),
    ]),
  );
}

export function withCompleted(reading: Contribution, completed: readonly Pick<CompletedRow, 'table' | 'row' | 'event'>[]): Contribution {
  if (completed.length === 0) return reading;
  const done = new Set(completed.map(({ table, row }) => `${row} ${table}`));
  const isDone = (place: Place): boolean => done.has(`${place.row} ${place.table}`);
  const counts = new Map<string, number>();
  for (const { place } of reading.attention) if (isDone(place)) counts.set(place.table, (counts.get(place.table) ?? 0) + 1);
  return {
    ...reading,
    tables: reading.tables.map((table) => {
      const moved = counts.get(table.place) ?? 0;
      return { ...table, rows: { ...table.rows, events: table.rows.events + moved, attention: table.rows.attention - moved } };
    }),
    events: [...reading.events, ...completed.map(({ event }) => event)],
    attention: reading.attention.filter(({ place }) => !isDone(place)),
  };
}

async function putTogether(
  inside: Inside,
  family: FamilyRow,
  rows: readonly ContributionRow[],
  readings: ReadonlyMap<string, Contribution>,
): Promise<FamilyRecord> {
  const { transaction, practitioner } = inside;
  const partnershipAgencies =
    practitioner === null ? [] : await allAgencies(transaction, await partnershipOf(transaction, practitioner.id));
  const contributionOf: Record<EventId, string> = {};
  const direct = new Set<EventId>();
  for (const [id, { events }] of readings) {
    for (const event of events) {
      if (contributionOf[event.id] === undefined || (event.cameFrom === undefined && !direct.has(event.id))) contributionOf[event.id] = id;
      if (event.cameFrom === undefined) direct.add(event.id);
    }
  }
  const current = follow(await continuations(transaction, family.id), (id) => contributionOf[id] !== undefined);
  const decided = await decisionsOf(transaction, family.id);
  const decisions = decided.flatMap((decision): NamedDecision[] => {
    const [one, other] = [current(decision.events[0]), current(decision.events[1])];
    return one === null || other === null || one === other
      ? []
      : [
          {
            events: [one, other],
            answer: decision.answer,
            by: decision.byName,
            at: decision.at,
            reason: decision.reason,
            byName: decision.byName,
          },
        ];
  });
  const settled = await settlementsOf(transaction, family.id);
  const settlements = settled.flatMap(({ events, about, on, byName, at, reason }) => {
    const now = current(on);
    return now === null ? [] : [{ events: events.flatMap((id) => current(id) ?? []), about, on: now, by: byName, at, reason }];
  });
  const chronology = mergeContributions([...readings.values()], {
    agencyOrder: partnershipAgencies.map(({ code }) => code),
    decisions,
    settlements,
    toleranceDays: DEFAULT_TOLERANCE_DAYS,
  });
  const written = await notesOf(transaction, family.id);
  const notes = written.map((note) => ({ ...note, event: current(note.event) ?? note.event }));
  const practitioners = new Map((await allPractitioners(transaction)).map((one) => [one.id, one]));
  const done = await completedRows(transaction, [...readings.keys()]);
  const touched = [
    ...written.map(({ event }) => event),
    ...decided.filter(({ answer }) => answer !== 'open').flatMap(({ events }) => events),
  ];
  return {
    family,
    rows,
    contributions: readings,
    chronology,
    contributionOf,
    agencies: speaking(chronology, partnershipAgencies),
    partnershipAgencies,
    children: childLines([...readings.values()]),
    notes,
    decisions,
    completed: done.flatMap(({ event, contribution, by, at, reason }) => {
      const who = practitioners.get(by);
      return who === undefined ? [] : [{ event: event.id, contribution, place: event.place, by: who, at, reason }];
    }),
    superseded: await goneButNoted(
      transaction,
      family.id,
      rows,
      [...new Set(touched)].filter((id) => current(id) === null),
      notes,
    ),
  };
}

/** Where an event stands now: itself, the event of a corrected file that continues it, or null when it is gone. */
function follow(steps: readonly Continuation[], counts: (id: EventId) => boolean): (id: EventId) => EventId | null {
  const correctionsInTurn: Map<EventId, EventId | null>[] = [];
  let last: string | null = null;
  for (const { contribution, earlier, later } of steps) {
    if (contribution !== last) correctionsInTurn.push(new Map());
    last = contribution;
    correctionsInTurn.at(-1)?.set(earlier, later);
  }
  return (id) => {
    let now: EventId | null = id;
    for (const correction of correctionsInTurn) {
      const next: EventId | null | undefined = now === null ? undefined : correction.get(now);
      if (next !== undefined) now = next;
    }
    if (now !== null && counts(now)) return now;
    return counts(id) ? id : null;
  };
}

async function goneButNoted(
  transaction: Transaction,
  family: string,
  rows: readonly ContributionRow[],
  ids: readonly EventId[],
  notes: readonly Note[],
): Promise<SupersededEvent[]> {
  const found = new Map((await findEvents(transaction, family, ids)).map((one) => [one.event.id, one]));
  return [...found.values()].map(({ event, contribution }) => ({
    event,
    contribution,
    file: rows.find(({ id }) => id === contribution)?.file ?? '',
    notes: notes.filter((note) => note.event === event.id),
  }));
}

/** The agencies that speak in a chronology: those of the partnership in its order, then others by the words of their source. */
function speaking(chronology: Chronology, partnershipAgencies: readonly Agency[]): Agency[] {
  const codes = new Set(chronology.events.flatMap(({ agency }) => (agency === null ? [] : [agency])));
  for (const { agency } of chronology.contributions) if (agency !== null) codes.add(agency);
  const known = partnershipAgencies.filter(({ code }) => codes.has(code));
  const others = [...codes].filter((code) => !known.some((agency) => agency.code === code)).sort();
  return [...known, ...others.map((code) => ({ code, name: agencyName(code, partnershipAgencies), aliases: [] }))];
}
