/**
 * Protected places as they are kept: sealed under a data key of their person, which is itself wrapped with a key outside the database.
 * What is asked of the whole register of a family is signed by the server; no statement alone can ask it. Nothing that is opened here for
 * matching leaves the operation that asked.
 */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { PlaceKind, ProtectedPlace } from '../domain/places/place.ts';
import type { Transaction } from './database.ts';
import { freshKey, open, seal } from './sealing.ts';
import type { PlacePart } from './tables.ts';

export type { PlacePart } from './tables.ts';

/** The two keys that this needs: `places` wraps, `context` signs. */
export type PlaceKeys = { readonly places: Uint8Array; readonly context: Uint8Array };

/** A place with whose it is, opened. */
export type OpenedPlace = {
  readonly id: string;
  readonly family: string;
  /** Whose place it is, in the words of whoever registered it. */
  readonly person: string;
  readonly place: ProtectedPlace;
};

export type RegisteredPlace = OpenedPlace & { readonly at: string; readonly by: string };

/** A place of the whole register, and whether it is open to whoever is acting. */
export type PlaceToMatch = OpenedPlace & { readonly open: boolean };

/** What reveals a place: which part, by the key that the part's own table has. */
export type PlaceMatch = { readonly place: string; readonly part: PlacePart; readonly contribution: string | null; readonly item: string };

export type TextToMatch = Omit<PlaceMatch, 'place'> & { readonly body: unknown };
export type FileToMatch = { readonly part: 'document' | 'draft'; readonly item: string; readonly file: string; readonly bytes: Uint8Array };

/** Whose place it is, as a token: the same person of a family has the same, and nobody without the key can tell who. */
function personToken({ places }: PlaceKeys, family: string, person: string): string {
  const folded = person.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return createHmac('sha256', places).update(`person ${family} ${folded}`).digest('hex').slice(0, 32);
}

const keyBelongs = (family: string, person: string): string[] => ['place key', family, person];
const placeBelongs = (family: string, place: string, kind: string): string[] => ['place', family, place, kind];

/** Signs what is asked of a whole family, for this transaction alone. */
async function signed(transaction: Transaction, keys: PlaceKeys, family: string): Promise<Buffer> {
  const { rows } = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(transaction);
  return createHmac('sha256', keys.context)
    .update(`matching ${family} ${rows[0]?.number ?? ''}`)
    .digest();
}

export async function insertPlace(transaction: Transaction, keys: PlaceKeys, added: Omit<RegisteredPlace, 'at'>): Promise<boolean> {
  const { id, family, place, by } = added;
  const person = personToken(keys, family, added.person);
  const fresh = seal(keys.places, freshKey(), keyBelongs(family, person));
  const mac = await signed(transaction, keys, family);
  const { rows } = await sql<{ wrapped: Buffer | null }>`select keep_place_key(${family}, ${person}, ${fresh}, ${mac}) as wrapped`.execute(
    transaction,
  );
  const key = rows[0]?.wrapped == null ? null : open(keys.places, rows[0].wrapped, keyBelongs(family, person));
  if (key === null) return false;
  const sealed = seal(key, Buffer.from(JSON.stringify({ ...place, person: added.person })), placeBelongs(family, id, place.kind));
  await transaction.insertInto('protected_place').values({ id, family, person, kind: place.kind, sealed, by }).execute();
  return true;
}

type SealedRow = {
  readonly place: string;
  readonly person: string;
  readonly kind: string;
  readonly sealed: Buffer;
  readonly wrapped: Buffer | null;
};

function opened(keys: PlaceKeys, family: string, row: SealedRow): OpenedPlace | null {
  const key = row.wrapped === null ? null : open(keys.places, row.wrapped, keyBelongs(family, row.person));
  const plain = key === null ? null : open(key, row.sealed, placeBelongs(family, row.place, row.kind));
  if (plain === null) return null;
  const { person, ...place } = JSON.parse(plain.toString('utf8')) as ProtectedPlace & { readonly person: string };
  return { id: row.place, family, person, place: { ...place, kind: row.kind as PlaceKind } };
}

/** The whole register of a family that whoever is acting sees: for matching, never to be shown. A place whose key was deleted is not in it. */
export async function placesToMatch(transaction: Transaction, keys: PlaceKeys, family: string): Promise<PlaceToMatch[]> {
  const mac = await signed(transaction, keys, family);
  const { rows } = await sql<SealedRow & { open: boolean }>`
    select place, person, kind, sealed, wrapped, open from places_to_match(${family}, ${mac})`.execute(transaction);
  return rows.flatMap((row) => {
    const place = opened(keys, family, row);
    return place === null ? [] : [{ ...place, open: row.open }];
  });
}

/** The places of a family that are open to whoever is acting, in the order in which they were registered. */
export async function openPlaces(transaction: Transaction, keys: PlaceKeys, family: string): Promise<RegisteredPlace[]> {
  const seen = await transaction
    .selectFrom('protected_place')
    .select(['id', 'at', 'by'])
    .where('family', '=', family)
    .orderBy('at')
    .orderBy('id')
    .execute();
  if (seen.length === 0) return [];
  const all = new Map((await placesToMatch(transaction, keys, family)).filter((one) => one.open).map((one) => [one.id, one]));
  return seen.flatMap(({ id, at, by }) => {
    const place = all.get(id);
    return place === undefined ? [] : [{ id, family, person: place.person, place: place.place, at, by }];
  });
}

