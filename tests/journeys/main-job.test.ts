/**
 * The main job, as the business manager does it: files in, checked against their originals, merged, taken away. Once with no script and
 * no mouse wheel of luck (plain forms), and the merge once more with the keyboard alone.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { done } from '../app/bring-files.ts';
import { openPage, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { chooseManager, HOSPITAL_FILE, POLICE_FILE, startSite, type TestSite, VISITING_FILE } from '../web/server.ts';

describe('the main job', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const chronologyOf = (family: string) => done(site.test.as(TEST_PRACTITIONERS.manager), readChronology, { family });
  const familyIn = (page: Page): string => /\/families\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';

  it('is done from file to file without any script', async () => {
    const { context, page } = await openPage(browser, { javaScriptEnabled: false, acceptDownloads: true });
    await chooseManager(page, site.address);

    await page.click('text=Add a family');
    await page.fill('#label', 'K12');
    await page.click('button:has-text("Add this family")');
    const family = familyIn(page);

    // A usual file: choose it, look at it, accept it.
    await page.click('text=Bring files that arrived');
    await page.setInputFiles('input[type=file]', { name: 'police.csv', mimeType: 'text/csv', buffer: Buffer.from(POLICE_FILE) });
    await page.selectOption('#agency', 'police');
    await page.click('button:has-text("Read these files")');
    expect(page.url()).toMatch(/\/drafts\/[0-9a-f]{32}\/check$/);
    const original = page.locator('.kin-pair', { hasText: 'row 4' });
    expect(await original.textContent()).toContain('29/02/2015');
    expect(await original.textContent()).toContain('Date not read');
    await page.click('button:has-text("Looks right, add to the chronology")');
    expect(await page.textContent('main')).toContain('4 rows read: 2 events, 2 rows that need a person.');

    // One row that a person completes.
    const row = page.locator('.kin-to-complete').first();
    await row.locator('summary').click();
    await row.locator('input[name=date]').fill('sometime soon');
    await row.locator('button').click();
    expect(await page.textContent('.govuk-error-summary')).toContain('There is a problem');
    expect(await page.inputValue('.kin-to-complete input[name=date]'), 'what was typed is still there').toBe('sometime soon');
    await page.locator('.kin-to-complete').first().locator('input[name=date]').fill('28 February 2015');
    await page.locator('.kin-to-complete').first().locator('input[name=reason]').fill('The officer looked in the log.');
    await page.locator('.kin-to-complete').first().locator('button').click();
    expect(await page.textContent('main')).toContain('The row is now an event');

    // Two more at once, each with a step of its own.
    await page.goto(`${site.address}/families/${family}/gather/new`);
    await page.setInputFiles('input[type=file]', [
      { name: 'hospital.csv', mimeType: 'text/csv', buffer: Buffer.from(HOSPITAL_FILE) },
      { name: 'hv records.csv', mimeType: 'text/csv', buffer: Buffer.from(VISITING_FILE) },
    ]);
    await page.click('button:has-text("Read these files")');
    expect(await page.textContent('h1')).toBe('2 files were read');
    const arrivedAt = page.url();
    await page.goto(`${site.address}/families/${family}/gather`);
    expect(await page.textContent('main'), 'whoever is called away finds the files again').toContain('2 files wait to be checked');
    await page.goto(arrivedAt);
    for (const agency of ['hospital', 'health-visiting']) {
      const arrived = page.url();
      await page
        .locator('.kin-agency', { hasText: agency === 'hospital' ? 'hospital.csv' : 'hv records.csv' })
        .locator('a')
        .first()
        .click();
      if (!page.url().endsWith('/file')) await page.click('.kin-steps a:has-text("File")');
      await page.selectOption('#agency', agency);
      await page.click('button:has-text("Save and go on")');
      expect(page.url()).toMatch(/\/table$/);
      await page.click('button:has-text("Save and go on")');
      expect(page.url()).toMatch(/\/columns$/);
      await page.click('button:has-text("Save and go on")');
      expect(page.url()).toMatch(/\/dates$/);
      await page.click('button:has-text("Save and go on")');
      expect(page.url()).toMatch(/\/check$/);
      await page.click('button:has-text("Looks right, add to the chronology")');
      await page.goto(arrived);
    }
    expect(new URL(page.url()).pathname, 'nothing is left to check').toBe(`/families/${family}/gather`);

    // The merge: every pair answered.
    await page.goto(`${site.address}/families/${family}/merge`);
    let answered = 0;
    while ((await page.locator('button[value=same]').count()) > 0) {
      await page.locator('button[value=same]').first().click();
      answered += 1;
      expect(answered).toBeLessThan(20);
    }
    expect(answered).toBeGreaterThan(0);
    expect(await page.textContent('h2')).toContain('No pair is waiting');
    const { chronology } = await chronologyOf(family);
    expect(chronology.happenings.some((one) => one.decided)).toBe(true);
    expect(chronology.events, 'joining loses no account').toHaveLength(2 + 1 + 2 + 4);

    // And away: the file holds every event.
    await page.goto(`${site.address}/families/${family}/downloads`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/downloads/csv"]')]);
    const bytes = await readFile(await download.path());
    const document = await readDocument(bytes, 'chronology.csv', LIMITS);
    if (isProblem(document)) throw new Error(document.title);
    const words = document.tables
      .flatMap((table) => table.rows.flatMap((one) => one.cells.map((cell) => (typeof cell === 'string' ? cell : cell.text))))
      .join('\n');
    for (const event of chronology.events) expect(words).toContain(event.what);
    await context.close();
  }, 120_000);

  it('merges with the keyboard alone: yes, no, later, undo, and the focus follows', async () => {
    const manager = site.test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'K13' });
    await done(manager, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE_FILE });
    await done(manager, receiveContribution, { family, agency: 'hospital', file: 'hospital.csv', bytes: HOSPITAL_FILE });
    await done(manager, receiveContribution, { family, agency: 'health-visiting', file: 'hv records.csv', bytes: VISITING_FILE });
    const before = (await chronologyOf(family)).chronology;
    const waiting = before.happenings.filter((one) => !one.decided).length;
    expect(waiting).toBeGreaterThan(1);

    const { context, page, wrong } = await openPage(browser);
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${family}/gather`);
    // To the desk by Tab and Enter, as it stands in the family's navigation.
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === 'Merge desk') break;
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('#merge-desk');
    const progress = (): Promise<string | null> => page.textContent('.kin-progress');
    const pairNow = (): Promise<string> => page.inputValue('.kin-answers input[name=pair]');
    const press = async (key: string): Promise<void> => {
      await Promise.all([
        page.waitForResponse((reply) => reply.request().method() === 'GET' && reply.url().includes('/merge')),
        page.keyboard.press(key),
      ]);
      await page.waitForFunction(() => document.activeElement?.id === 'desk-heading');
    };
    expect(await progress()).toBe(`1 of ${waiting}`);
    const first = await pairNow();

    await press('y');
    expect(await progress()).toBe(`2 of ${waiting}`);
    expect(await page.textContent('.kin-undo')).toContain('Both accounts are kept');
    await press('u');
    expect(await pairNow()).toBe(first);
    expect((await chronologyOf(family)).chronology.happenings.filter((one) => one.decided)).toHaveLength(0);
    await press('l');
    expect(await pairNow()).not.toBe(first);
    await press('n');
    for (let left = 0; left < waiting && (await page.locator('.kin-answers').count()) > 0; left += 1) await press('n');
    expect(await page.textContent('#desk-heading')).toContain('1 pair was left for later');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.kin-answers');
    expect(await pairNow()).toBe(first);
    await page.keyboard.press('y');
    await page.waitForFunction(() => document.querySelector('#desk-heading')?.textContent?.includes('No pair is waiting'));
    const after = (await chronologyOf(family)).chronology;
    expect(after.happenings.filter((one) => one.decided)).toHaveLength(1);
    expect(after.events.map((event) => event.id)).toEqual(before.events.map((event) => event.id));
    expect(wrong).toEqual([]);
    await context.close();
  }, 120_000);

  it('leaves the keys alone when they are switched off, or when someone is typing', async () => {
    const { context, page } = await openPage(browser);
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${site.family}/merge`);
    const pair = await page.inputValue('.kin-answers input[name=pair]');
    await page.click('.kin-keys summary');
    await page.uncheck('#keys-on');
    await page.keyboard.press('n');
    await page.reload();
    await page.keyboard.press('n');
    await page.waitForLoadState('networkidle');
    expect(await page.inputValue('.kin-answers input[name=pair]')).toBe(pair);
    expect((await chronologyOf(site.family)).chronology.happenings.filter((one) => one.decided)).toHaveLength(0);
    await context.close();
  });

  it('settles a disagreement only with a reason, and keeps both accounts', async () => {
    const { context, page } = await openPage(browser, { javaScriptEnabled: false });
    await chooseManager(page, site.address);
    await page.goto(`${site.address}/families/${site.family}/merge`);
    for (let more = 0; more < 20 && (await page.locator('button[value=same]').count()) > 0; more += 1)
      await page.locator('button[value=same]').first().click();
    await page.goto(`${site.address}/families/${site.family}/merge?view=disagreements`);
    const open = async () =>
      (await chronologyOf(site.family)).chronology.happenings.flatMap((one) => one.conflicts).filter((one) => one.settled === null).length;
    const before = await open();
    expect(before).toBeGreaterThan(0);
    await page.locator('button:has-text("Settle")').first().click();
    expect(await page.textContent('.govuk-error-summary')).toContain('Write why this account can be relied on');
    expect(await open()).toBe(before);
    const form = page.locator('form', { has: page.locator('button:has-text("Settle")') }).first();
    await form.locator('input[type=radio]').first().check();
    await form.locator('input[name=reason]').fill('Written at the time by the officer who was there.');
    await form.locator('button:has-text("Settle")').click();
    expect(await page.textContent('main')).toContain('Written at the time by the officer who was there.');
    expect(await open()).toBe(before - 1);
    await context.close();
  });
});
