/** Signing in: every code once, one answer for everything that is wrong, waits and never locks, and sessions that end when they should. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeAt } from '../../src/app/accounts/codes.ts';
import { recognisable } from '../../src/app/accounts/sealing.ts';
import { triesOf } from '../../src/app/accounts/tries.ts';
import { addPractitioner } from '../../src/app/add-practitioner.ts';
import { changeRole } from '../../src/app/change-role.ts';
import { confirmIdentity } from '../../src/app/confirm-identity.ts';
import { type Context, through } from '../../src/app/door.ts';
import { endPractitioner } from '../../src/app/end-practitioner.ts';
import { endSessionsOf } from '../../src/app/end-sessions.ts';
import { beginDemonstration, beginPartnership } from '../../src/app/first-run.ts';
import { giveLink } from '../../src/app/give-link.ts';
import { keepForm, readKeptForms } from '../../src/app/kept-form.ts';
import { listPeople } from '../../src/app/list-people.ts';
import { beginAccount, makeAccount, readLink } from '../../src/app/make-account.ts';
import { readOwnAccount, replacePassword, replaceRecoveryCodes } from '../../src/app/own-account.ts';
import { askerOf } from '../../src/app/session-token.ts';
import { signIn } from '../../src/app/sign-in.ts';
import { signInDemonstration } from '../../src/app/sign-in-demonstration.ts';
import { signOut, signOutEverywhere } from '../../src/app/sign-out.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { passwordFault } from '../../src/domain/sign-in.ts';
import { inTransaction, openDatabase, type Transaction } from '../../src/store/database.ts';
import { OWNER_ROLE } from '../../src/store/migrations.ts';
import { keepPractitioners } from '../../src/store/practitioners.ts';
import { beginSession } from '../../src/store/sessions.ts';
import { PARTNERSHIP, TEST_KEYS, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { accountFor, asNobody, clock, linkFor, PASSWORD, secretOfKey, type TestAccount } from './accounts.ts';
import { done } from './bring-files.ts';

const { manager, healthVisitor, officer, reviewer } = TEST_PRACTITIONERS;
const ADMINISTRATOR: Practitioner = { id: 'b1'.repeat(16), name: 'Wren Castle', role: 'administrator', agency: 'partnership' };
const FROM = '192.0.2.7';

describe('signing in', () => {
  let test: TestDatabase;
  let account: TestAccount;
  const time = clock();
  const nobody = () => asNobody(test, time);
  const sign = (given: Partial<{ login: string; password: string; code: string; from: string }> = {}) =>
    through(nobody(), signIn, { login: account.login, password: PASSWORD, code: account.code(), from: FROM, ...given });
  /** As whoever this token is of. */
  const of = async (token: string): Promise<Context> => {
    const { practitioner, session } = await askerOf(nobody(), token);
    return { ...nobody(), practitioner, session };
  };
  const signedIn = async (): Promise<string> => {
    time.pass(30);
    const answer = await sign();
    if (isProblem(answer)) throw new Error(answer.problem);
    return answer.token;
  };

  beforeAll(async () => {
    test = await testDatabase();
    const behind = openDatabase(test.connection('superuser'));
    await inTransaction(behind, 'read committed', (transaction) => keepPractitioners(transaction, PARTNERSHIP, [ADMINISTRATOR]));
    await behind.close();
    account = await accountFor(test, time, manager, 'Asha.Rowe@saltmarsh.example');
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    time.pass(30);
    await test.ask('delete from sign_in_budget');
  });

  it('takes a sign-in name in any case, the password and the code of these 30 seconds', async () => {
    const answer = await sign({ login: '  ASHA.ROWE@saltmarsh.example ' });
    expect(answer).toMatchObject({ practitioner: manager.id });
    const asker = await askerOf(nobody(), (answer as { token: string }).token);
    expect([asker.practitioner?.id, asker.session?.how]).toEqual([manager.id, 'password-and-code']);
  });

  it('never takes a code twice, nor an earlier or a later one', async () => {
    const code = account.code();
    expect(isProblem(await sign({ code }))).toBe(false);
    expect(await sign({ code })).toMatchObject({ problem: 'not-recognised' });
    time.pass(30);
    expect(await sign({ code })).toMatchObject({ problem: 'not-recognised' });
    const next = codeAt(account.secret, new Date(time.at + 30_000).toISOString());
    expect(await sign({ code: next })).toMatchObject({ problem: 'not-recognised' });
    const both = await Promise.all([sign(), sign()]);
    expect(both.map(isProblem).sort()).toEqual([false, true]);
  });

  it('takes each recovery code once, however it is spaced', async () => {
    const [first = '', second = ''] = account.recoveryCodes;
    expect(account.recoveryCodes).toHaveLength(10);
    expect(isProblem(await sign({ code: first }))).toBe(false);
    expect(await sign({ code: first })).toMatchObject({ problem: 'not-recognised' });
    expect(await sign({ password: 'not this one at all', code: second })).toMatchObject({ problem: 'not-recognised' });
    const both = await Promise.all([sign({ code: second.toUpperCase().replaceAll('-', ' ') }), sign({ code: second })]);
    expect(both.map(isProblem).sort()).toEqual([false, true]);
  });

  it('gives one answer, whatever is wrong', async () => {
    const wrong = [
      { login: 'nobody@saltmarsh.example' },
      { login: '' },
      { password: 'heron lantern quay mists' },
      { password: '' },
      { password: ` ${PASSWORD}` },
      { password: PASSWORD.toUpperCase() },
      { code: '000000' },
      { code: '' },
      { code: 'aaaa-bbbb-cccc-dddd' },
      { login: 'nobody@saltmarsh.example', code: 'aaaa-bbbb-cccc-dddd' },
    ];
    const answers = [];
    for (const one of wrong) {
      answers.push(JSON.stringify(await sign(one)));
      await test.ask('delete from sign_in_budget');
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('not-recognised');
  });

  it('keeps of an account nothing that can be read without the key, and of a session no token', async () => {
    const token = await signedIn();
    const rows = JSON.stringify(await test.ask('select * from account, session, recovery_code')).toLowerCase();
    const asHex = (text: string): string => Buffer.from(text).toJSON().data.join(',');
    for (const secret of ['asha.rowe', PASSWORD, token, ...account.recoveryCodes]) {
      expect(rows).not.toContain(secret.toLowerCase());
      expect(rows).not.toContain(asHex(secret));
    }
    const [{ hash } = { hash: '' }] = await test.ask<{ hash: string }>('select password_hash as hash from account');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(recognisable(TEST_KEYS.accounts, 'login-hash', 'a')).not.toEqual(recognisable(new Uint8Array(32), 'login-hash', 'a'));
  });

  it('slows tries down, for an account that is there as for one that is not, and says how long', async () => {
    for (const login of [account.login, 'nobody@saltmarsh.example']) {
      await test.ask('delete from sign_in_budget');
      for (let n = 0; n < 5; n += 1) expect(await sign({ login, password: 'wrong' })).toMatchObject({ problem: 'not-recognised' });
      expect(await sign({ login, password: 'wrong' })).toMatchObject({ problem: 'too-many-tries', retryAfter: 1 });
      await test.ask("update sign_in_budget set last_at = last_at - interval '2 seconds'");
      expect(await sign({ login, password: 'wrong' })).toMatchObject({ problem: 'not-recognised' });
      const [six, none] = [await sign({ login }), await sign({ login, code: '' })];
      expect([six, none]).toMatchObject([{ problem: 'too-many-tries' }, { problem: 'too-many-tries' }]);
      expect(JSON.stringify(six)).toBe(JSON.stringify(none));
      expect((six as { retryAfter: number }).retryAfter).toBeGreaterThan(0);
    }
    await test.ask("update sign_in_budget set failures = 1000, last_at = now() - interval '15 minutes'");
    expect(isProblem(await sign()), 'nobody is locked out: the longest wait is 15 minutes').toBe(false);
    expect(await test.ask('select from sign_in_budget where failures = 0'), 'a success forgives the account').toHaveLength(2);
  });

  it('counts many tries at once as many', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => sign({ password: 'wrong' })));
    const problems = answers.map((answer) => (answer as { problem: string }).problem);
    expect(problems.filter((one) => one === 'not-recognised')).toHaveLength(5);
    expect(problems.filter((one) => one === 'too-many-tries')).toHaveLength(7);
  });

  it('lets nobody keep somebody else out: where they have signed in before, strangers’ tries do not count', async () => {
    await signedIn();
    const hash = recognisable(TEST_KEYS.accounts, 'login-hash', account.login.toLowerCase());
    await test.ask('update sign_in_budget set failures = 1000, last_at = now() where key = $1', [
      triesOf(TEST_KEYS.accounts, hash, FROM).account,
    ]);
    time.pass(30);
    expect(await sign({ from: '198.51.100.9' })).toMatchObject({ problem: 'too-many-tries' });
    expect(isProblem(await sign())).toBe(false);
  });

  it('counts the last half of an IPv6 address as one', () => {
    const key = (from: string) => Buffer.from(triesOf(TEST_KEYS.accounts, new Uint8Array(4), from).address).toString('hex');
    expect(key('2001:db8:1:2::1')).toBe(key('2001:db8:1:2:ffff::9'));
    expect(key('2001:db8:1:2::1')).not.toBe(key('2001:db8:1:3::1'));
    expect(key('2001:db8::1')).toBe(key('2001:db8:0:0::2'));
    expect(key('::ffff:192.0.2.7')).toBe(key('192.0.2.7'));
  });

  it('gives a new token at each sign-in and at step-up, and the old one is worth nothing', async () => {
    const before = await signedIn();
    time.pass(30);
    const again = await through(await of(before), signIn, { login: account.login, password: PASSWORD, code: account.code(), from: FROM });
    const { token } = again as { token: string };
    expect((await askerOf(nobody(), before)).practitioner).toBeNull();
    time.pass(30);
    await test.ask("update session set authenticated_at = now() - interval '1 hour' where ended_at is null");
    const confirmed = await done(await of(token), confirmIdentity, { password: PASSWORD, code: account.code(), from: FROM });
    expect((await askerOf(nobody(), token)).practitioner).toBeNull();
    const now = await askerOf(nobody(), confirmed.token);
    expect(Date.now() - Date.parse(now.session?.authenticatedAt ?? '')).toBeLessThan(60_000);
    expect(now.session?.id).toBe((again as { session: string }).session);
    expect(await through(await of(confirmed.token), confirmIdentity, { password: PASSWORD, code: '000000', from: FROM })).toMatchObject({
      problem: 'not-recognised',
    });
  });

  it('ends a session when nothing was asked for 15 minutes, and after 10 hours whatever was asked', async () => {
    const lives = async (token: string) => (await askerOf(nobody(), token)).practitioner !== null;
    const token = await signedIn();
    const [row] = await test.ask<{ idle: number; whole: number }>(
      'select extract(epoch from idle_until - started_at)::int as idle, extract(epoch from until - started_at)::int as whole from session order by started_at desc limit 1',
    );
    expect(row).toEqual({ idle: 900, whole: 36_000 });
    await test.ask("update session set idle_until = now() + interval '1 minute' where ended_at is null");
    expect(await lives(token), 'asking for something lets it live on').toBe(true);
    expect(await test.ask("select from session where ended_at is null and idle_until > now() + interval '14 minutes'")).not.toEqual([]);
    await test.ask("update session set idle_until = now() - interval '1 second' where ended_at is null");
    expect(await lives(token)).toBe(false);
    const other = await signedIn();
    await test.ask("update session set until = now() - interval '1 second' where ended_at is null");
    expect(await lives(other)).toBe(false);
  });

  it('signs out of one session or of all of them, and a token that was kept aside is refused at once', async () => {
    const one = await signedIn();
    const two = await signedIn();
    const aside = await of(one);
    await done(await of(one), signOut, {});
    expect(await through(aside, readOwnAccount, {})).toMatchObject({ problem: 'not-signed-in' });
    expect((await askerOf(nobody(), two)).practitioner?.id).toBe(manager.id);
    const three = await signedIn();
    expect((await done(await of(three), signOutEverywhere, {})).ended).toBeGreaterThan(1);
    for (const token of [two, three]) expect((await askerOf(nobody(), token)).practitioner).toBeNull();
  });

  it('begins no session for SQL that is not signed with the key of contexts', async () => {
    const forged = {
      session: 'f'.repeat(32),
      practitioner: manager.id,
      how: 'passkey',
      seconds: 60,
      idleSeconds: 60,
      secretHash: new Uint8Array(32),
    } as const;
    const tried = (key: Uint8Array) =>
      inTransaction(test.database, 'read committed', (transaction) => beginSession(transaction, key, forged));
    expect(await tried(new Uint8Array(32).fill(9))).toBe(false);
    expect(await tried(TEST_KEYS.context)).toBe(true);
    const denied = (table: string) =>
      inTransaction(test.database, 'read committed', (transaction) =>
        transaction
          .selectFrom(table as 'kept_form')
          .selectAll()
          .execute(),
      );
    for (const table of ['account', 'recovery_code', 'one_time_link', 'sign_in_budget'])
      await expect(denied(table), table).rejects.toThrow(/permission denied/);
  });

  it('keeps what was typed for whoever typed it, sealed, and for nobody else', async () => {
    const token = await signedIn();
    const { session } = await askerOf(nobody(), token);
    const form = { to: '/families/new', fields: [['label', 'The Heron family']] as [string, string][], files: [] };
    await done(nobody(), keepForm, { session: session?.id ?? '', form });
    expect(JSON.stringify(await test.ask("select encode(sealed, 'escape') as words from kept_form"))).not.toContain('Heron');
    expect((await done(await of(token), readKeptForms, {})).forms).toMatchObject([form]);
    expect((await done(test.as(officer), readKeptForms, {})).forms).toEqual([]);
    expect(await through(nobody(), keepForm, { session: 'e'.repeat(32), form })).toMatchObject({ problem: 'not-found' });
    for (const to of ['//evil.example/', 'https://evil.example/', '/\\evil.example'])
      expect(await through(nobody(), keepForm, { session: session?.id ?? '', form: { ...form, to } })).toMatchObject({
        problem: 'not-valid',
      });
    await test.ask("update kept_form set until = now() - interval '1 second'");
    expect((await done(await of(token), readKeptForms, {})).forms).toEqual([]);
  });

  it('wants to be shown again before a new password or new recovery codes, which end the old', async () => {
    const token = await signedIn();
    const other = await signedIn();
    const stale = { ...(await of(token)), now: () => new Date(Date.now() + 6 * 60_000).toISOString() };
    const again = { problem: 'step-up-needed' };
    expect(await through(stale, replaceRecoveryCodes, {})).toMatchObject(again);
    expect(await through(stale, replacePassword, { password: 'quay mist heron lantern' })).toMatchObject(again);
    const codes = (await done(await of(token), replaceRecoveryCodes, {})).recoveryCodes;
    expect(await sign({ code: account.recoveryCodes[5] ?? '' })).toMatchObject({ problem: 'not-recognised' });
    expect(isProblem(await sign({ code: codes[5] ?? '' }))).toBe(false);
    await done(await of(token), replacePassword, { password: 'quay mist heron lantern' });
    expect((await askerOf(nobody(), other)).practitioner).toBeNull();
    expect((await askerOf(nobody(), token)).practitioner?.id).toBe(manager.id);
    time.pass(30);
    expect(await sign()).toMatchObject({ problem: 'not-recognised' });
    await done(await of(token), replacePassword, { password: PASSWORD });
  });

  it('makes an account from a link once, and not from one that has ended', async () => {
    const link = await linkFor(test, healthVisitor);
    expect(await done(nobody(), readLink, { link })).toEqual({ name: 'Morag Field', partnership: 'Test partnership', login: null });
    expect(await through(nobody(), beginAccount, { link, login: 'morag@x.example', password: 'short' })).toMatchObject({
      problem: 'not-valid',
    });
    const begun = await done(nobody(), beginAccount, { link, login: 'morag@x.example', password: PASSWORD });
    expect(begun.address).toMatch(/^otpauth:\/\/totp\/.*period=30/);
    const code = codeAt(secretOfKey(begun.key), time.now());
    expect(await through(nobody(), makeAccount, { link, state: begun.state, code: '000000' })).toMatchObject({ problem: 'not-recognised' });
    expect(await through(nobody(), makeAccount, { link: await linkFor(test, officer), state: begun.state, code })).toMatchObject({
      problem: 'link-ended',
    });
    expect(isProblem(await through(nobody(), makeAccount, { link, state: begun.state, code }))).toBe(false);
    const [used, none] = [await through(nobody(), readLink, { link }), await through(nobody(), readLink, { link: 'never' })];
    expect(JSON.stringify(used)).toBe(JSON.stringify(none));
    const taken = await linkFor(test, officer);
    const clash = await done(nobody(), beginAccount, { link: taken, login: 'MORAG@x.example', password: PASSWORD });
    expect(
      await through(nobody(), makeAccount, { link: taken, state: clash.state, code: codeAt(secretOfKey(clash.key), time.now()) }),
    ).toMatchObject({
      problem: 'login-taken',
    });
    await test.ask(
      "update one_time_link set made_at = now() - interval '25 hours', until = now() - interval '1 hour' where used_at is null",
    );
    expect(await through(nobody(), readLink, { link: taken })).toMatchObject({ problem: 'link-ended' });
  });

  it('lets an administrator add, change and end people, and ends sessions with them', async () => {
    const wren = await accountFor(test, time, ADMINISTRATOR, 'wren@x.example');
    const admin = () => of(wren.token);
    const { id } = await done(await admin(), addPractitioner, {
      name: 'Ada Reeve',
      role: 'practitioner',
      agency: 'police',
      title: 'Detective',
    });
    const earlier = (await done(await admin(), giveLink, { practitioner: id })).link;
    const { link } = await done(await admin(), giveLink, { practitioner: id });
    expect(await through(nobody(), readLink, { link: earlier }), 'a new link ends the one before').toMatchObject({ problem: 'link-ended' });
    const begun = await done(nobody(), beginAccount, { link, login: 'ada@x.example', password: PASSWORD });
    const ada = await done(nobody(), makeAccount, { link, state: begun.state, code: codeAt(secretOfKey(begun.key), time.now()) });
    await done(await admin(), changeRole, { practitioner: id, role: 'reviewer', agency: 'partnership', title: null });
    expect((await askerOf(nobody(), ada.token)).practitioner).toMatchObject({ role: 'reviewer', agency: 'partnership' });
    const held = await of(ada.token);
    expect((await done(await admin(), endSessionsOf, { practitioner: id })).ended).toBe(1);
    expect(await through(held, readOwnAccount, {})).toMatchObject({ problem: 'not-signed-in' });
    await test.ask('update session set ended_at = null where practitioner = $1', [id]);
    expect(isProblem(await through(held, readOwnAccount, {}))).toBe(false);
    await done(await admin(), endPractitioner, { practitioner: id });
    expect(await through(held, readOwnAccount, {})).toMatchObject({ problem: 'not-signed-in' });
    expect((await askerOf(nobody(), ada.token)).practitioner).toBeNull();
    time.pass(30);
    const code = codeAt(secretOfKey(begun.key), time.now());
    expect(await through(nobody(), signIn, { login: 'ada@x.example', password: PASSWORD, code, from: FROM })).toMatchObject({
      problem: 'not-recognised',
    });
    expect((await done(await admin(), listPeople, {})).people.find((one) => one.id === id)?.leftAt).not.toBeNull();
    expect(await through(await admin(), giveLink, { practitioner: id })).toMatchObject({ problem: 'not-found' });
    expect(await through(await admin(), endPractitioner, { practitioner: ADMINISTRATOR.id })).toMatchObject({ problem: 'not-oneself' });
    const others = { problem: 'not-permitted' };
    expect(await through(test.as(reviewer), giveLink, { practitioner: officer.id })).toMatchObject(others);
    expect(await through(test.as(reviewer), endPractitioner, { practitioner: officer.id })).toMatchObject(others);
  });

  it('lets an invented person show again who they are with one click', async () => {
    const begun = await done(nobody(), signInDemonstration, { practitioner: officer.id });
    await test.ask("update session set authenticated_at = now() - interval '1 hour' where id = $1", [begun.session]);
    const again = await done(await of(begun.token), confirmIdentity, { password: '', code: '', from: FROM });
    const { session } = await askerOf(nobody(), again.token);
    expect(session?.how).toBe('demonstration');
    expect(Date.now() - Date.parse(session?.authenticatedAt ?? '')).toBeLessThan(60_000);
    expect((await askerOf(nobody(), begun.token)).session).toBeNull();
  });

  it('lets nobody be an invented person where there is no demonstration', async () => {
    expect(isProblem(await through(nobody(), signInDemonstration, { practitioner: officer.id }))).toBe(false);
    expect(await through(nobody(), signInDemonstration, { practitioner: 'nobody' })).toMatchObject({ problem: 'not-found' });
    await test.ask('update partnership set demonstration = false');
    try {
      expect(await through(nobody(), signInDemonstration, { practitioner: officer.id })).toMatchObject({ problem: 'not-found' });
    } finally {
      await test.ask('update partnership set demonstration = true');
    }
  });
});

