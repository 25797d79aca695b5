/** What one was told: that something happened, with a reference. Never a name, a place or what is in a record. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { countUnopened, type MessageKind, type MessageRow, markOpened, openingsKnown, ownMessages } from '../store/openings.ts';
import { operation, whoAsks } from './door.ts';
import { Id } from './inputs.ts';

export type { MessageKind } from '../store/openings.ts';

export type Message = MessageRow & {
  /** What people say when they speak of it: the first digits of its number. */
  readonly reference: string;
};

const referenceOf = (about: string): string => about.slice(0, 8).toUpperCase();

export const listMessages = operation({
  name: 'list-messages',
  says: 'What one was told, the latest first.',
  permission: 'be-told',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<{ readonly messages: readonly Message[] }> => ({
    messages: (await ownMessages(transaction)).map((message) => ({ ...message, reference: referenceOf(message.about) })),
  }),
});

export type OpenedMessage = {
  readonly kind: MessageKind;
  readonly reference: string;
  readonly about: string;
  /** Whoever opens the message made that opening. */
  readonly own: boolean;
  /** The family that it is about, for those who see it now. */
  readonly family: string | null;
};

export const openMessage = operation({
  name: 'open-message',
  says: 'Open a message; from then on it can be said that one has seen it.',
  permission: 'be-told',
  effect: 'records',
  verb: 'read',
  input: Type.Object({ message: Id }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { message }): Promise<OpenedMessage | Problem> => {
    const found = (await ownMessages(transaction)).find(({ id }) => id === message);
    if (found === undefined) return problem('not-found');
    await markOpened(transaction, message);
    const opening = (await openingsKnown(transaction)).find(({ id }) => id === found.about);
    return {
      kind: found.kind,
      reference: referenceOf(found.about),
      about: found.about,
      own: opening?.own === true,
      family: opening?.family ?? null,
    };
  },
});

/** What stands at the top of every page for whoever is signed in. */
export type Standing = {
  readonly unopened: number;
  /** The families that are open to them in an emergency, and only so long. */
  readonly openings: readonly { readonly id: string; readonly family: string; readonly until: string; readonly reason: string }[];
};

export const readStanding = operation({
  name: 'read-standing',
  says: 'How many messages wait for one, and which families one has open in an emergency.',
  permission: 'be-told',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<Standing> => {
    const { transaction } = inside;
    const unopened = await countUnopened(transaction);
    if (whoAsks(inside).role !== 'emergency-practitioner') return { unopened, openings: [] };
    return {
      unopened,
      openings: (await openingsKnown(transaction)).flatMap(({ id, own, live, family, until, reason }) =>
        own && live && family !== null ? [{ id, family, until, reason }] : [],
      ),
    };
  },
});
