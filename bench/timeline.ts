/**
 * The timeline at 500, 5,000 and 20,000 events on the real server with its own database: how long the page takes, how large it is, how
 * soon something is seen and how smoothly it moves in Chromium, each beside its limit.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../tests/browser.ts';
import { inventedEvents } from '../tests/web/timeline-family.ts';

const SIZES = [500, 5_000, 20_000];
const LIMIT = { page: 200, paint: 1_000, frames: 55 } as const;
const REPEATS = 40;
const MOVING_MS = 3_000;

type Timed = { readonly p50: number; readonly p95: number; readonly bytes: number };

/** `busy` is the processor time that the server has used so far, in ms; null where the system does not tell. */
type Server = { readonly origin: string; readonly busy: () => number | null; readonly stop: () => Promise<void> };

/** Kinline as `npm start` runs it, on a port and a database of its own. */
async function startServer(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'kinline-bench-'));
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', main, 'serve', '--demo', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A demonstration, so that somebody can be chosen; its own three families are there besides.
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const [ready] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (ready !== undefined) resolve(ready);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}. ${said}`)));
  });
  const busy = (): number | null => {
    try {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return null;
    }
  };
  return {
    origin,
    busy,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(data, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

async function post(origin: string, path: string, practitioner: string, body: object | FormData): Promise<Record<string, unknown>> {
  const form = body instanceof FormData;
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'kinline-practitioner': practitioner, ...(form ? {} : { 'content-type': 'application/json' }) },
    body: form ? body : JSON.stringify(body),
  });
  const given = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(given)}`);
  return given;
}

/** A family of so many events, told by nine agencies in nine JSON contributions; answers its id. */
async function bringFamily(origin: string, practitioner: string, size: number): Promise<string> {
  const { id } = await post(origin, '/api/families', practitioner, { label: `Family of ${size} events` });
  const events = inventedEvents(size);
  for (const agency of new Set(events.map((event) => event.agency))) {
    const own = events.filter((event) => event.agency === agency);
    const contribution = {
      kinline: 'contribution/1',
      agency,
      people: [{ label: 'B', role: 'child', dateOfBirth: '2015-08-20', expectedDate: '2015-11-26', gestationWeeks: 26 }],
      events: own.map(({ happened, kind, what, response, source, subjects, childrenAffected, childSeen }, index) => ({
        ref: `${agency}-${index + 1}`,
        happened: { raw: happened.raw },
        kind,
        what,
        response,
        source,
        subjects,
        childrenAffected,
        childSeen,
      })),
    };
    const form = new FormData();
    form.set('family', String(id));
    form.set('agency', agency ?? '');
    form.set('file', new Blob([JSON.stringify(contribution)], { type: 'application/json' }), `${agency}.json`);
    await post(origin, '/api/contributions', practitioner, form);
  }
  return String(id);
}

/** Somebody chosen on the first page, as a person would; answers the browser's cookies. */
async function signIn(context: BrowserContext, origin: string, practitioner: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.click(`button[value="${practitioner}"]`);
  await page.waitForURL(/families/);
  await page.close();
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function time(address: string, cookie: string): Promise<Timed> {
  const took: number[] = [];
  let bytes = 0;
  for (let index = 0; index < REPEATS + 3; index += 1) {
    const start = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
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

async function look(context: BrowserContext, address: string): Promise<Seen> {
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
  await page.close();
  return { paint, lively, byKey: keyed, byDrag: dragged };
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
const atMost = (value: number, limit: number): string => (value <= limit ? `within ${limit} ms` : `OVER ${limit} ms`);
const atLeast = (value: number, limit: number): string => (value >= limit ? `at least ${limit}` : `BELOW ${limit}`);

/** Frames of an empty page: what this machine gives at best while it does whatever else it does. */
async function idleFrames(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const gaps = (await page.evaluate(`(${COUNT_FRAMES})(1500)`)) as number[];
  await page.close();
  return movedOf(gaps).fps;
}

export async function run(args: readonly string[]): Promise<void> {
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const server = await startServer();
  const browser = await startBrowser();
  const rows: Record<string, string>[] = [];
  try {
    const { practitioners } = (await (await fetch(`${server.origin}/api/practitioners`)).json()) as {
      practitioners: { id: string; role: string }[];
    };
    const manager = practitioners.find(({ role }) => role === 'business-manager')?.id ?? '';
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const cookie = await signIn(context, server.origin, manager);
    for (const size of sizes.length > 0 ? sizes : SIZES) {
      const family = await bringFamily(server.origin, manager, size);
      const at = (name: string): string => `${server.origin}/families/${family}/${name}`;
      await time(at('timeline'), cookie);
      const before = server.busy();
      const page = await time(at('timeline'), cookie);
      const after = server.busy();
      const table = await time(at('table'), cookie);
      const data = await time(at('timeline.json'), cookie);
      const idle = await idleFrames(browser);
      const seen = await look(context, at('timeline'));
      rows.push({
        events: size.toLocaleString('en-GB'),
        'page p50': ms(page.p50),
        'page p95': `${ms(page.p95)} (${atMost(page.p95, LIMIT.page)})`,
        'processor a page': before === null || after === null ? 'not known' : ms((after - before) / (REPEATS + 3)),
        'page bytes': kb(page.bytes),
        'table p95': ms(table.p95),
        'data bytes': kb(data.bytes),
        'data p95': ms(data.p95),
        'first paint': `${ms(seen.paint)} (${atMost(seen.paint, LIMIT.paint)})`,
        'can be moved after': ms(seen.lively),
        'frames/s by key': `${seen.byKey.fps.toFixed(1)} (${atLeast(seen.byKey.fps, LIMIT.frames)})`,
        'frames/s by drag': `${seen.byDrag.fps.toFixed(1)} (${atLeast(seen.byDrag.fps, LIMIT.frames)})`,
        'frames/s, idle page': idle.toFixed(1),
        'longest frame': ms(Math.max(seen.byKey.worst, seen.byDrag.worst)),
      });
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  console.log('The family timeline: from the server to Chromium without a graphics card, on this machine. Limits in brackets.\n');
  const names = Object.keys(rows[0] ?? {});
  for (const name of names) console.log(`${name.padEnd(20)}${rows.map((row) => (row[name] ?? '').padStart(24)).join('')}`);
}
