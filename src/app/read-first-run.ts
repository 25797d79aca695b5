/** Whether there is anybody here who could sign in, so that the sign-in page of a new server can say what to do. */
import { Type } from 'typebox';
import { firstRun } from '../store/sessions.ts';
import { operation } from './door.ts';

export const readFirstRun = operation({
  name: 'read-first-run',
  says: 'Whether this partnership has been set up.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<{ readonly begun: boolean }> => ({ begun: (await firstRun(transaction)).practitioners }),
});
