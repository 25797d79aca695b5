/** Opening one family in an emergency, for four hours; and closing it before. Whoever works with the family and a reviewer are told at once. */
import { Type } from 'typebox';
import { type Problem, problem } from '../../domain/problem.ts';
import { isDay } from '../../domain/time.ts';
import { closeOpening as close, openInAnEmergency as open, openingsKnown, openingsOf } from '../../store/openings.ts';
import { operation, whoAsks } from '../door.ts';
import { Id, IsoDay, Words } from '../inputs.ts';

export type OpenedFamily = { readonly opening: string; readonly family: string; readonly until: string };

const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const openInAnEmergency = operation({
  name: 'open-in-an-emergency',
  says: 'Open one family for four hours, because a child may be in danger now: by the child’s name and date of birth, or by what the family is called.',
  permission: 'open-in-an-emergency',
  effect: 'records',
  stepUp: true,
  input: Type.Object({
    sought: Type.Union([Type.Object({ child: Name, born: IsoDay }), Type.Object({ family: Name })]),
    reason: Words,
  }),
  subject: () => ({ partnership: true }),
  touched: (_, { family }: OpenedFamily) => ({ family }),
  run: async (inside, { sought, reason }): Promise<OpenedFamily | Problem> => {
    if ('born' in sought && !isDay(sought.born)) return problem('not-valid', 'sought.born: there is no such day.');
    return (await open(inside.transaction, inside.newId(), sought, reason)) ?? problem('not-found');
  },
});

export type Closed = { readonly closed: true };

export const closeOpening = operation({
  name: 'close-opening',
  says: 'Close a family that one opened in an emergency, before the four hours are over.',
  permission: 'open-in-an-emergency',
  effect: 'records',
  verb: 'change',
  input: Type.Object({ family: Id, opening: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, opening }): Promise<Closed | Problem> => {
    const { transaction } = inside;
    const who = whoAsks(inside);
    const found = (await openingsOf(transaction, family)).find(({ id, practitioner }) => id === opening && practitioner.id === who.id);
    if (found === undefined) return problem('not-found');
    await close(transaction, opening, who.id);
    return { closed: true };
  },
});

export type OwnOpening = {
  readonly id: string;
  readonly reason: string;
  readonly since: string;
  readonly until: string;
  readonly closedAt: string | null;
  /** Null once it is over. */
  readonly family: string | null;
  readonly reviews: readonly { readonly outcome: string; readonly words: string; readonly at: string; readonly byName: string }[];
};

export const listOwnOpenings = operation({
  name: 'list-own-openings',
  says: 'The families that one opened in an emergency, and what was thought of it afterwards.',
  permission: 'open-in-an-emergency',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<{ readonly openings: readonly OwnOpening[] }> => ({
    openings: (await openingsKnown(transaction))
      .filter(({ own }) => own)
      .map(({ id, reason, since, until, closedAt, family, reviews }) => ({ id, reason, since, until, closedAt, family, reviews })),
  }),
});
