/** The register of a family as one practitioner may see it: the places open to them, who else they are opened to, and what they are asked. */
import { Type } from 'typebox';
import type { Practitioner } from '../../domain/access.ts';
import { soughtTexts } from '../../domain/places/place.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { findFamily } from '../../store/families.ts';
import { allPractitioners } from '../../store/practitioners.ts';
import { openPlaces, type RegisteredPlace, type ReleaseRow, releasesOf, withheldMatches } from '../../store/protected-places.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import { Id } from '../inputs.ts';
import { familyAllocations } from './whom.ts';

export type Release = Omit<ReleaseRow, 'practitioner' | 'askedBy' | 'askedOf' | 'agreedBy'> & {
  readonly to: Practitioner | null;
  readonly askedBy: Practitioner | null;
  readonly askedOf: Practitioner | null;
  readonly agreedBy: Practitioner | null;
};

export type PlaceLine = Omit<RegisteredPlace, 'by'> & {
  readonly by: Practitioner | null;
  /** The texts that are looked for. */
  readonly sought: readonly string[];
  readonly releases: readonly Release[];
  /** So many parts are withheld for it from those to whom it is closed. */
  readonly withheld: number;
};

export type PlacesOfFamily = {
  readonly family: { readonly id: string; readonly label: string };
  readonly places: readonly PlaceLine[];
  /** Releases of places that are closed to whoever asks, that they were asked to agree to. */
  readonly askedOfMe: readonly Release[];
  /** Who works with the family: those to whom a place can be opened, and who can agree. */
  readonly round: readonly Practitioner[];
};

export const listPlaces = operation({
  name: 'list-places',
  says: 'The protected places of a family that are open to whoever asks, and the releases that they are asked to agree to.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family: id }): Promise<PlacesOfFamily | Problem> => {
    const { transaction, keys } = inside;
    const family = await findFamily(transaction, id);
    if (family === null) return problem('not-found');
    const me = whoAsks(inside).id;
    const people = await peopleById(inside);
    const releases = (await releasesOf(transaction, id)).map((row) => named(row, people));
    const withheld = await withheldMatches(transaction, id);
    const places = (await openPlaces(transaction, keys, id)).map((one) => ({
      ...one,
      by: people.get(one.by) ?? null,
      sought: soughtTexts(one.place).map(({ text }) => text),
      releases: releases.filter((release) => release.place === one.id),
      withheld: withheld.filter((match) => match.place === one.id && match.agreedBy === null).length,
    }));
    const open = new Set(places.map((one) => one.id));
    return {
      family: { id, label: family.label },
      places,
      askedOfMe: releases.filter(
        ({ place, askedOf, agreedBy, withdrawnAt }) => !open.has(place) && askedOf?.id === me && agreedBy === null && withdrawnAt === null,
      ),
      round: (await familyAllocations(inside, id)).flatMap((one) => (one === me ? [] : (people.get(one) ?? []))),
    };
  },
});

export async function peopleById({ transaction }: Inside): Promise<ReadonlyMap<string, Practitioner>> {
  return new Map((await allPractitioners(transaction)).map((one) => [one.id, one]));
}

function named({ practitioner, askedBy, askedOf, agreedBy, ...rest }: ReleaseRow, people: ReadonlyMap<string, Practitioner>): Release {
  const person = (id: string | null): Practitioner | null => (id === null ? null : (people.get(id) ?? null));
  return { ...rest, to: person(practitioner), askedBy: person(askedBy), askedOf: person(askedOf), agreedBy: person(agreedBy) };
}
