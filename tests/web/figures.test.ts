/** The page of figures as a business manager sees it, wide and on a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideFiguresUntil } from '../../src/app/read-figures.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { plantFamilies } from '../app/many-families.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { PARTNERSHIP } from '../database.ts';
import { chooseManager, startSite, type TestSite } from './server.ts';

describe('the page of figures', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
    for (const [agency, day, families] of [
      ['police', '2024-05-02T12:00:00Z', 41],
      ['health-visiting', '2024-08-02T12:00:00Z', 1234],
      ['police', '2025-04-02T12:00:00Z', 41],
      ['gp', '2025-06-02T12:00:00Z', 33],
      ['education', '2025-05-02T12:00:00Z', 7],
      ['hospital', '2025-08-02T12:00:00Z', 62],
      ['police', '2025-12-02T12:00:00Z', 57],
      ['gp', '2026-02-02T12:00:00Z', 22],
    ] as const)
      await plantFamilies(site.test, agency, day, families, 2);
    const owner = openDatabase(site.test.connection('superuser'));
    await decideFiguresUntil((work) => inTransaction(owner, 'read committed', work), PARTNERSHIP, '2026-11-23');
    await owner.close();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('shows closed quarters by agency, withholds, says how, and leads to other years', async () => {
    for (const width of [1280, 360]) {
      const { context, page, wrong } = await openPage(browser, { viewport: { width, height: 900 } });
      await chooseManager(page, site.address);
      await page.goto(`${site.address}/figures?year=2025`);
      const text = (await page.textContent('main')) ?? '';
      expect(text).toContain('April 2025 to March 2026');
      expect(text).toContain('Withheld in every quarter: ');
      expect(text).toContain('School');
      expect(await page.locator('tr:has-text("Police") td').first().textContent()).toBe('40');
      expect(await accessibilityFaults(page), `at ${width} pixels`).toEqual([]);
      expect(await overflow(page), `at ${width} pixels`).toBeLessThanOrEqual(0);
      if (process.env['KINLINE_TEST_PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['KINLINE_TEST_PICTURES']}/figures-${width}.png`, fullPage: true });
      await page.click('text=April 2024 to March 2025');
      expect(await page.textContent('main')).toContain('1,235');
      expect(await page.title()).toBe('Figures – Kinline');
      expect(wrong).toEqual([]);
      await context.close();
    }
  }, 60_000);
});
