/** The screens of people round a family, in a real browser: who works with it, emergencies, messages. Accessible, and readable on a phone. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocatePractitioner } from '../../src/app/team/allocate.ts';
import { done } from '../app/bring-files.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS } from '../database.ts';
import { startSite, type TestSite } from './server.ts';

const { manager, healthVisitor, reviewer } = TEST_PRACTITIONERS;
const DOCTOR = 'b1'.repeat(16);
/** Where to put pictures for people to look at; none when it is not said. */
const PICTURES = process.env['KINLINE_PICTURES'];

describe('the screens of people round a family', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
    await site.test.ask(
      "insert into practitioner (id, partnership, name, role, agency, title, position) values ($1, $2, 'Dr Sol Adair', 'emergency-practitioner', 'hospital', 'Emergency department doctor', 90)",
      [DOCTOR, PARTNERSHIP],
    );
    for (const { practitioner, clearance } of [
      { practitioner: healthVisitor.id, clearance: 'ordinary' },
      { practitioner: reviewer.id, clearance: 'protected' },
    ] as const) {
      const wanted = { family: site.family, practitioner, clearance, until: null, reason: 'Works with them' };
      await done(site.test.as(manager), allocatePractitioner, wanted);
    }
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const be = async (page: Page, practitioner: string): Promise<void> => {
    await page.goto(`${site.address}/`);
    await page.click(`button[value="${practitioner}"]`);
    await page.waitForURL((url) => url.pathname !== '/');
  };

  /** Nothing that axe finds wrong, on a wide window and on a phone, and nothing to scroll sideways for. */
  const looked = async (page: Page, name: string): Promise<void> => {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await accessibilityFaults(page), `${name} at ${width} pixels`).toEqual([]);
      expect(await overflow(page), `${name} at ${width} pixels`).toBeLessThanOrEqual(0);
      if (PICTURES !== undefined) {
        mkdirSync(PICTURES, { recursive: true });
        await page.screenshot({ path: `${PICTURES}/${name.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  it('bring somebody in and end it again, and what was typed stays when something is missing', async () => {
    const { context, page, wrong } = await openPage(browser, { javaScriptEnabled: false });
    const watched = await openPage(browser);
    await be(page, manager.id);
    await page.goto(`${site.address}/families/${site.family}/timeline`);
    await page.click('nav[aria-label="This family"] a:has-text("Team")');
    expect(await page.textContent('h1')).toBe('People working with this family');
    await page.fill('#reason', 'Takes part in the strategy discussion');
    await page.click('button:has-text("Bring them in")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Choose a person');
    expect(await page.inputValue('#reason')).toBe('Takes part in the strategy discussion');
    await page.selectOption('#practitioner', TEST_PRACTITIONERS.officer.id);
    await page.click('button:has-text("Bring them in")');
    expect(await page.textContent('main')).toContain('From now on they see this family.');
    const card = page.locator('.kin-agency', { hasText: TEST_PRACTITIONERS.officer.name });
    expect(await card.textContent()).toContain('Ordinary events');
    await card.locator('summary').click();
    await card.locator('input[name=why]').fill('The discussion is over');
    await card.locator('button').click();
    expect(await page.textContent('main')).toContain('From now on they do not see this family.');
    await be(watched.page, manager.id);
    await watched.page.goto(`${site.address}/families/${site.family}/team`);
    await looked(watched.page, 'team');
    expect([...wrong, ...watched.wrong].filter((one) => !one.includes('422'))).toEqual([]);
    await context.close();
    await watched.context.close();
  }, 60_000);

  it('open a family within two clicks, say until when on each of its pages, and close it', async () => {
    const { context, page, wrong } = await openPage(browser);
    await be(page, DOCTOR);
    await page.click('nav[aria-label="Main"] a:has-text("A child in danger now")');
    await looked(page, 'emergency');
    await page.click('button:has-text("Open the family")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Give the child’s name');
    await looked(page, 'emergency with something missing');
    await page.fill('#reason', 'A baby has come in with a broken arm');
    await page.fill('#family', 'No such family');
    await page.click('button:has-text("Open the family")');
    expect(await page.textContent('.govuk-error-summary')).toContain('No family could be opened');
    expect(await page.inputValue('#reason')).toBe('A baby has come in with a broken arm');
    await page.fill('#family', 'heron quay family');
    await page.click('button:has-text("Open the family")');
    await page.waitForURL(`${site.address}/families/${site.family}/timeline`);
    for (const section of ['timeline', 'table', 'gather', 'team']) {
      await page.goto(`${site.address}/families/${site.family}/${section}`);
      const banner = await page.textContent('.kin-opened');
      expect(banner, section).toContain('You can see it until');
      expect(banner, section).toContain('A baby has come in with a broken arm');
    }
    await looked(page, 'team of a family that is open');
    await page.click('button:has-text("I am done, close it")');
    expect(await page.textContent('main')).toContain('You do not see the family any more.');
    await looked(page, 'emergency afterwards');
    const gone = await page.goto(`${site.address}/families/${site.family}/timeline`);
    expect(gone?.status()).toBe(404);
    expect(wrong.filter((one) => !one.includes('422') && !one.includes('404'))).toEqual([]);
    await context.close();
  }, 60_000);

  it('tell a reviewer, who says what they think of it, and then whoever opened it', async () => {
    const { context, page, wrong } = await openPage(browser);
    await be(page, reviewer.id);
    expect(await page.textContent('nav[aria-label="Main"]')).toContain('Messages (1 new)');
    await page.goto(`${site.address}/messages`);
    expect(await page.textContent('main')).not.toMatch(/Heron|Adair|broken arm/);
    await looked(page, 'messages');
    await page.click('main button:has-text("Open")');
    expect(new URL(page.url()).pathname).toBe('/emergency/reviews');
    expect(await page.textContent('main')).toContain('A baby has come in with a broken arm');
    expect(await page.textContent('nav[aria-label="Main"]')).not.toContain('new)');
    await page.click('button:has-text("Write it down")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Say whether it was needed');
    await looked(page, 'reviews with something missing');
    await page.click('label:has-text("It was needed, and no more than was needed")');
    await page.fill('textarea[name=words]', 'There was no time to ask.');
    await page.click('button:has-text("Write it down")');
    expect(await page.textContent('main')).toContain('Written down.');
    await looked(page, 'reviews');
    await be(page, DOCTOR);
    expect(await page.textContent('nav[aria-label="Main"]')).toContain('Messages (1 new)');
    await page.goto(`${site.address}/messages`);
    await page.click('main button:has-text("Open")');
    expect(await page.textContent('main')).toContain('There was no time to ask.');
    expect(wrong.filter((one) => !one.includes('422'))).toEqual([]);
    await context.close();
  }, 60_000);

  it('keep an event from somebody, and let it reach them again', async () => {
    const { context, page, wrong } = await openPage(browser);
    await be(page, manager.id);
    await page.goto(`${site.address}/families/${site.family}/events/${site.event}`);
    await page.click('a:has-text("Must not reach")');
    expect(await page.textContent('main')).toContain('it is as if this event were not there');
    await page.selectOption('#audience', `practitioner ${healthVisitor.id}`);
    await page.click('button:has-text("Keep it from them")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Say why it must not reach them');
    expect(await page.inputValue('#audience')).toBe(`practitioner ${healthVisitor.id}`);
    await page.fill('#reason', 'Related to the father');
    await page.click('button:has-text("Keep it from them")');
    expect(await page.textContent('main')).toContain(`${manager.name}`);
    await looked(page, 'must not reach');
    await be(page, healthVisitor.id);
    expect((await page.goto(`${site.address}/families/${site.family}/events/${site.event}`))?.status()).toBe(404);
    await be(page, manager.id);
    await page.goto(`${site.address}/families/${site.family}/events/${site.event}/must-not-reach`);
    await page.click('summary:has-text("Let it reach them again")');
    await page.fill('input[name=why]', 'He has moved away');
    await page.click('button:has-text("Let it reach them")');
    expect(await page.textContent('main')).toContain('From now on the event may reach them again.');
    expect(wrong.filter((one) => !/ 4(04|22) /.test(one))).toEqual([]);
    await context.close();
  }, 60_000);

  it('say that they know a family privately, and give what is kept as marks alone', async () => {
    const { context, page, wrong } = await openPage(browser);
    await be(page, healthVisitor.id);
    await page.click('footer a:has-text("Families that you know privately")');
    await looked(page, 'my details');
    await page.fill('#phones', '01632 960123');
    await page.fill('#kin', 'Ida Larkin');
    await page.click('button:has-text("Keep the marks")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Give each name with a date of birth');
    expect(await page.inputValue('#phones')).toBe('01632 960123');
    await looked(page, 'my details with something missing');
    await page.fill('#kin', 'Ida Larkin, 3 5 2014');
    await page.click('button:has-text("Keep the marks")');
    expect(await page.textContent('main')).toContain('The marks are kept. What you typed is not.');
    expect(await page.inputValue('#phones')).toBe('');
    await page.goto(`${site.address}/families/${site.family}/team`);
    await page.click('summary:has-text("I know this family privately")');
    await page.click('details[open] button:has-text("Write it down")');
    expect(await page.textContent('.govuk-error-summary')).toContain('Say how they know the family');
    await page.fill('#because', 'My neighbours');
    await page.click('details[open] button:has-text("Write it down")');
    expect(await page.textContent('main')).toContain('If there is such a family here, it is not shown to you.');
    expect((await page.goto(`${site.address}/families/${site.family}/team`))?.status()).toBe(404);
    expect(wrong.filter((one) => !/ 4(04|22) /.test(one))).toEqual([]);
    await context.close();
  }, 60_000);

  it('bring somebody of an agency in while asking it', async () => {
    const { context, page } = await openPage(browser);
    await be(page, manager.id);
    await page.goto(`${site.address}/families/${site.family}/gather/ask?agency=police`);
    await page.selectOption('#bring-in', TEST_PRACTITIONERS.officer.id);
    await looked(page, 'asking an agency');
    await page.click('button:has-text("Write down that I am asking")');
    await page.goto(`${site.address}/families/${site.family}/team`);
    expect(await page.textContent('main')).toContain('Their agency was asked for its chronology');
    await context.close();
  }, 60_000);

  it('ask once more who somebody is before a family is opened, and what they typed is not lost', async () => {
    const { context, page, wrong } = await openPage(browser);
    await be(page, DOCTOR);
    await site.test.ask("update session set authenticated_at = authenticated_at - interval '1 day' where practitioner = $1", [DOCTOR]);
    await page.goto(`${site.address}/emergency`);
    await page.fill('#reason', 'Brought by ambulance');
    await page.fill('#family', 'Family two');
    await page.click('button:has-text("Open the family")');
    expect(new URL(page.url()).pathname).toBe('/confirm');
    await page.click('main button');
    expect(new URL(page.url()).pathname).toBe(`/families/${site.empty}/timeline`);
    expect(await page.textContent('.kin-opened')).toContain('Brought by ambulance');
    expect(wrong).toEqual([]);
    await context.close();
  }, 60_000);
});