describe('the first run', () => {
  let test: TestDatabase;
  const asOwner = async <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> => {
    const owner = openDatabase({ ...test.connection('superuser'), role: OWNER_ROLE, max: 1 });
    try {
      return await inTransaction(owner, 'repeatable read', work);
    } finally {
      await owner.close();
    }
  };
  const id = 'c'.repeat(32);
  const begin = (administrator: string, name: string | null = 'Saltmarsh') =>
    beginPartnership(asOwner, test.as(null).newId, { id, name, administrator });

  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('makes no real partnership of a demonstration', async () => {
    expect(await begin('Wren Castle')).toMatchObject({ problem: 'is-demonstration' });
  });

  it('makes the first administrator by a link alone, and no demonstration of a real partnership', async () => {
    await test.ask('truncate partnership cascade');
    expect(await begin('Wren Castle', null)).toMatchObject({ problem: 'not-valid' });
    const begun = await begin('Wren Castle');
    const { link } = begun as { link: string };
    expect(await done(test.as(null), readLink, { link })).toEqual({ name: 'Wren Castle', partnership: 'Saltmarsh', login: null });
    expect(await test.ask('select from account')).toEqual([]);
    expect(await begin('Somebody Else')).toMatchObject({ problem: 'has-practitioners' });
    const again = (await begin('Wren Castle', null)) as { link: string };
    expect(await through(test.as(null), readLink, { link })).toMatchObject({ problem: 'link-ended' });
    expect(isProblem(await through(test.as(null), readLink, again))).toBe(false);
    expect(await beginDemonstration(asOwner, { id, name: 'Saltmarsh' }, [officer])).toMatchObject({ problem: 'is-partnership' });
    expect(await test.ask('select name from practitioner')).toEqual([{ name: 'Wren Castle' }]);
  });
});

describe('a password', () => {
  it.each([
    'password1234',
    'Qwertyuiop123',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'P4ssw0rd!P4ssw0rd',
    'welcomewelcome1',
    'letmein2026!!!',
    'Saltmarsh2026!',
    'asharowe12345',
    'short one',
  ])('such as %s is not taken', (password) => {
    expect(passwordFault(password, ['Asha Rowe', 'Saltmarsh safeguarding children partnership', 'asha@saltmarsh.example'])).not.toBeNull();
  });

  it.each([PASSWORD, 'correct heron battery marsh', 'żółw-rzeka-młyn', 'Xk4!9vQz#2mLp', 'i never liked that old teapot'])(
    'such as %s is',
    (password) => {
      expect(passwordFault(password, ['Asha Rowe', 'Saltmarsh safeguarding children partnership', 'asha@saltmarsh.example'])).toBeNull();
    },
  );
});
