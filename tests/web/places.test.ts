/** The pages of protected places, in a real browser and without script: registered, opened by two people, and not there for anybody else. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { startSite, type TestSite } from './server.ts';

const { manager, healthVisitor, officer } = TEST_PRACTITIONERS;

describe('the pages of protected places', () => {
  let site: TestSite;
  let browser: Browser;
  let at: string;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
    for (const who of [healthVisitor, officer]) await site.test.allocate(site.family, who, 'protected');
    at = `${site.address}/families/${site.family}`;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function asPractitioner(who: { readonly id: string }, width = 1280): Promise<{ page: Page; close: () => Promise<void> }> {
    const { context, page } = await openPage(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false });
    await page.goto(`${site.address}/`);
    await page.click(`button[value="${who.id}"]`);
    await page.waitForURL(`${site.address}/families`);
    return { page, close: () => context.close() };
  }
  const textOf = async (page: Page): Promise<string> => (await page.textContent('main')) ?? '';

  it('registers a place, says what is missing, and withholds what gives it away', async () => {
    const { page, close } = await asPractitioner(healthVisitor);
    await page.goto(`${at}/places`);
    expect(await textOf(page)).toContain('None that you registered');
    await page.goto(`${at}/places/new`);
    await page.click('main form button');
    expect(await textOf(page)).toContain('Say whose place it is');
    await page.fill('#person', 'M');
    await page.selectOption('#kind', 'nursery');
    await page.click('main form button');
    expect(await textOf(page)).toContain('Give at least an address');
    await page.fill('#names', 'eye clinic');
    await page.fill('#address', '9 Cormorant Road\nSaltmarsh');
    await page.click('main form button');
    await page.waitForURL(/said=place-kept$/);
    const text = await textOf(page);
    expect(text).toContain('Nursery of M');
    expect(text).toContain('1 part of the record is withheld from others');
    expect(page.url()).not.toMatch(/eye|cormorant/i);
    await close();
  }, 60_000);

  it('opens it by two people, with a step-up each, and closes it again', async () => {
    const asking = await asPractitioner(healthVisitor);
    await asking.page.goto(`${at}/places`);
    await asking.page.click('text=Open it to somebody');
    await asking.page.selectOption('#practitioner', officer.id);
    await asking.page.selectOption('#agreedBy', manager.id);
    await asking.page.fill('#reason', 'It is the eye clinic');
    await asking.page.click('main form button');
    expect(await textOf(asking.page)).toContain('without naming the place');
    await asking.page.fill('#reason', 'To plan a visit');
    await asking.page.click('main form button');
    await asking.page.waitForURL(/said=release-asked$/);
    const nothing = await asPractitioner(officer);
    await nothing.page.goto(`${at}/places`);
    expect(await textOf(nothing.page)).not.toMatch(/Nursery of|agree$|eye clinic/);
    const agreeing = await asPractitioner(manager);
    await agreeing.page.goto(`${at}/places`);
    expect(await textOf(agreeing.page)).toContain('To plan a visit');
    expect(await textOf(agreeing.page)).not.toMatch(/Nursery of|eye clinic|Cormorant/);
    await agreeing.page.click('button:has-text("I agree")');
    await agreeing.page.waitForURL(/said=place-opened$/);
    await nothing.page.goto(`${at}/places`);
    expect(await textOf(nothing.page)).toContain('Nursery of M');
    await nothing.page.goto(`${at}/withheld`);
    expect(await textOf(nothing.page)).toContain('It holds words of: nursery of M.');
    for (const one of [asking, nothing, agreeing]) await one.close();
  }, 60_000);

  it('answers a place that is closed like one that is not there', async () => {
    const [place] = await site.test.ask<{ id: string }>('select id from protected_place');
    const { page, close } = await asPractitioner(manager);
    const closed = await page.goto(`${at}/places/${place?.id}/open`);
    const closedText = await textOf(page);
    const absent = await page.goto(`${at}/places/${'0'.repeat(32)}/open`);
    expect(closed?.status()).toBe(404);
    expect(absent?.status()).toBe(404);
    expect(await textOf(page)).toBe(closedText);
    await close();
  });

  it('is accessible and readable at 1280 and 360 pixels', async () => {
    const [place] = await site.test.ask<{ id: string }>('select id from protected_place');
    for (const width of [1280, 360]) {
      // axe itself is a script.
      const { context, page, wrong } = await openPage(browser, { viewport: { width, height: 900 } });
      await page.goto(`${site.address}/`);
      await page.click(`button[value="${healthVisitor.id}"]`);
      await page.waitForURL(`${site.address}/families`);
      for (const path of ['/places', '/places/new', `/places/${place?.id}/open`, '/withheld']) {
        const reply = await page.goto(at + path);
        expect(reply?.status(), path).toBe(200);
        expect(await page.title()).not.toMatch(/Heron|nursery|eye/i);
        for (const summary of await page.$$('summary')) await summary.click();
        expect(await accessibilityFaults(page), `${path} at ${width}`).toEqual([]);
        expect(await overflow(page), path).toBeLessThanOrEqual(0);
        if (process.env['KINLINE_SCREENSHOTS'] !== undefined)
          await page.screenshot({
            path: `${process.env['KINLINE_SCREENSHOTS']}/${path.replace(/[^a-z]/g, '-')}-${width}.png`,
            fullPage: true,
          });
      }
      expect(wrong).toEqual([]);
      await context.close();
    }
  }, 60_000);
});
