/**
 * The timeline at 500, 5,000 and 20,000 events: how long the page takes, how large it is, how soon something is seen and how smoothly it
 * moves, each beside its limit. The page handlers and the frame are the real ones; `--database` also goes through the real server.
 */
import type { Browser } from 'playwright-core';
import { timelineScreen } from '../src/web/screens/timeline.tsx';
import { timelineDataScreen } from '../src/web/screens/timeline-data.ts';
import { tableScreen } from '../src/web/screens/timeline-table.tsx';
import type { Screen } from '../src/web/visit.ts';
import { startBrowser } from '../tests/browser.ts';
import { FAMILY, inventedFamily } from '../tests/web/timeline-family.ts';
import { htmlOf, startTimelineSite, visitTo } from '../tests/web/timeline-site.ts';

const SIZES = [500, 5_000, 20_000];
const LIMIT = { page: 200, paint: 1_000, frames: 55 } as const;
const REPEATS = 40;
const MOVING_MS = 3_000;

type Timed = { readonly p50: number; readonly p95: number; readonly bytes: number };

async function time(screen: Screen, size: number, path: string, query = ''): Promise<Timed> {
  const invented = inventedFamily(size);
  const took: number[] = [];
  let bytes = 0;
  for (let index = 0; index < REPEATS + 3; index += 1) {
    const start = performance.now();
    const answer = await screen.get?.(visitTo(invented, path, query));
    if (answer === undefined) throw new Error('The screen has no page.');
    bytes = Buffer.byteLength(htmlOf(answer));
    // The first three warm the engine, as any server is warm after its first minute.
    if (index >= 3) took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return { p50: took[Math.floor(REPEATS * 0.5)] ?? 0, p95: took[Math.floor(REPEATS * 0.95)] ?? 0, bytes };
}

type Moved = { readonly fps: number; readonly worst: number };
type Seen = { readonly paint: number; readonly lively: number; readonly byKey: Moved; readonly byDrag: Moved };

/** Counts frames in the page while something moves it, as the browser gives them. */
const COUNT_FRAMES = `(ms) => new Promise((resolve) => {
  const gaps = []; let last = performance.now(); const end = last + ms;
  const frame = (now) => { gaps.push(now - last); last = now; if (now < end) requestAnimationFrame(frame); else resolve(gaps.slice(1)); };
  requestAnimationFrame(frame);
})`;

function movedOf(gaps: readonly number[]): Moved {
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { fps: (gaps.length / total) * 1000, worst: Math.max(...gaps) };
}

async function look(browser: Browser, address: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForSelector('.kt-lively', { timeout: 60_000 });
  const [paint, lively] = await page.evaluate(() => [
    performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime ?? Number.NaN,
    performance.now(),
  ]);
  // A quarter of the whole time in view, so that there is somewhere to move to.
  await page.focus('#kt-picture');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.waitForTimeout(600);
  const byKey = page.evaluate(`(${COUNT_FRAMES})(${MOVING_MS})`) as Promise<number[]>;
  const end = Date.now() + MOVING_MS;
  for (let press = 0; Date.now() < end; press += 1) {
    await page.keyboard.press(press % 24 < 12 ? 'Shift+ArrowRight' : 'Shift+ArrowLeft');
    await page.waitForTimeout(90);
  }
  const keyed = movedOf(await byKey);
  const box = await page.locator('[data-lane="1"]').boundingBox();
  if (box === null || paint === undefined || lively === undefined) throw new Error('There is no lane to drag.');
  const byDrag = page.evaluate(`(${COUNT_FRAMES})(${MOVING_MS})`) as Promise<number[]>;
  const stop = Date.now() + MOVING_MS;
  const y = box.y + box.height / 2;
  for (let stroke = 0; Date.now() < stop; stroke += 1) {
    const [from, to] = stroke % 4 < 2 ? [0.8, 0.2] : [0.2, 0.8];
    await page.mouse.move(box.x + box.width * from, y);
    await page.mouse.down();
    for (let step = 1; step <= 30 && Date.now() < stop; step += 1) {
      await page.mouse.move(box.x + box.width * (from + ((to - from) * step) / 30), y);
      await page.waitForTimeout(12);
    }
    await page.mouse.up();
  }
  const dragged = movedOf(await byDrag);
  await context.close();
  return { paint, lively, byKey: keyed, byDrag: dragged };
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
const atMost = (value: number, limit: number): string => (value <= limit ? `within ${limit} ms` : `OVER ${limit} ms`);
const atLeast = (value: number, limit: number): string => (value >= limit ? `at least ${limit}` : `BELOW ${limit}`);

export async function run(args: readonly string[]): Promise<void> {
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const site = await startTimelineSite();
  const browser = await startBrowser();
  const rows: Record<string, string>[] = [];
  try {
    for (const size of sizes.length > 0 ? sizes : SIZES) {
      const page = await time(timelineScreen, size, 'timeline');
      const table = await time(tableScreen, size, 'table');
      const data = await time(timelineDataScreen, size, 'timeline.json');
      const seen = await look(browser, `${site.origin}/${size}/families/${FAMILY}/timeline`);
      rows.push({
        events: size.toLocaleString('en-GB'),
        'page p50': ms(page.p50),
        'page p95': `${ms(page.p95)} (${atMost(page.p95, LIMIT.page)})`,
        'page bytes': kb(page.bytes),
        'table p95': ms(table.p95),
        'data bytes': kb(data.bytes),
        'data p95': ms(data.p95),
        'first paint': `${ms(seen.paint)} (${atMost(seen.paint, LIMIT.paint)})`,
        'can be moved after': ms(seen.lively),
        'frames/s by key': `${seen.byKey.fps.toFixed(1)} (${atLeast(seen.byKey.fps, LIMIT.frames)})`,
        'frames/s by drag': `${seen.byDrag.fps.toFixed(1)} (${atLeast(seen.byDrag.fps, LIMIT.frames)})`,
        'longest frame': ms(Math.max(seen.byKey.worst, seen.byDrag.worst)),
      });
    }
  } finally {
    await browser.close();
    await site.stop();
  }
  console.log('The family timeline: page handler, Chromium without a graphics card, limits for 5,000 events in brackets.\n');
  const names = Object.keys(rows[0] ?? {});
  for (const name of names) console.log(`${name.padEnd(20)}${rows.map((row) => (row[name] ?? '').padStart(24)).join('')}`);
}
