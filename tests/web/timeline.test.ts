/** The timeline in a browser: by keys, without a script, in a narrow window, on paper, and for a reader who does not see it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureOf } from '../../src/domain/timeline/picture.ts';
import { EVERYTHING, select } from '../../src/domain/timeline/selection.ts';
import { drawLane, type Look } from '../../src/web/parts/timeline-drawing.ts';
import { packPicture, unpackPicture } from '../../src/web/parts/timeline-pack.ts';
import { drawnAt, strokeLane } from '../../src/web/parts/timeline-strokes.ts';
import { cutAtWords } from '../../src/web/parts/timeline-words.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { FAMILY, inventedFamily } from './timeline-family.ts';
import { startTimelineSite } from './timeline-site.ts';

const EVENTS = 214;
let browser: Browser;
let site: Awaited<ReturnType<typeof startTimelineSite>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startTimelineSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const address = (page: string, events = EVENTS): string => `${site.origin}/${events}/families/${FAMILY}/${page}`;
const status = (page: Page): Promise<string | null> => page.textContent('#kt-status');

async function lively(page: Page, at = 'timeline'): Promise<void> {
  await page.goto(address(at));
  await page.waitForSelector('.kt-lively');
}

describe('the picture by keys', () => {
  it('is one tab stop, moves by event and lane, opens the source’s words beside it and gives the place back on Escape', async () => {
    const { page, context, wrong } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await lively(page);
    expect(
      await page
        .locator('#kt-picture')
        .evaluate(
          (picture) => [...picture.querySelectorAll<HTMLElement>('a, button, [tabindex]')].filter((one) => one.tabIndex >= 0).length,
        ),
    ).toBe(0);
    await page.focus('#kt-picture');
    await page.keyboard.press('ArrowRight');
    expect(await status(page)).toMatch(/^Police, 1 of \d+: /);
    await page.keyboard.press('ArrowRight');
    expect(await status(page)).toMatch(/^Police, 2 of \d+: /);
    await page.keyboard.press('End');
    expect(await status(page)).toMatch(/^Police, (\d+) of \1: /);
    await page.keyboard.press('ArrowRight');
    expect(await status(page)).toBe('This is the last event of the lane.');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    expect(await status(page)).toMatch(/^Children's social care, \d+ of \d+: /);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#kt-panel:not([hidden])');
    expect(await page.textContent('#kt-panel')).toContain('As written in the source');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('kt-panel');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('kt-picture');
    expect(await page.isHidden('#kt-panel')).toBe(true);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('zooms and moves by keys and by buttons, and says and writes down where it is', async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await lively(page);
    const days = async (): Promise<number> =>
      Number(/\(([\d,]+) days\)/.exec((await page.textContent('#kt-stretch')) ?? '')?.[1]?.replace(',', ''));
    const whole = await days();
    await page.focus('#kt-picture');
    await page.keyboard.press('+');
    await page.waitForURL(/from=/);
    expect(Math.abs((await days()) - whole / 2)).toBeLessThanOrEqual(2);
    const before = page.url();
    await page.keyboard.press('PageDown');
    await page.waitForURL((url) => url.href !== before);
    const half = await days();
    await page.click('[data-tool="in"]');
    await page.waitForFunction((shown) => !document.getElementById('kt-stretch')?.textContent?.includes(`(${shown} days)`), half);
    expect(Math.abs((await days()) - half / 2)).toBeLessThanOrEqual(2);
    const table = await page.getAttribute('[data-view="table"]', 'href');
    expect(table).toContain(new URL(page.url()).search.slice(1).split('&')[0]);
    await page.click('[data-tool="all"]');
    await page.waitForURL((url) => !url.search.includes('from='));
    expect(await days()).toBe(whole);
    await context.close();
  });

  it('counts days from the event that is chosen', async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await lively(page);
    await page.focus('#kt-picture');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('a');
    await page.waitForURL(/align=/);
    await page.waitForSelector('.kt-lively');
    expect(await page.textContent('#kt-zero')).toMatch(/^Day 0 is \d+ \w+ \d{4}/);
    expect(await page.textContent('[data-axis]')).toContain('Day 0');
    expect(await page.textContent('[data-axis]')).toMatch(/\+\d+ days/);
    await context.close();
  });
});

describe('the timeline for everyone', () => {
  it.each(['timeline', 'timeline?lanes=person', 'timeline?lanes=theme&q=baby', 'table?q=baby&order=newest', 'table?attention=only'])(
    'has no fault that axe finds, and reads in a window 320 pixels wide: %s',
    async (path) => {
      const { page, context, wrong } = await openPage(browser, { viewport: { width: 320, height: 640 } });
      await page.goto(address(path));
      if (path.startsWith('timeline')) await page.waitForSelector('.kt-lively');
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(wrong).toEqual([]);
      await context.close();
    },
  );

  it('is complete without a script: marks, axis, links to look closer, and every event in the table', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(address('timeline'));
    expect(await page.textContent('#kt-summary')).toMatch(/^214 events from 9 agencies, .+; longest gap \d+ days$/);
    const drawn = await page
      .locator('[data-lane] a')
      .evaluateAll((links) =>
        links.map((link) => (link.classList.contains('kt-group') ? Number(link.querySelector('text')?.textContent) : 1)),
      );
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(EVENTS);
    expect(await page.textContent('.kt-lane--empty')).toContain('Asked 3 November 2026, not received');
    await page.click('[data-tool="in"]');
    expect(page.url()).toContain('from=');
    await page.locator('[data-lane] a:not(.kt-group)').first().click({ force: true });
    expect(await page.textContent('h1')).toMatch(/\d{4}/);
    await page.goto(address('table'));
    const first = await page.locator('.kt-table tbody tr').count();
    await page.click('[rel="next"]');
    expect(first + (await page.locator('.kt-table').first().locator('tbody tr').count())).toBe(EVENTS);
    expect(await page.textContent('#kt-without-day + p + table')).toContain('29 February 2015 does not exist');
    await context.close();
  });

  it('says in the table what the accounts disagree on, and where a search matched', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(address('table?q=neighbours'));
    expect(await page.textContent('.kt-disputes')).toMatch(/^They disagree on the day: Police says .+; Housing says .+\. Not settled\.$/);
    expect(await page.locator('.kt-what mark').first().textContent()).toBe('Neighbours');
    expect(await page.textContent('.kt-what')).toContain('Found in: what happened');
    await context.close();
  });

  it('prints with the family, the day, the version and the mark of confidence, without buttons, and black marks', async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 1400, height: 900 } });
    await lively(page);
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.kt-on-paper');
    const heading = await page.textContent('.kt-print');
    expect(heading).toContain('OFFICIAL – SENSITIVE');
    expect(heading).toMatch(/Family in Harbour Street.*printed 23 November 2026.*as received up to 10 November 2026, from 9 files/);
    expect(await page.isVisible('.kt-print')).toBe(true);
    expect(await page.isVisible('.kt-tools')).toBe(false);
    expect(await page.isVisible('.kt-filter')).toBe(false);
    const inks = await page
      .locator('.kt-lanes use[href="#kt-dot"], .kt-lanes use[href="#kt-flag"], .kt-lanes use[href="#kt-square"]')
      .evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).stroke))]);
    expect(inks).toEqual(['rgb(0, 0, 0)']);
    await context.close();
  });
});

describe('the picture in the browser', () => {
  const { record, family } = inventedFamily(900);
  const picture = pictureOf(record.chronology, EVERYTHING, {
    agencies: record.agencies,
    children: record.children,
    standings: family.agencies,
  });
  if (picture === null) throw new Error('There is no picture.');
  const look: Look = {
    stretch: picture.stretch,
    width: 980,
    beyond: 0,
    zero: null,
    eventHref: (id) => `events/${id}`,
    stretchHref: () => 'timeline',
  };

  it('has the same marks as the server’s, word for word', () => {
    const unpacked = unpackPicture(JSON.parse(JSON.stringify(packPicture(picture))) as ReturnType<typeof packPicture>);
    expect(unpacked.lanes.map(({ marks }) => marks.map((mark) => ({ ...mark })))).toEqual(
      picture.lanes.map(({ marks }) => marks.map((mark) => ({ ...mark }))),
    );
    expect(unpacked.widest).toEqual(picture.widest);
  });

  it('draws each lane as tall and with as many events as the server, and finds every event under the pointer', () => {
    let found = 0;
    for (const lane of picture.lanes) {
      const { svg, drawn } = strokeLane(lane, look);
      expect(/height="([\d.]+)"/.exec(svg)?.[1]).toBe(/height="([\d.]+)"/.exec(drawLane(lane, look))?.[1]);
      for (const item of drawn) {
        found += item.placed.as === 'group' ? item.placed.marks.length : 1;
        expect(drawnAt(drawn, (item.left + item.right) / 2, item.y)?.placed).toEqual(item.placed);
      }
      expect(drawnAt(drawn, -500, -500)).toBeNull();
    }
    expect(found).toBe(select(record.chronology, EVERYTHING).length);
  });

  it('marks search words where they stand, also when letters carry accents', () => {
    expect(cutAtWords('Café near the cafe', ['cafe'])).toEqual(['', 'Café', ' near the ', 'cafe', '']);
    expect(cutAtWords('Nothing here', ['cafe'])).toEqual(['Nothing here']);
  });
});
