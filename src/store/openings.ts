/** Openings in an emergency, what people thought of them afterwards, and the messages that tell of them. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Practitioner } from '../domain/access.ts';
import type { Outcome } from '../domain/emergency.ts';
import type { Day } from '../domain/time.ts';
import type { Transaction } from './database.ts';
import { practitionerFrom } from './practitioners.ts';

/** Who is looked for: a child by name and day of birth, or the family by its own name. */
export type Sought = { readonly child: string; readonly born: Day } | { readonly family: string };

export type Opened = { readonly opening: string; readonly family: string; readonly until: string };

/** Opens one family; null when there is none that may be opened, whatever the reason. */
export async function openInAnEmergency(transaction: Transaction, id: string, sought: Sought, reason: string): Promise<Opened | null> {
  const child = 'child' in sought ? sought.child : null;
  const born = 'child' in sought ? sought.born : null;
  const family = 'family' in sought ? sought.family : null;
  const { rows } = await sql<Opened>`select opening, family, until
    from open_in_an_emergency(${id}, ${child}, ${born}::date, ${family}, ${reason})`.execute(transaction);
  return rows[0] ?? null;
}

export type OpeningReview = { readonly outcome: Outcome; readonly words: string; readonly at: string; readonly byName: string };

export type OpeningRow = {
  readonly id: string;
  /** For those who see the family; null for a reviewer who is not allocated to it, or when the opening is over. */
  readonly family: string | null;
  readonly practitioner: Practitioner;
  readonly reason: string;
  readonly since: string;
  readonly until: string;
  readonly closedAt: string | null;
  /** The family is open to whoever opened it, now. */
  readonly live: boolean;
  readonly own: boolean;
  /** Whoever is acting may say what they think of it. */
  readonly mineToReview: boolean;
  /** The latest last. */
  readonly reviews: readonly OpeningReview[];
};

/** The openings that whoever is acting made or was told of, the latest first. */
export async function openingsKnown(transaction: Transaction): Promise<OpeningRow[]> {
  const { rows } = await sql<{
    id: string;
    family: string | null;
    who: string;
    name: string;
    role: string;
    agency: string;
    title: string | null;
    reason: string;
    since: string;
    until: string;
    closed_at: string | null;
    live: boolean;
    own: boolean;
    mine_to_review: boolean;
  }>`
    select k.id, k.family, p.id as who, p.name, p.role, p.agency, p.title, k.reason, k.since, k.until, k.closed_at, k.live, k.own, k.mine_to_review
    from openings_known() k join practitioner p on p.id = k.practitioner order by k.since desc, k.id`.execute(transaction);
  if (rows.length === 0) return [];
  const reviews = await transaction
    .selectFrom('opening_review')
    .innerJoin('practitioner', 'practitioner.id', 'opening_review.by')
    .select(['opening', 'outcome', 'words', 'at', 'practitioner.name as byName'])
    .orderBy('at')
    .orderBy('opening_review.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    family: row.family,
    practitioner: practitionerFrom({ id: row.who, name: row.name, role: row.role, agency: row.agency, title: row.title }),
    reason: row.reason,
    since: row.since,
    until: row.until,
    closedAt: row.closed_at,
    live: row.live,
    own: row.own,
    mineToReview: row.mine_to_review,
    reviews: reviews.filter(({ opening }) => opening === row.id).map(({ outcome, words, at, byName }) => ({ outcome, words, at, byName })),
  }));
}

export type FamilyOpening = Pick<OpeningRow, 'id' | 'practitioner' | 'reason' | 'since' | 'until' | 'closedAt'> & {
  readonly live: boolean;
};

/** Who opened this family in an emergency, for those who see it; the latest first. */
export async function openingsOf(transaction: Transaction, family: string): Promise<FamilyOpening[]> {
  const rows = await transaction
    .selectFrom('emergency_opening')
    .innerJoin('practitioner', 'practitioner.id', 'emergency_opening.practitioner')
    .leftJoin('emergency_closing', 'emergency_closing.opening', 'emergency_opening.id')
    .select([
      'emergency_opening.id',
      'practitioner.id as who',
      'name',
      'role',
      'agency',
      'title',
      'reason',
      'since',
      'until',
      'emergency_closing.at as closed_at',
    ])
    .select(sql<boolean>`emergency_closing.opening is null and until > now()`.as('live'))
    .where('family', '=', family)
    .orderBy('since', 'desc')
    .orderBy('emergency_opening.id')
    .execute();
  return rows.map(({ who, name, role, agency, title, closed_at, ...row }) => ({
    id: row.id,
    reason: row.reason,
    since: row.since,
    until: row.until,
    live: row.live,
    closedAt: closed_at,
    practitioner: practitionerFrom({ id: who, name, role, agency, title }),
  }));
}

/** Closes it before its time; closing twice changes nothing. */
export async function closeOpening(transaction: Transaction, opening: string, by: string): Promise<void> {
  await transaction
    .insertInto('emergency_closing')
    .values({ opening, by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertReview(
  transaction: Transaction,
  row: { readonly id: string; readonly opening: string; readonly outcome: Outcome; readonly words: string; readonly by: string },
): Promise<void> {
  await transaction.insertInto('opening_review').values(row).execute();
}

/** Signs what only the server may ask, for this transaction alone. */
export async function signedByServer(transaction: Transaction, key: Uint8Array, what: string): Promise<Buffer> {
  const { rows } = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(transaction);
  return createHmac('sha256', key)
    .update(`${what} ${rows[0]?.number ?? ''}`)
    .digest();
}

/** Tells of the openings that nobody reviewed in time and that were not told of before; answers which they were. */
export async function tellOfUnreviewed(
  transaction: Transaction,
  key: Uint8Array,
  at: string,
): Promise<{ readonly opening: string; readonly family: string }[]> {
  const mac = await signedByServer(transaction, key, 'unreviewed');
  const { rows } = await sql<{
    opening: string;
    family: string;
  }>`select opening, family from tell_of_unreviewed(${at}::timestamptz, ${mac})`.execute(transaction);
  return rows;
}

export const MESSAGE_KINDS = ['opened-in-an-emergency', 'opening-not-reviewed', 'opening-reviewed'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type MessageRow = {
  readonly id: string;
  readonly kind: MessageKind;
  /** The opening that it is about. */
  readonly about: string;
  readonly at: string;
  readonly openedAt: string | null;
};

/** The messages of whoever is acting, the latest first. */
export async function ownMessages(transaction: Transaction): Promise<MessageRow[]> {
  const rows = await transaction
    .selectFrom('told')
    .leftJoin('told_opened', 'told_opened.told', 'told.id')
    .select(['told.id', 'kind', 'about', 'told.at', 'told_opened.at as openedAt'])
    .orderBy('told.at', 'desc')
    .orderBy('told.id')
    .execute();
  return rows;
}

/** How many of them were not opened yet. */
export async function countUnopened(transaction: Transaction): Promise<number> {
  const row = await transaction
    .selectFrom('told')
    .leftJoin('told_opened', 'told_opened.told', 'told.id')
    .select(({ fn }) => fn.countAll<number>().as('number'))
    .where('told_opened.told', 'is', null)
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

/** Marks a message as opened, now. The first time counts. */
export async function markOpened(transaction: Transaction, told: string): Promise<void> {
  await transaction
    .insertInto('told_opened')
    .values({ told })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
