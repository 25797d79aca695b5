/** People's decisions on pairs of accounts, their settlements of conflicts, and their notes. Only ever added to; the latest counts. */

import type { Practitioner } from '../domain/access.ts';
import type { ConflictAbout } from '../domain/chronology.ts';
import type { EventId } from '../domain/event.ts';
import type { Transaction } from './database.ts';
import { practitionerFrom } from './practitioners.ts';

export type DecisionRow = {
  readonly events: readonly [EventId, EventId];
  readonly answer: 'same' | 'different' | 'open';
  readonly reason: string | null;
  readonly at: string;
  readonly by: string;
  readonly byName: string;
};
export type SettlementRow = {
  readonly events: readonly EventId[];
  readonly about: ConflictAbout;
  readonly on: EventId;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
  readonly byName: string;
};
export type NoteRow = {
  readonly id: string;
  readonly event: EventId;
  readonly text: string;
  readonly at: string;
  readonly by: Practitioner;
};

type Made = { readonly family: string; readonly at: string; readonly by: string };

/** Answers its number, by which it can be withheld. */
export async function insertDecision(
  transaction: Transaction,
  row: Made & Pick<DecisionRow, 'events' | 'answer' | 'reason'>,
): Promise<string> {
  const [one, other] = row.events;
  const { sequence } = await transaction
    .insertInto('decision')
    .values({ family: row.family, one, other, answer: row.answer, reason: row.reason, at: row.at, by: row.by })
    .returning('sequence')
    .executeTakeFirstOrThrow();
  return String(sequence);
}

/** In the order in which they were made. */
export async function decisionsOf(transaction: Transaction, family: string): Promise<DecisionRow[]> {
  const rows = await transaction
    .selectFrom('decision')
    .innerJoin('practitioner', 'practitioner.id', 'decision.by')
    .select(['one', 'other', 'answer', 'reason', 'at', 'by', 'practitioner.name'])
    .where('family', '=', family)
    .orderBy('sequence')
    .execute();
  return rows.map(({ one, other, answer, reason, at, by, name }) => ({ events: [one, other], answer, reason, at, by, byName: name }));
}

/** Answers its number, by which it can be withheld. */
export async function insertSettlement(
  transaction: Transaction,
  row: Made & Pick<SettlementRow, 'events' | 'about' | 'on' | 'reason'>,
): Promise<string> {
  const { sequence } = await transaction
    .insertInto('settlement')
    .values({
      family: row.family,
      events: [...row.events],
      about: row.about,
      relied_on: row.on,
      reason: row.reason,
      at: row.at,
      by: row.by,
    })
    .returning('sequence')
    .executeTakeFirstOrThrow();
  return String(sequence);
}

/** In the order in which they were made. */
export async function settlementsOf(transaction: Transaction, family: string): Promise<SettlementRow[]> {
  const rows = await transaction
    .selectFrom('settlement')
    .innerJoin('practitioner', 'practitioner.id', 'settlement.by')
    .select(['events', 'about', 'relied_on', 'reason', 'at', 'by', 'practitioner.name'])
    .where('family', '=', family)
    .orderBy('sequence')
    .execute();
  return rows.map(({ events, about, relied_on, reason, at, by, name }) => ({
    events,
    about: about as ConflictAbout,
    on: relied_on,
    reason,
    at,
    by,
    byName: name,
  }));
}

export async function insertNote(
  transaction: Transaction,
  row: Made & { readonly id: string; readonly event: EventId; readonly text: string },
): Promise<void> {
  await transaction.insertInto('note').values(row).execute();
}

/** The oldest first. */
export async function notesOf(transaction: Transaction, family: string): Promise<NoteRow[]> {
  const rows = await transaction
    .selectFrom('note')
    .innerJoin('practitioner', 'practitioner.id', 'note.by')
    .select(['note.id', 'event', 'text', 'at', 'practitioner.id as by', 'name', 'role', 'agency', 'title'])
    .where('family', '=', family)
    .orderBy('at')
    .orderBy('note.id')
    .execute();
  return rows.map(({ id, event, text, at, by, name, role, agency, title }) => ({
    id,
    event,
    text,
    at,
    by: practitionerFrom({ id: by, name, role, agency, title }),
  }));
}
