/**
 * What comes in is looked through for the protected places of its family, and what goes out is looked through again. The register is opened
 * for that alone: whoever brings something or takes it away learns nothing of what is closed to them.
 */
import type { Contribution } from '../../domain/contribution.ts';
import type { Event } from '../../domain/event.ts';
import { matcherFor } from '../../domain/places/matcher.ts';
import type { ProtectedPlace } from '../../domain/places/place.ts';
import { type FileWords, type Part, revealed, wordsIn } from '../../domain/places/reveal.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import {
  insertMatches,
  matchesSetAside,
  type OpenedPlace,
  type PlacePart,
  type PlaceToMatch,
  placesToMatch,
  textsToMatch,
} from '../../store/protected-places.ts';
import { askAs, type Context, type Inside } from '../door.ts';
import { wordsOf } from '../read-files.ts';

type PartOfFamily = Part<PlacePart>;

/** The register that what belongs to a family is matched with: its own. (Families that are linked with it join here.) */
async function registerOf(inside: Inside, family: string): Promise<PlaceToMatch[]> {
  return placesToMatch(inside.transaction, inside.keys, family);
}

/**
 * Every word of a file that is brought, for a family that has protected places; null when there is nothing to look for. Slow: for `prepare`.
 */
export async function wordsToMatch(
  context: Context,
  family: string | null,
  file: { readonly file: string; readonly bytes: Uint8Array },
): Promise<readonly string[] | null | Problem> {
  if (family === null) return null;
  const register = await askAs(context, async (inside) => ({ places: (await registerOf(inside, family)).length }));
  if (isProblem(register)) return register;
  if (register.places === 0) return null;
  const [words] = await wordsOf([file], context.limits);
  return words ?? null;
}

/** Matches what was just received or written with the register of its family. Whoever changes a family waits for its register to be whole. */
export async function matchWritten(
  inside: Inside,
  family: string,
  parts: readonly PartOfFamily[],
  files: readonly FileWords<PlacePart>[] = [],
): Promise<void> {
  const register = await registerOf(inside, family);
  if (register.length > 0) await keepMatches(inside, family, register, parts, files);
}

export async function keepMatches(
  inside: Inside,
  family: string,
  places: readonly OpenedPlace[],
  parts: readonly PartOfFamily[],
  files: readonly FileWords<PlacePart>[],
): Promise<number> {
  const found = revealed(
    places.map(({ place }) => place),
    parts,
    files,
  );
  await insertMatches(
    inside.transaction,
    family,
    found.map(({ place, ...rest }) => ({ ...rest, place: places[place]?.id ?? '', id: inside.newId() })),
  );
  return found.length;
}

/** The parts of a contribution that can be withheld by themselves, and the rest of it as the document. */
export function partsOf(id: string, { events, attention, notEvents, notices, people, ...rest }: Contribution): PartOfFamily[] {
  const rows = (part: PlacePart, items: readonly unknown[]): PartOfFamily[] =>
    items.map((body, position) => ({ part, contribution: id, item: `${id} ${position}`, body }));
  return [
    ...events.map((body) => eventPart(id, body)),
    ...rows('attention', attention),
    ...rows('not-event', notEvents),
    ...rows('notice', notices),
    ...rows('person', people),
    { part: 'document', contribution: id, item: id, body: rest },
  ];
}

/** An event; with what a person wrote when they completed it, if they did. */
export function eventPart(contribution: string, event: Event, reason: string | null = null): PartOfFamily {
  return { part: 'event', contribution, item: event.id, body: [event, reason] };
}

export function writtenPart(part: 'note' | 'request' | 'decision' | 'settlement' | 'draft', item: string, body: unknown): PartOfFamily {
  return { part, contribution: null, item, body };
}

/** Whether one of these texts holds the words of any protected place of the family. For what is kept where it cannot be withheld. */
export async function namesAPlace(inside: Inside, family: string, texts: readonly string[]): Promise<boolean> {
  const register = await registerOf(inside, family);
  return register.length > 0 && matcherFor(register.map(({ place }) => place)).find(texts).length > 0;
}

/** For a reason that everybody round the family can read, and that cannot be withheld by itself: it is asked for in other words. */
export async function refuseToTell(inside: Inside, family: string, reason: string): Promise<Problem | null> {
  return (await namesAPlace(inside, family, [reason]))
    ? problem(
        'not-valid',
        'reason: leave out addresses, telephone numbers and names of places. Everybody who works with the family can read it.',
      )
    : null;
}

/** What must not stand in a file that this person takes away: the places closed to them, and the words that two people said are not them. */
export type Closed = { readonly places: readonly ProtectedPlace[]; readonly allowed: ReadonlySet<string> };

/** Nobody else is named yet who receives a file; whoever takes it away is its recipient. */
export async function closedTo(inside: Inside, family: string): Promise<Closed> {
  const closed = (await registerOf(inside, family)).filter(({ open }) => !open);
  const places = closed.map(({ place }) => place);
  const allowed = new Set<string>();
  const aside = closed.length === 0 ? [] : await matchesSetAside(inside.transaction, inside.keys, family);
  if (aside.length > 0) {
    const matcher = matcherFor(places);
    const wanted = new Map(aside.map((one) => [`${one.part} ${one.item}`, one]));
    for (const { part, item, body } of await textsToMatch(inside.transaction, inside.keys, family)) {
      const match = wanted.get(`${part} ${item}`);
      if (match === undefined) continue;
      for (const { place, written } of matcher.find([wordsIn(body)]))
        if (closed[place]?.id === match.place) allowed.add(`${place} ${written}`);
    }
  }
  return { places, allowed };
}

/** Whether one of these texts says what must not leave. */
export function reveals({ places, allowed }: Closed, texts: readonly string[]): boolean {
  if (places.length === 0) return false;
  const matcher = matcherFor(places);
  return texts.some((text) => matcher.find([text]).some(({ place, written }) => !allowed.has(`${place} ${written}`)));
}
