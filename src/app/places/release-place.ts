/**
 * Opening a protected place to somebody: one person asks, another agrees, and neither is the one who gains. Whoever agrees need not know the
 * place: they are told who asks, for whom and why. What was opened can be closed again by anybody to whom it is open.
 */
import { Type } from 'typebox';
import { matcherFor } from '../../domain/places/matcher.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { countChange } from '../../store/families.ts';
import {
  insertRelease,
  insertReleaseAgreed,
  insertReleaseWithdrawn,
  openPlaces,
  type ReleaseRow,
  releasesOf,
} from '../../store/protected-places.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import { Id, Words } from '../inputs.ts';
import { familyAllocations } from './whom.ts';

export type AskedRelease = { readonly id: string };
export type Done = Readonly<Record<never, never>>;

export const askToRelease = operation({
  name: 'ask-to-release',
  says: 'Ask that a protected place be opened to somebody; a second person, who does not gain by it, has to agree.',
  permission: 'release-places',
  effect: 'records',
  verb: 'share',
  stepUp: true,
  input: Type.Object({
    family: Id,
    place: Id,
    practitioner: Type.String({ minLength: 1, maxLength: 64, description: 'To whom it is to be opened.' }),
    agreedBy: Type.String({ minLength: 1, maxLength: 64, description: 'Who is asked to agree.' }),
    reason: Words,
  }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, place: wanted, practitioner, agreedBy, reason }): Promise<AskedRelease | Problem> => {
    const { transaction, keys } = inside;
    const me = whoAsks(inside).id;
    const place = (await openPlaces(transaction, keys, family)).find(({ id }) => id === wanted);
    if (place === undefined) return problem('not-found');
    if (new Set([me, practitioner, agreedBy]).size < 3)
      return problem('not-valid', 'agreedBy: whoever asks, whoever agrees and whoever gains are three different people.');
    const round = new Set(await familyAllocations(inside, family));
    if (!round.has(practitioner)) return problem('not-valid', 'practitioner: they do not work with this family.');
    if (!round.has(agreedBy)) return problem('not-valid', 'agreedBy: they do not work with this family.');
    // The reason is read by somebody to whom the place is closed.
    if (matcherFor([place.place]).find([reason]).length > 0) return problem('not-valid', 'reason: it holds words of the place itself.');
    const id = inside.newId();
    await insertRelease(transaction, { id, place: wanted, practitioner, reason, asked_by: me }, agreedBy);
    return { id };
  },
});

const OfRelease = Type.Object({ family: Id, release: Id });

export const agreeToRelease = operation({
  name: 'agree-to-release',
  says: 'Agree that a protected place be opened to somebody, as a second person who does not gain by it.',
  permission: 'release-places',
  effect: 'records',
  verb: 'share',
  stepUp: true,
  input: OfRelease,
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, release }): Promise<Done | Problem> => {
    const me = whoAsks(inside).id;
    const found = await findRelease(inside, family, release);
    if (found === null) return problem('not-found');
    if (found.askedBy === me || found.practitioner === me)
      return problem('not-permitted', 'It needs a second person who does not gain by it.');
    if (found.agreedBy !== null || found.withdrawnAt !== null) return problem('out-of-date');
    await countChange(inside.transaction, family);
    await insertReleaseAgreed(inside.transaction, { release, by: me });
    return {};
  },
});

export const withdrawRelease = operation({
  name: 'withdraw-release',
  says: 'Close a protected place again to somebody to whom it was opened, or take back what was asked.',
  permission: 'release-places',
  effect: 'records',
  input: OfRelease,
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, release }): Promise<Done | Problem> => {
    const found = await findRelease(inside, family, release);
    if (found === null) return problem('not-found');
    if (found.withdrawnAt !== null) return problem('out-of-date');
    await countChange(inside.transaction, family);
    await insertReleaseWithdrawn(inside.transaction, { release, by: whoAsks(inside).id });
    return {};
  },
});

async function findRelease({ transaction }: Inside, family: string, release: string): Promise<ReleaseRow | null> {
  return (await releasesOf(transaction, family)).find(({ id }) => id === release) ?? null;
}
