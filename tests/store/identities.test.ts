/** Identities and passkeys answer only through their functions, each to whom it is for; their tables answer nobody. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs } from '../../src/app/door.ts';
import { inTransaction, type Transaction } from '../../src/store/database.ts';
import {
  endProviderSessions,
  keepProviderSession,
  keepUnknownIdentity,
  linkedIdentities,
  linkIdentity,
  practitionerOfIdentity,
  spend,
  unlinkIdentity,
} from '../../src/store/identities.ts';
import { keepPasskey, ownCredentials, ownPasskeys, passkeyOfCredential, removePasskey, usePasskey } from '../../src/store/passkeys.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

const { healthVisitor, manager, officer } = TEST_PRACTITIONERS;
const ADMINISTRATOR = { id: 'ad'.repeat(16), name: 'Ada Brook', role: 'administrator', agency: 'partnership' };
const ISSUER = 'https://login.example.org';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await test.ask(
    `insert into practitioner (id, partnership, name, role, agency, position)
     select $1, partnership, $2, 'administrator', 'partnership', 9 from practitioner where id = $3`,
    [ADMINISTRATOR.id, ADMINISTRATOR.name, manager.id],
  );
});
afterAll(() => test.close());

/** As somebody, or as nobody at all. */
const as = <Result>(who: typeof ADMINISTRATOR | null, work: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
  inTransaction(test.database, 'read committed', async (transaction) => {
    await enterAs(transaction, test.as(who));
    return work(transaction);
  });

const aPasskey = () => ({
  id: randomBytes(16).toString('hex'),
  credential: randomBytes(32),
  publicKey: randomBytes(77),
  counter: 0,
  transports: ['internal'],
  backedUp: false,
  name: 'Phone',
});

describe('the tables', () => {
  it.each(['spent', 'unknown_identity', 'provider_session', 'provider_logout'])('%s cannot be read by the application', async (table) => {
    await expect(as(ADMINISTRATOR, (transaction) => sql`select 1 from ${sql.table(table)}`.execute(transaction))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each([
    sql`select subject from identity`,
    sql`select public_key from passkey`,
    sql`select credential from passkey`,
    sql`insert into identity (partnership, issuer, subject, practitioner, by) values ('x', 'x', 'x', null, 'x')`,
    sql`update passkey set counter = 0`,
    sql`delete from passkey`,
  ])('what only checking needs cannot be read, and nothing written past the functions (%#)', async (statement) => {
    await expect(as(ADMINISTRATOR, (transaction) => statement.execute(transaction))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('an identity', () => {
  it('is linked and unlinked by an administrator alone, and counts from then on', async () => {
    await as(null, (transaction) => keepUnknownIdentity(transaction, 'AAAA-BBBB-CCCC', ISSUER, 'one'));
    for (const who of [null, healthVisitor, manager]) {
      expect(await as(who, (transaction) => linkIdentity(transaction, 'AAAA-BBBB-CCCC', officer.id))).toBe(false);
      expect(await as(who, (transaction) => linkedIdentities(transaction))).toEqual([]);
    }
    expect(await as(ADMINISTRATOR, (transaction) => linkIdentity(transaction, 'AAAA-BBBB-CCCC', 'unheard-of'))).toBe(false);
    expect(await as(ADMINISTRATOR, (transaction) => linkIdentity(transaction, 'AAAA-BBBB-CCCC', officer.id))).toBe(true);
    expect(await as(null, (transaction) => practitionerOfIdentity(transaction, ISSUER, 'one'))).toBe(officer.id);
    expect(await as(null, (transaction) => practitionerOfIdentity(transaction, `${ISSUER}/`, 'one'))).toBeNull();
    const [link] = await as(ADMINISTRATOR, (transaction) => linkedIdentities(transaction));
    const sequence = link?.sequence ?? 0;
    for (const who of [null, officer]) expect(await as(who, (transaction) => unlinkIdentity(transaction, sequence))).toBe(false);
    expect(await as(ADMINISTRATOR, (transaction) => unlinkIdentity(transaction, sequence))).toBe(true);
    expect(await as(ADMINISTRATOR, (transaction) => unlinkIdentity(transaction, sequence))).toBe(false);
    expect(await as(null, (transaction) => practitionerOfIdentity(transaction, ISSUER, 'one'))).toBeNull();
    // Both lines stay: who was linked when is a question of a court.
    expect(await test.ask('select practitioner from identity order by sequence')).toEqual([
      { practitioner: officer.id },
      { practitioner: null },
    ]);
  });

  it('keeps only the newest reference of one person, for a week', async () => {
    await as(null, (transaction) => keepUnknownIdentity(transaction, 'OLDR-EFER-ENCE', ISSUER, 'two'));
    await as(null, (transaction) => keepUnknownIdentity(transaction, 'NEWR-EFER-ENCE', ISSUER, 'two'));
    expect(await as(ADMINISTRATOR, (transaction) => linkIdentity(transaction, 'OLDR-EFER-ENCE', officer.id))).toBe(false);
    await test.ask("update unknown_identity set at = now() - interval '8 days'");
    expect(await as(ADMINISTRATOR, (transaction) => linkIdentity(transaction, 'NEWR-EFER-ENCE', officer.id))).toBe(false);
  });
});

describe('what the server says of sessions', () => {
  it('is believed only when the server signed it', async () => {
    const [session] = await test.ask<{ id: string }>(
      `insert into session (id, practitioner, secret_hash, how, until, idle_until)
       values ($1, $2, $3, 'identity-provider', now() + interval '1 hour', now() + interval '1 hour') returning id`,
      ['5e'.repeat(16), officer.id, randomBytes(32)],
    );
    const said = { session: session?.id ?? '', issuer: ISSUER, sub: 'one', sid: 's', authenticatedAt: new Date().toISOString() };
    const key = test.as(null).keys.context;
    const other = new Uint8Array(32).fill(9);
    expect(await as(null, (transaction) => keepProviderSession(transaction, other, said))).toBe(false);
    expect(await as(null, (transaction) => keepProviderSession(transaction, key, said))).toBe(true);
    const whose = { issuer: ISSUER, sub: 'one', sid: null };
    expect(await as(null, (transaction) => endProviderSessions(transaction, other, whose))).toBe(0);
    expect(await as(null, (transaction) => endProviderSessions(transaction, key, { ...whose, issuer: 'https://elsewhere.example' }))).toBe(
      0,
    );
    expect(await as(null, (transaction) => endProviderSessions(transaction, key, { ...whose, sid: 'another' }))).toBe(0);
    expect(await as(null, (transaction) => endProviderSessions(transaction, key, whose))).toBe(1);
  });

  it('is spent once', async () => {
    const mark = randomBytes(32);
    expect(await as(null, (transaction) => spend(transaction, mark))).toBe(true);
    expect(await as(null, (transaction) => spend(transaction, mark))).toBe(false);
    const many = await Promise.all(Array.from({ length: 8 }, () => as(null, (transaction) => spend(transaction, Buffer.alloc(32, 5)))));
    expect(many.filter(Boolean)).toHaveLength(1);
  });
});

describe('a passkey', () => {
  it('is its owner’s alone, and its counter only goes up', async () => {
    const kept = aPasskey();
    expect(await as(null, (transaction) => keepPasskey(transaction, kept))).toBe(false);
    expect(await as(officer, (transaction) => keepPasskey(transaction, kept))).toBe(true);
    expect(await as(healthVisitor, (transaction) => keepPasskey(transaction, { ...kept, id: '0'.repeat(32) }))).toBe(false);
    expect(await as(healthVisitor, (transaction) => ownPasskeys(transaction))).toEqual([]);
    expect(await as(null, (transaction) => ownCredentials(transaction))).toEqual([]);
    expect(await as(officer, (transaction) => ownCredentials(transaction))).toHaveLength(1);
    expect(await as(null, (transaction) => usePasskey(transaction, kept.id, 0))).toBe(true);
    expect(await as(null, (transaction) => usePasskey(transaction, kept.id, 7))).toBe(true);
    for (const counter of [7, 6, 0]) expect(await as(null, (transaction) => usePasskey(transaction, kept.id, counter))).toBe(false);
    expect(await as(healthVisitor, (transaction) => removePasskey(transaction, kept.id))).toBe(false);
    expect(await as(officer, (transaction) => removePasskey(transaction, kept.id))).toBe(true);
    expect(await as(null, (transaction) => passkeyOfCredential(transaction, kept.credential))).toBeNull();
    expect(await as(null, (transaction) => usePasskey(transaction, kept.id, 8))).toBe(false);
  });
});
