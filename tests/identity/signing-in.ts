/** Test support: signing in at a provider as a browser would, through the door, and counting what it left behind. */
import { type Context, through } from '../../src/app/door.ts';
import { setOutForOrganisation, signInOrganisation } from '../../src/app/sign-in-organisation.ts';
import type { ProviderSettings } from '../../src/domain/identity-provider.ts';
import { isProblem, type Problem } from '../../src/domain/problem.ts';
import { relyingPartyAt } from '../../src/identity/passkey.ts';
import { openProvider } from '../../src/identity/provider.ts';
import { TEST_PRACTITIONERS, type TestDatabase } from '../database.ts';

export const ADDRESS = 'http://localhost:3000';

/** Whoever is at the browser; by the real clock, which the provider's tokens go by too. */
export function visitorOf(test: TestDatabase, settings: ProviderSettings | null, more: Partial<Context> = {}): Context {
  return {
    ...test.as(null),
    now: () => new Date().toISOString(),
    identity: {
      provider: settings === null ? null : openProvider(settings, Date.now),
      party: relyingPartyAt(ADDRESS, 'Test partnership'),
    },
    ...more,
  };
}

/** Links an identity, past the door. */
export async function linkInTest(test: TestDatabase, issuer: string, subject: string, practitioner: string): Promise<void> {
  await test.ask(
    `insert into identity (partnership, issuer, subject, practitioner, by)
     select partnership, $1, $2, id, $4 from practitioner where id = $3`,
    [issuer, subject, practitioner, TEST_PRACTITIONERS.manager.id],
  );
}

export async function setOut(visitor: Context, again = false): Promise<{ readonly to: string; readonly kept: string }> {
  const going = await through(visitor, setOutForOrganisation, { back: '/families', again });
  if (isProblem(going)) throw new Error(`Could not set out: ${going.problem}`);
  return going;
}

export const comeBack = (visitor: Context, kept: string | null, query: string) => through(visitor, signInOrganisation, { query, kept });

/** Live sessions and lines of the audit about signing in at the organisation, by outcome. */
export async function leftBehind(test: TestDatabase): Promise<{ readonly sessions: number; readonly lines: readonly string[] }> {
  const [sessions] = await test.ask<{ count: string }>('select count(*) from session where ended_at is null');
  const lines = await test.ask<{ outcome: string }>(
    `select outcome from audit where operation in ('sign-in-organisation', 'sign-out-by-organisation', 'set-out-for-organisation') order by sequence`,
  );
  return { sessions: Number(sessions?.count), lines: lines.map(({ outcome }) => outcome) };
}

export const problemOf = (answer: object | Problem): string => (isProblem(answer) ? answer.problem : 'signed in');
