/**
 * What is withheld because it seems to reveal a protected place, for those to whom the place is open to decide on: two of them can say that it
 * does not. Until then it stays withheld.
 */
import { Type } from 'typebox';
import type { Practitioner } from '../../domain/access.ts';
import { matcherFor } from '../../domain/places/matcher.ts';
import { PLACE_KIND_WORDS } from '../../domain/places/place.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { contributionRows } from '../../store/contributions.ts';
import { countChange, findFamily } from '../../store/families.ts';
import {
  insertSetAsideAgreed,
  insertSetAsideAsked,
  openPlaces,
  type PlacePart,
  type WithheldRow,
  withheldMatches,
} from '../../store/protected-places.ts';
import { findEvents } from '../../store/readings.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import { Id, Words } from '../inputs.ts';
import { peopleById } from './list-places.ts';

export type WithheldPart = {
  readonly match: string;
  readonly part: PlacePart;
  /** Whose place it reveals, and of what kind. */
  readonly person: string;
  readonly kind: string;
  /** Where it can be read by those who see it: an event, a file that was received. Null where there is no page for it. */
  readonly event: string | null;
  readonly contribution: string | null;
  /** The file that it came in, or the event's words. */
  readonly file: string | null;
  readonly what: string | null;
  readonly askedBy: Practitioner | null;
  readonly reason: string | null;
  /** Whether whoever asks may be the second to say so. */
  readonly mayAgree: boolean;
};

export type Withheld = { readonly family: { readonly id: string; readonly label: string }; readonly parts: readonly WithheldPart[] };
export type Done = Readonly<Record<never, never>>;

export const listWithheld = operation({
  name: 'list-withheld',
  says: 'What is withheld from others because it seems to reveal a place that is open to whoever asks.',
  permission: 'keep-places',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family: id }): Promise<Withheld | Problem> => {
    const { transaction, keys } = inside;
    const family = await findFamily(transaction, id);
    if (family === null) return problem('not-found');
    const me = whoAsks(inside).id;
    const places = new Map((await openPlaces(transaction, keys, id)).map((one) => [one.id, one]));
    const waiting = (await withheldMatches(transaction, id)).filter(({ agreedBy }) => agreedBy === null);
    const people = await peopleById(inside);
    const files = new Map((await contributionRows(transaction, id)).map((row) => [row.id, row.file]));
    const events = new Map(
      (
        await findEvents(
          transaction,
          id,
          waiting.filter(({ part }) => part === 'event').map(({ item }) => item),
        )
      ).map(({ event }) => [event.id, event]),
    );
    return {
      family: { id, label: family.label },
      parts: waiting.flatMap((match) => {
        const place = places.get(match.place);
        if (place === undefined) return [];
        const event = match.part === 'event' ? events.get(match.item) : undefined;
        return [
          {
            match: match.id,
            part: match.part,
            person: place.person,
            kind: PLACE_KIND_WORDS[place.place.kind],
            event: event?.id ?? null,
            contribution: match.contribution !== null && files.has(match.contribution) ? match.contribution : null,
            file: match.contribution === null ? null : (files.get(match.contribution) ?? null),
            what: event?.what ?? null,
            askedBy: match.askedBy === null ? null : (people.get(match.askedBy) ?? null),
            reason: match.reason,
            mayAgree: match.askedBy !== null && match.askedBy !== me,
          },
        ];
      }),
    };
  },
});

export const askToSetMatchAside = operation({
  name: 'ask-to-set-match-aside',
  says: 'Say that something withheld does not reveal the place after all; a second person to whom the place is open has to agree.',
  permission: 'release-places',
  effect: 'records',
  stepUp: true,
  input: Type.Object({ family: Id, match: Id, reason: Words }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, match: id, reason }): Promise<Done | Problem> => {
    const { transaction, keys } = inside;
    const match = await findMatch(inside, family, id);
    if (match === null) return problem('not-found');
    if (match.askedBy !== null) return problem('out-of-date');
    const places = await openPlaces(transaction, keys, family);
    if (matcherFor(places.map(({ place }) => place)).find([reason]).length > 0)
      return problem('not-valid', 'reason: it holds words of the place itself.');
    await insertSetAsideAsked(transaction, { match: id, reason, asked_by: whoAsks(inside).id });
    return {};
  },
});

export const agreeToSetMatchAside = operation({
  name: 'agree-to-set-match-aside',
  says: 'Agree, as a second person, that something withheld does not reveal the place. Then everybody who sees the family sees it.',
  permission: 'release-places',
  effect: 'records',
  verb: 'share',
  stepUp: true,
  input: Type.Object({ family: Id, match: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, match: id }): Promise<Done | Problem> => {
    const match = await findMatch(inside, family, id);
    const me = whoAsks(inside).id;
    if (match === null || match.askedBy === null) return problem('not-found');
    if (match.agreedBy !== null) return problem('out-of-date');
    if (match.askedBy === me) return problem('not-permitted', 'It needs a second person.');
    await countChange(inside.transaction, family);
    await insertSetAsideAgreed(inside.transaction, { match: id, by: me });
    return {};
  },
});

async function findMatch({ transaction }: Inside, family: string, id: string): Promise<WithheldRow | null> {
  return (await withheldMatches(transaction, family)).find((match) => match.id === id) ?? null;
}
