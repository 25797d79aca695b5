/** Test support: the real site of a real partnership, where people sign in with accounts, on a clock that codes go by. */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Page } from 'playwright-core';
import type { Practitioner } from '../../src/domain/access.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { keepPractitioners } from '../../src/store/practitioners.ts';
import { registerWeb } from '../../src/web/site.ts';
import { accountFor, type Clock, clock, PASSWORD, type TestAccount } from '../app/accounts.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { buildAssets } from './server.ts';

export const ADMINISTRATOR: Practitioner = { id: 'b1'.repeat(16), name: 'Wren Castle', role: 'administrator', agency: 'partnership' };

export type RealSite = {
  readonly address: string;
  readonly test: TestDatabase;
  readonly time: Clock;
  readonly manager: TestAccount;
  readonly administrator: TestAccount;
  readonly close: () => Promise<void>;
};

export async function startRealSite(): Promise<RealSite> {
  buildAssets();
  const test = await testDatabase();
  const time = clock();
  const behind = openDatabase(test.connection('superuser'));
  await inTransaction(behind, 'read committed', (transaction) => keepPractitioners(transaction, PARTNERSHIP, [ADMINISTRATOR]));
  await behind.close();
  await test.ask('update partnership set demonstration = false');
  const manager = await accountFor(test, time, TEST_PRACTITIONERS.manager, 'asha@saltmarsh.example');
  const administrator = await accountFor(test, time, ADMINISTRATOR, 'wren@saltmarsh.example');
  const app = Fastify({ logger: false });
  await registerWeb(app, {
    context: (practitioner) => ({ ...test.as(practitioner), now: time.now }),
    secret: 'only for tests, and long enough to sign with',
    partnership: 'Test partnership',
    demonstration: false,
    secure: false,
    tellUs: 'kinline@saltmarsh.example',
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    test,
    time,
    manager,
    administrator,
    close: async () => {
      await app.close();
      await test.close();
    },
  };
}

/** Signs in on the page that is open, as a person does. */
export async function signInOn(page: Page, { time }: RealSite, account: TestAccount): Promise<void> {
  time.pass(30);
  await page.fill('#login', account.login);
  await page.fill('#password', PASSWORD);
  await page.fill('#code', account.code());
  await page.click('main button[type=submit]:has-text("Sign in")');
}
