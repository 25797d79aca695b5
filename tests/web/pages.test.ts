/** Every page, in a real browser: accessible, readable on a phone, quiet in its console, neutral in its title. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startContribution } from '../../src/app/start-contribution.ts';
import { done } from '../app/bring-files.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { chooseManager, POLICE_FILE, pagesOf, startSite, type TestSite, VISITING_FILE } from './server.ts';

const WIDTHS = [1280, 360] as const;

describe('every page', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('has nothing that axe finds wrong, and no error in its console, on a wide window and on a phone', async () => {
    for (const width of WIDTHS) {
      const { context, page, wrong } = await openPage(browser, { viewport: { width, height: 900 } });
      await chooseManager(page, site.address);
      for (const [name, path] of pagesOf(site)) {
        const reply = await page.goto(site.address + path);
        expect(reply?.status(), name).toBe(200);
        expect(await accessibilityFaults(page), `${name} at ${width} pixels`).toEqual([]);
      }
      expect(wrong).toEqual([]);
      await context.close();
    }
  }, 240_000);

  it('can be read at 320 pixels, which is 1280 at four times the size, without scrolling sideways', async () => {
    const { context, page } = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await chooseManager(page, site.address);
    for (const [name, path] of pagesOf(site)) {
      await page.goto(site.address + path);
      expect(await overflow(page), name).toBeLessThanOrEqual(0);
    }
    await context.close();
  }, 120_000);

  it('would be caught scrolling sideways or breaking a rule, had it a fault', async () => {
    const { context, page } = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await page.goto(`${site.address}/accessibility`);
    await page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<div class="planted"><img src="data:,"></div>');
      const planted = document.querySelector<HTMLElement>('.planted');
      if (planted !== null) planted.style.width = '900px';
    });
    expect(await overflow(page)).toBeGreaterThan(0);
    expect((await accessibilityFaults(page)).join()).toContain('image-alt');
    await context.close();
  });

  it('has a title of its own that names nobody and no family', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    const titles = new Map<string, string>();
    for (const [name, path] of pagesOf(site).filter(([name]) => !name.includes('nothing'))) {
      await page.goto(site.address + path);
      const title = await page.title();
      expect(title, name).toMatch(/ – Kinline$/);
      expect(title, name).not.toMatch(/Heron|Family two|Rowe|police\.csv|hv records/i);
      expect(titles.get(title), `${name} has the same title`).toBeUndefined();
      titles.set(title, name);
    }
    await context.close();
  });

  it('gives every form a token, and refuses what comes without one or with another’s', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    const actions = new Set<string>();
    for (const [name, path] of pagesOf(site)) {
      await page.goto(site.address + path);
      const forms = await page.$$eval('form[method="post"]', (all) =>
        (all as HTMLFormElement[]).map((form) => ({
          action: form.getAttribute('action') ?? '',
          token: form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '',
        })),
      );
      for (const { action, token } of forms) {
        expect(token.length, `${name}: ${action}`).toBeGreaterThan(20);
        actions.add(action);
      }
    }
    expect(actions.size).toBeGreaterThan(9);
    for (const action of actions) {
      for (const form of [{}, { _csrf: 'made-up' }]) {
        const reply = await context.request.post(site.address + action, { form, maxRedirects: 0 });
        expect(reply.status(), action).toBe(403);
      }
    }
    await context.close();
  });

  it('is never kept by the browser, and answers the same for what is hidden and what does not exist', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    const listed = await context.request.get(`${site.address}/families`);
    expect(listed.headers()['cache-control']).toBe('no-store');
    expect(listed.headers()['content-security-policy']).toContain("default-src 'none'");
    const officer = await browser.newContext();
    const other = await officer.newPage();
    await other.goto(site.address);
    await other.click('button:has-text("Morag Field")');
    const hidden = await officer.request.get(`${site.address}/families/${site.empty}/gather`);
    const absent = await officer.request.get(`${site.address}/families/${'0'.repeat(32)}/gather`);
    expect([hidden.status(), absent.status()]).toEqual([404, 404]);
    const bare = async (reply: { text(): Promise<string> }): Promise<string> =>
      (await reply.text()).replace(/nonce="[^"]*"|from=[^"]*/g, '');
    expect(await bare(hidden)).toBe(await bare(absent));
    await officer.close();
    await context.close();
  });

  it('sends whoever has not chosen who they are to the first page', async () => {
    const { context, page } = await openPage(browser);
    await page.goto(`${site.address}/families/${site.family}/gather`);
    expect(new URL(page.url()).pathname).toBe('/');
    await context.addCookies([{ name: 'kinline-session', value: 'a1'.repeat(16), url: site.address }]);
    await page.goto(`${site.address}/families`);
    expect(new URL(page.url()).pathname, 'a made-up token is nobody').toBe('/');
    await context.close();
  });

  it('says in plain words what is wrong, at the top and by the field, and stays accessible while it does', async () => {
    const { context, page } = await openPage(browser, { viewport: { width: 360, height: 800 } });
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/new`);
    await page.click('button:has-text("Add this family")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Write what this family should be called');
    expect(await page.textContent('.govuk-error-message')).toContain('Write what this family should be called');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto(`${site.address}/families/${site.empty}/gather/ask`);
    await page.fill('#by-day', '31');
    await page.fill('#by-month', '6');
    await page.fill('#by-year', '2026');
    await page.click('button:has-text("Write down that I am asking")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Choose an agency');
    expect(await page.textContent('.govuk-error-summary')).toContain('Give a real day');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto(`${site.address}/families/${site.empty}/gather/new`);
    await page.click('button:has-text("Read these files")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Choose at least one file');
    await page.setInputFiles('input[type=file]', {
      name: 'notes.doc',
      mimeType: 'application/msword',
      buffer: Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'),
    });
    await page.click('button:has-text("Read these files")');
    expect(await page.textContent('.govuk-error-summary')).toContain(
      'notes.doc: The file is not of the kind that its name says. Ask the sender',
    );
    expect(await accessibilityFaults(page)).toEqual([]);

    const reply = await page.goto(`${site.address}/no-such-page`);
    expect(reply?.status()).toBe(404);
    expect(await page.textContent('main')).toContain('There is nothing here that you can see.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);

  it('shows a reviewer the same pages without what a reviewer may not do', async () => {
    const { context, page } = await openPage(browser);
    await page.goto(site.address);
    await page.click('button:has-text("Ines Lowe")');
    expect(await page.locator('.kin-family-card').count()).toBeGreaterThan(0);
    expect(await page.locator('.kin-family-card >> text=/to (decide|settle|complete)/').count()).toBe(0);
    await page.goto(`${site.address}/families/${site.family}/merge`);
    expect(await page.locator('.kin-account').count()).toBe(2);
    expect(await page.locator('.kin-answers').count()).toBe(0);
    await page.goto(`${site.address}/families/${site.family}/gather`);
    expect(await page.locator('text=Ask an agency').count()).toBe(0);
    expect(await page.locator('text=Bring a file').count()).toBe(0);
    expect(await page.locator('text=/Complete \\d+ row/').count()).toBe(0);
    await page.goto(`${site.address}/contributions/${site.contribution}`);
    expect(await page.locator('text=Give the date').count()).toBe(0);
    await context.close();
  });

  it('sets a file aside from its steps or from the list of those that wait, and says so', async () => {
    const { context, page } = await openPage(browser, { viewport: { width: 360, height: 800 } });
    await chooseManager(page, site.address);
    const manager = site.test.as(TEST_PRACTITIONERS.manager);
    const bring = (file: string) => done(manager, startContribution, { family: site.empty, agency: 'gp', file, bytes: POLICE_FILE });
    const fromStep = await bring('wrong family.csv');
    await bring('sent twice.csv');
    await page.goto(`${site.address}/drafts/${fromStep.draft}/columns`);
    await page.click('button:has-text("Set this file aside")');
    expect(new URL(page.url()).pathname).toBe(`/families/${site.empty}/gather`);
    expect(await page.textContent('[role=status]')).toContain('The file was set aside. It is kept as it arrived, and does not count.');
    expect(await page.textContent('[aria-labelledby=waiting]')).not.toContain('wrong family.csv');
    await page.click('li:has-text("sent twice.csv") button');
    expect(await page.textContent('[role=status]')).toContain('The file was set aside.');
    expect(await page.textContent('main')).not.toContain('sent twice.csv');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`${site.address}/drafts/${fromStep.draft}/check`);
    expect(new URL(page.url()).pathname, 'a link that was kept leads to the list').toBe(`/families/${site.empty}/gather`);
    await context.close();
  });

  it('sends files away as attachments, byte for byte, and never opens them', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    const original = await context.request.get(`${site.address}/contributions/${site.contribution}/original`);
    expect(original.headers()['content-disposition']).toBe("attachment; filename*=UTF-8''hv%20records.csv");
    expect(original.headers()['content-security-policy']).toContain('sandbox');
    expect(Buffer.from(await original.body()).equals(Buffer.from(VISITING_FILE))).toBe(true);
    for (const format of ['docx', 'xlsx', 'csv', 'html', 'json', 'pdf']) {
      const file = await context.request.get(`${site.address}/families/${site.family}/downloads/${format}`);
      expect(file.status(), format).toBe(200);
      expect(file.headers()['content-disposition'], format).toMatch(/^attachment/);
      expect((await file.body()).length, format).toBeGreaterThan(500);
    }
    for (const format of ['docx', 'xlsx']) {
      expect((await context.request.get(`${site.address}/templates/gp/${format}`)).status(), format).toBe(200);
    }
    expect((await context.request.get(`${site.address}/families/${site.family}/downloads/exe`)).status()).toBe(404);
    await context.close();
  }, 60_000);
});
