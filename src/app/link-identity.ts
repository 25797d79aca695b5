/** Administrators say whom the identity provider's people are here, and take that back. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { type LinkedIdentity, linkedIdentities, linkIdentity, unlinkIdentity } from '../store/identities.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export const linkPerson = operation({
  name: 'link-identity',
  says: 'Link somebody whom the organisation’s identity provider knows to a practitioner, by the reference that they were given.',
  permission: 'administer',
  effect: 'records',
  stepUp: true,
  input: Type.Object({ reference: Type.String({ minLength: 1, maxLength: 40 }), practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async ({ transaction }, { reference, practitioner }): Promise<{ readonly linked: true } | Problem> =>
    (await linkIdentity(transaction, asWritten(reference), practitioner))
      ? { linked: true }
      : problem('not-valid', 'There is no such reference, or it is older than a week, or there is no such practitioner.'),
});

export const unlinkPerson = operation({
  name: 'unlink-identity',
  says: 'Take the link between an identity and a practitioner away; sessions that came by it end.',
  permission: 'administer',
  effect: 'records',
  stepUp: true,
  input: Type.Object({ sequence: Type.Integer({ minimum: 1 }) }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { sequence }): Promise<{ readonly unlinked: true } | Problem> =>
    (await unlinkIdentity(transaction, sequence)) ? { unlinked: true } : problem('not-found'),
});

export const listIdentities = operation({
  name: 'list-identities',
  says: 'Who is linked to the organisation’s identity provider.',
  permission: 'administer',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<readonly LinkedIdentity[]> => linkedIdentities(transaction),
});

/** As somebody reads it out: small letters, spaces and all. */
function asWritten(reference: string): string {
  const letters = reference.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}