/** Everything received or written of a family, for a place that is registered now. */
export async function textsToMatch(transaction: Transaction, keys: PlaceKeys, family: string): Promise<TextToMatch[]> {
  const mac = await signed(transaction, keys, family);
  const { rows } = await sql<
    Omit<TextToMatch, 'body'> & { body: string }
  >`select part, contribution, item, body from texts_to_match(${family}, ${mac})`.execute(transaction);
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }));
}

/** The files of a family, sealed and waiting. */
export async function filesToMatch(transaction: Transaction, keys: PlaceKeys, family: string): Promise<FileToMatch[]> {
  const mac = await signed(transaction, keys, family);
  return (await sql<FileToMatch>`select part, item, file, bytes from files_to_match(${family}, ${mac})`.execute(transaction)).rows;
}

export async function insertMatches(
  transaction: Transaction,
  family: string,
  matches: readonly (PlaceMatch & { readonly id: string })[],
): Promise<void> {
  const AT_ONCE = 1_000;
  for (let from = 0; from < matches.length; from += AT_ONCE)
    await transaction
      .insertInto('place_match')
      .values(matches.slice(from, from + AT_ONCE).map((match) => ({ ...match, family })))
      // What was found once is not found again: it may have been set aside.
      .onConflict((again) => again.doNothing())
      .execute();
}

/** What two people set aside in a family, whoever asks. */
export async function matchesSetAside(transaction: Transaction, keys: PlaceKeys, family: string): Promise<PlaceMatch[]> {
  const mac = await signed(transaction, keys, family);
  return (await sql<PlaceMatch>`select place, part, contribution, item from matches_set_aside(${family}, ${mac})`.execute(transaction))
    .rows;
}

/** A match that whoever is acting may decide on: those of places open to them. */
export type WithheldRow = PlaceMatch & {
  readonly id: string;
  readonly at: string;
  readonly askedBy: string | null;
  readonly reason: string | null;
  readonly agreedBy: string | null;
};

export async function withheldMatches(transaction: Transaction, family: string): Promise<WithheldRow[]> {
  return transaction
    .selectFrom('place_match as m')
    .leftJoin('place_match_set_aside as a', 'a.match', 'm.id')
    .leftJoin('place_match_set_aside_agreed as g', 'g.match', 'm.id')
    .select(['m.id', 'm.part', 'm.contribution', 'm.item', 'm.place', 'm.at', 'a.asked_by as askedBy', 'a.reason', 'g.by as agreedBy'])
    .where('m.family', '=', family)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute();
}

export async function insertSetAsideAsked(
  transaction: Transaction,
  row: { readonly match: string; readonly reason: string; readonly asked_by: string },
): Promise<void> {
  await transaction.insertInto('place_match_set_aside').values(row).execute();
}

export async function insertSetAsideAgreed(transaction: Transaction, row: { readonly match: string; readonly by: string }): Promise<void> {
  await transaction.insertInto('place_match_set_aside_agreed').values(row).execute();
}

export type ReleaseRow = {
  readonly id: string;
  readonly place: string;
  readonly practitioner: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly askedOf: string | null;
  readonly agreedBy: string | null;
  readonly agreedAt: string | null;
  readonly withdrawnAt: string | null;
};

/** The releases of a family that whoever is acting may know of: of places open to them, and those they were asked to agree to. */
export async function releasesOf(transaction: Transaction, family: string): Promise<ReleaseRow[]> {
  return transaction
    .selectFrom('place_release as r')
    .leftJoin('place_release_asked_of as k', 'k.release', 'r.id')
    .leftJoin('place_release_agreed as g', 'g.release', 'r.id')
    .leftJoin('place_release_withdrawn as w', 'w.release', 'r.id')
    .select([
      'r.id',
      'r.place',
      'r.practitioner',
      'r.reason',
      'r.asked_by as askedBy',
      'r.asked_at as askedAt',
      'k.practitioner as askedOf',
      'g.by as agreedBy',
      'g.at as agreedAt',
      'w.at as withdrawnAt',
    ])
    .where(sql<boolean>`family_of_release(r.id) = ${family}`)
    .orderBy('r.asked_at')
    .orderBy('r.id')
    .execute();
}

export async function insertRelease(
  transaction: Transaction,
  row: { readonly id: string; readonly place: string; readonly practitioner: string; readonly reason: string; readonly asked_by: string },
  askedOf: string,
): Promise<void> {
  await transaction.insertInto('place_release').values(row).execute();
  await transaction.insertInto('place_release_asked_of').values({ release: row.id, practitioner: askedOf }).execute();
}

export async function insertReleaseAgreed(transaction: Transaction, row: { readonly release: string; readonly by: string }): Promise<void> {
  await transaction.insertInto('place_release_agreed').values(row).execute();
}

export async function insertReleaseWithdrawn(
  transaction: Transaction,
  row: { readonly release: string; readonly by: string },
): Promise<void> {
  await transaction.insertInto('place_release_withdrawn').values(row).execute();
}

/** Deletes the data key of a person: what was sealed under it can never be read again, here or in a backup. False when they may not. */
export async function forgetPlacesOf(transaction: Transaction, keys: PlaceKeys, family: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select forget_place_key(${family}, ${personToken(keys, family, person)}) as done`.execute(
    transaction,
  );
  return rows[0]?.done === true;
}
