/** Signing in as people do it, in a browser without script: the same answer for everything wrong, and nothing typed is lost. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../../src/app/accounts/codes.ts';
import { linkFor, PASSWORD, secretOfKey } from '../app/accounts.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { type RealSite, signInOn, startRealSite } from './real-site.ts';

const PICTURES = process.env['KINLINE_PICTURES'];

describe('signing in to a real partnership', () => {
  let site: RealSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startRealSite(), startBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  const quiet = () => openPage(browser, { javaScriptEnabled: false });
  const pathOf = (page: Page): string => new URL(page.url()).pathname;

  it('has no invented people, and no page for whoever has not signed in', async () => {
    const { context, page } = await quiet();
    await page.goto(`${site.address}/families?said=added`);
    expect(pathOf(page)).toBe('/sign-in');
    expect(await page.textContent('body')).not.toMatch(/Asha Rowe|Demonstration|Choose who you are/);
    const chosen = await context.request.post(`${site.address}/`, {
      form: { _csrf: await token(page), practitioner: TEST_PRACTITIONERS.manager.id },
      maxRedirects: 0,
    });
    expect([chosen.status(), chosen.headers()['location']]).toEqual([303, '/sign-in']);
    await signInOn(page, site, site.manager);
    expect(page.url()).toBe(`${site.address}/families?said=added`);
    const [cookie] = (await context.cookies()).filter(({ name }) => name.endsWith('session'));
    expect(cookie).toMatchObject({ name: 'kinline-session', httpOnly: true, sameSite: 'Lax', expires: -1, path: '/' });
    await page.click('text=Sign out');
    await page.click('main button:has-text("Sign out")');
    expect(pathOf(page)).toBe('/sign-in');
    await page.goto(`${site.address}/families`);
    expect(pathOf(page)).toBe('/sign-in');
    await context.close();
  });

  it('answers byte for byte the same, whatever is wrong', async () => {
    const { context, page } = await quiet();
    await page.goto(`${site.address}/sign-in`);
    const _csrf = await token(page);
    const answers = new Set<string>();
    for (const [login, password, code] of [
      ['nobody@saltmarsh.example', PASSWORD, '123456'],
      [site.manager.login, 'not the password', '123456'],
      [site.manager.login, PASSWORD, '000000'],
      [site.manager.login, PASSWORD, 'aaaa-bbbb-cccc-dddd'],
    ] as const) {
      site.time.pass(30);
      await site.test.ask('delete from sign_in_budget');
      const reply = await context.request.post(`${site.address}/sign-in`, { form: { _csrf, login, password, code, to: '/' } });
      const { date: _date, ...headers } = reply.headers();
      const masked = JSON.stringify([reply.status(), headers, await reply.text()])
        .replaceAll(login, 'LOGIN')
        .replace(/nonce=\\?"[^"]*"|name=\\?"_csrf\\?" value=\\?"[^"]*"|nonce-[^']*'|"content-length":"\d+"/g, '');
      expect(reply.status()).toBe(401);
      answers.add(masked);
    }
    expect(answers.size).toBe(1);
    for (let n = 0; n < 6; n += 1)
      await context.request.post(`${site.address}/sign-in`, { form: { _csrf, login: 'x@y.example', password: '', code: '', to: '/' } });
    const slowed = await context.request.post(`${site.address}/sign-in`, {
      form: { _csrf, login: 'x@y.example', password: '', code: '', to: '/' },
    });
    expect(slowed.status()).toBe(429);
    expect(Number(slowed.headers()['retry-after'])).toBeGreaterThan(0);
    expect(await slowed.text()).toContain('Nobody is locked out');
    await site.test.ask('delete from sign_in_budget');
    await context.close();
  });

  it('goes nowhere else after signing in than to a page of its own', async () => {
    const { context, page } = await quiet();
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      await page.goto(`${site.address}/sign-in?to=${encodeURIComponent(to)}`);
      await signInOn(page, site, site.manager);
      expect(new URL(page.url()).host, to).toBe(new URL(site.address).host);
      await context.clearCookies();
    }
    await context.close();
  });

  it('keeps what was typed when the session has ended, also after signing out, and sends it with one button', async () => {
    for (const ending of ['idle', 'signed out'] as const) {
      const { context, page } = await quiet();
      await page.goto(`${site.address}/families/new`);
      await signInOn(page, site, site.manager);
      await page.fill('#label', `Kept ${ending}`);
      if (ending === 'idle') await site.test.ask("update session set idle_until = now() - interval '1 second' where ended_at is null");
      else {
        const other = await context.newPage();
        await other.goto(`${site.address}/sign-out`);
        await other.click('main button:has-text("Sign out")');
      }
      await page.click('button:has-text("Add this family")');
      expect(pathOf(page)).toBe('/sign-in');
      expect(await page.textContent('main')).toContain('What you had typed is kept for you');
      await signInOn(page, site, site.manager);
      expect(pathOf(page)).toBe('/kept');
      expect(await page.textContent('main')).toContain(`Kept ${ending}`);
      await page.click('button:has-text("Send it again")');
      expect(await page.textContent('body')).toContain(`Kept ${ending}`);
      expect(await site.test.ask('select label from family where label = $1', [`Kept ${ending}`])).toHaveLength(1);
      expect(await site.test.ask('select from kept_form')).toEqual([]);
      await context.close();
    }
  });

  it('shows nobody else what was kept, nor takes it from a session that never was', async () => {
    const { context, page } = await quiet();
    await page.goto(`${site.address}/families/new`);
    await signInOn(page, site, site.manager);
    await page.fill('#label', 'Not for Wren');
    await site.test.ask('update session set ended_at = now() where ended_at is null');
    await page.click('button:has-text("Add this family")');
    await signInOn(page, site, site.administrator);
    expect(await page.textContent('main')).toContain('Nothing is kept');
    const [{ id } = { id: '' }] = await site.test.ask<{ id: string }>('select id from kept_form');
    const reply = await page.goto(`${site.address}/kept/${id}`);
    expect(reply?.status()).toBe(404);
    await site.test.ask('delete from kept_form');
    await context.close();
  });

  it('asks again who one is before something privileged, and then does it with the same button', async () => {
    const { context, page } = await quiet();
    await page.goto(`${site.address}/partnership/people/new`);
    await signInOn(page, site, site.administrator);
    await page.fill('#name', 'Ada Reeve');
    await page.check('input[name=role][value=practitioner]');
    await page.selectOption('#agency', 'police');
    await site.test.ask("update session set authenticated_at = '2026-11-23T08:00:00Z' where ended_at is null");
    const before = (await context.cookies()).find(({ name }) => name === 'kinline-session')?.value;
    await page.click('button:has-text("Add them")');
    expect(pathOf(page)).toBe('/confirm');
    expect(await page.textContent('main')).toContain('Ada Reeve');
    await page.fill('#password', 'not the password');
    await page.fill('#code', '000000');
    await page.click('button:has-text("Confirm and send")');
    expect(await page.textContent('.govuk-error-summary')).toContain('do not go together');
    site.time.pass(30);
    await page.fill('#password', PASSWORD);
    await page.fill('#code', site.administrator.code());
    await page.click('button:has-text("Confirm and send")');
    expect(await page.textContent('h1')).toBe('Ada Reeve');
    expect((await context.cookies()).find(({ name }) => name === 'kinline-session')?.value).not.toBe(before);
    await page.click('button:has-text("Make a link")');
    const welcome = (await page.textContent('.kin-key code')) ?? '';
    expect(welcome).toMatch(/^\/welcome\/[\w-]{43}$/);
    const ada = await quiet();
    await ada.page.goto(site.address + welcome);
    expect(await ada.page.textContent('main')).toContain('For Ada Reeve, at Test partnership');
    await ada.page.fill('#login', 'ada@saltmarsh.example');
    await ada.page.fill('#password', PASSWORD);
    await ada.page.click('button:has-text("Continue")');
    const secret = secretOfKey((await ada.page.textContent('.kin-key code')) ?? '');
    await ada.page.fill('#code', '000000');
    await ada.page.click('button:has-text("Finish")');
    expect(await ada.page.textContent('.govuk-error-summary')).toContain('The code does not fit');
    await ada.page.fill('#code', codeAt(secret, site.time.now()));
    await ada.page.click('button:has-text("Finish")');
    expect(await ada.page.locator('.kin-codes code').count()).toBe(10);
    await ada.page.click('text=I have kept them');
    expect(pathOf(ada.page)).toBe('/families');
    expect((await ada.page.goto(site.address + welcome))?.status()).toBe(404);
    await ada.page.goto(`${site.address}/families`);
    await page.goto(`${site.address}/partnership/people`);
    await page.click('a:has-text("Ada Reeve")');
    await page.click('button:has-text("Write down that they have left")');
    await ada.page.reload();
    expect(pathOf(ada.page), 'at the next request').toBe('/sign-in');
    await ada.context.close();
    await context.close();
  }, 60_000);

  it('has pages that axe finds nothing wrong with, and that fit a phone', async () => {
    const link = await linkFor(site.test, TEST_PRACTITIONERS.officer);
    for (const width of [1280, 360]) {
      const { context, page, wrong } = await openPage(browser, { viewport: { width, height: 900 } });
      const look = async (name: string): Promise<void> => {
        if (PICTURES !== undefined) {
          mkdirSync(PICTURES, { recursive: true });
          await page.screenshot({ path: `${PICTURES}/${name.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
        }
        expect(await accessibilityFaults(page), `${name} at ${width} pixels`).toEqual([]);
        expect(await overflow(page), `${name} at ${width} pixels`).toBeLessThanOrEqual(0);
      };
      await page.goto(`${site.address}/sign-in`);
      await look('sign in');
      await page.click('main button[type=submit]:has-text("Sign in")');
      await look('sign in wrong');
      await page.goto(`${site.address}/welcome/${link}`);
      await look('welcome');
      await page.fill('#login', 'dilip@saltmarsh.example');
      await page.fill('#password', 'short');
      await page.click('button:has-text("Continue")');
      await look('welcome wrong');
      await page.fill('#password', PASSWORD);
      await page.click('button:has-text("Continue")');
      await look('code generator');
      await page.goto(`${site.address}/sign-in`);
      await signInOn(page, site, site.administrator);
      await page.waitForURL(`${site.address}/partnership/people`);
      await look('people');
      await page.goto(`${site.address}/partnership/people/new`);
      await page.click('button:has-text("Add them")');
      await look('add somebody wrong');
      await page.goto(`${site.address}/partnership/people/${TEST_PRACTITIONERS.reviewer.id}`);
      await page.click('button:has-text("Make a link")');
      await look('a person with a link');
      await site.test.ask("update session set authenticated_at = '2026-11-23T08:00:00Z' where ended_at is null");
      await page.goto(`${site.address}/account`);
      await look('account');
      await page.click('button:has-text("Make ten new recovery codes")');
      await look('confirm');
      site.time.pass(30);
      await page.fill('#password', PASSWORD);
      await page.fill('#code', site.administrator.code());
      await page.click('button:has-text("Confirm and send")');
      await page.waitForSelector('.kin-codes');
      await look('recovery codes');
      await page.goto(`${site.address}/sign-out`);
      await look('sign out');
      await page.goto(`${site.address}/partnership/people/new`);
      await page.fill('#name', 'Ada');
      await site.test.ask('update session set ended_at = now() where ended_at is null');
      await page.click('button:has-text("Add them")');
      await look('sign in with something kept');
      await signInOn(page, site, site.administrator);
      await page.waitForURL(`${site.address}/kept`);
      await look('kept');
      await site.test.ask('delete from kept_form');
      expect(wrong.filter((line) => !/status of (401|422)/.test(line))).toEqual([]);
      await context.close();
    }
  }, 240_000);
});

async function token(page: Page): Promise<string> {
  return (await page.getAttribute('input[name="_csrf"]', 'value')) ?? '';
}
