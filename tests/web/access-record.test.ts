/** The access record, the questions and the chronology to print, in a real browser: accessible, readable on a phone, and recorded. */
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/domain/questions.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { chooseManager, startSite, type TestSite } from './server.ts';

const { healthVisitor, manager } = TEST_PRACTITIONERS;
/** Pictures are kept where this names a folder, to be looked at. */
const PICTURES = process.env['KINLINE_TEST_PICTURES'];

/** Questions whose pages are made of the same parts as one that is checked. */
const SAME_PAGE = /question who-(added|changed|printed|exported|was-refused)|filtered|my own/;

describe('the access record and the questions', () => {
  let site: TestSite;
  let browser: Browser;
  let paths: readonly (readonly [string, string])[];
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
    await site.test.allocate(site.family, healthVisitor);
    const { family, event } = site;
    const question = (code: string): string => `/families/${family}/questions/${code}`;
    paths = [
      ['the access record', `/families/${family}/access`],
      ['the access record, filtered', `/families/${family}/access?what=read&practitioner=${manager.id}&from=2026-01-01`],
      ['the access record of a family with nothing yet', `/families/${site.empty}/access`],
      ['the copy for the family', `/families/${family}/access/for-the-family`],
      ['the questions', `/families/${family}/questions`],
      ...QUESTIONS.map(({ code }) => [`question ${code}`, question(code)] as const),
      ['who saw one event', `${question('who-saw')}?event=${event}`],
      ['what somebody could see', `${question('what-could-they-see')}?practitioner=${manager.id}&on=2026-11-22`],
      ['my own record', '/me/record'],
      ['the chronology to print', `/families/${family}/print`],
    ];
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it.each([1280, 360])(
    'has nothing that axe finds wrong at %i pixels, and nothing that scrolls sideways',
    async (width) => {
      const { context, page, wrong } = await openPage(browser, { viewport: { width, height: 900 } });
      await chooseManager(page, site.address);
      for (const [name, path] of paths) {
        const reply = await page.goto(site.address + path);
        expect(reply?.status(), name).toBe(200);
        if (!SAME_PAGE.test(name)) expect(await accessibilityFaults(page), `${name} at ${width} pixels`).toEqual([]);
        expect(await overflow(page), name).toBeLessThanOrEqual(0);
        expect(await page.title(), name).not.toMatch(/Heron|Rowe|Field/);
        if (PICTURES !== undefined) {
          mkdirSync(PICTURES, { recursive: true });
          await page.screenshot({ path: `${PICTURES}/${width}-${name.replace(/[^a-z]+/gi, '-')}.png`, fullPage: true });
        }
      }
      expect(wrong).toEqual([]);
      await context.close();
    },
    240_000,
  );

  it('says who looked, narrows to one person, and records that it was looked at', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${site.family}/timeline`);
    await page.goto(`${site.address}/families/${site.family}/access`);
    await page.reload();
    const record = await page.textContent('main');
    expect(record).toContain(
      'Asha Rowe, partnership business manager (Safeguarding partnership), read the timeline, to gather the chronology.',
    );
    expect(record).toContain('looked at this access record');
    await page.click('summary:has-text("Filter")');
    await page.selectOption('#practitioner', healthVisitor.id);
    await page.click('button:has-text("Show these")');
    expect(await page.textContent('main')).toContain('The record holds no entry that fits this filter.');
    await page.fill('#from', '2026-11-01');
    await page.click('button:has-text("Show these")');
    expect(page.url()).toContain('from=2026-11-01');
    await context.close();
  });

  it('prints on a page that is recorded as printed, and is found by the question', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${site.family}/timeline`);
    await page.click('nav a:has-text("Print")');
    expect(page.url()).toBe(`${site.address}/families/${site.family}/print`);
    expect(await page.textContent('main')).toContain('OFFICIAL – SENSITIVE');
    await page.goto(`${site.address}/families/${site.family}/questions/who-printed`);
    expect(await page.textContent('main')).toMatch(/It was opened for printing .*Asha Rowe, .*opened the chronology to print it on/s);
    await context.close();
  });

  it('asks for what is missing beside its field, and answers when it is given', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${site.family}/questions/what-could-they-see`);
    await page.click('button:has-text("Ask")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Choose the professional');
    await page.selectOption('#practitioner', manager.id);
    await page.fill('#on', '2020-02-03');
    await page.click('button:has-text("Ask")');
    expect(await page.textContent('main')).toContain('Asha Rowe could not see this family at any time on 3 February 2020.');
    await context.close();
  });

  it('gives the family’s copy as a file without a script, and its own record to everybody', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    const file = await context.request.get(`${site.address}/families/${site.family}/access/for-the-family.html`);
    expect(file.headers()['content-disposition']).toContain('attachment');
    const html = await file.text();
    expect(html).toContain('<h1>Who looked at what is written about us</h1>');
    expect(html).not.toMatch(/<script|Asha|Heron/);
    await page.goto(`${site.address}/me/record`);
    expect(await page.textContent('main')).toContain('took away the family’s own copy of this access record');
    await context.close();
  });

  it('is not there for somebody whose role does not ask, and not in their navigation', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site.address);
    await page.click('button:has-text("Morag Field")');
    await page.goto(`${site.address}/families/${site.family}/table`);
    expect(await page.locator('nav a:has-text("Access record")').count()).toBe(0);
    const refused = await context.request.get(`${site.address}/families/${site.family}/access`);
    expect(refused.status()).toBe(403);
    const question = await context.request.get(`${site.address}/families/${site.family}/questions/who-saw`);
    expect(question.status()).toBe(403);
    await context.close();
  });
});
