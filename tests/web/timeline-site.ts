/** Serves the timeline's own screens for invented families of any size, without a database: the page handlers and the frame are the real ones. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { EventPage } from '../../src/app/read-event.ts';
import { problem } from '../../src/domain/problem.ts';
import { findAssets } from '../../src/web/assets.ts';
import { renderPage } from '../../src/web/layout.tsx';
import { eventScreen } from '../../src/web/screens/event-detail.tsx';
import { timelineScreen } from '../../src/web/screens/timeline.tsx';
import { timelineDataScreen } from '../../src/web/screens/timeline-data.ts';
import { tableScreen } from '../../src/web/screens/timeline-table.tsx';
import type { Answer, Visit } from '../../src/web/visit.ts';
import { inventedFamily } from './timeline-family.ts';

export const TODAY = '2026-11-23';
const SCREENS = [timelineScreen, timelineDataScreen, tableScreen, eventScreen] as const;

type Invented = ReturnType<typeof inventedFamily>;

function eventPage({ record }: Invented, id: string): EventPage | null {
  const event = record.chronology.events.find((one) => one.id === id);
  const contribution = record.chronology.contributions.find(({ events }) => events.some((one) => one.id === id));
  if (event === undefined || contribution === undefined) return null;
  const happenings = record.chronology.happenings.filter(({ events }) => events.includes(id));
  return {
    family: record.family,
    event,
    contribution: {
      id: 'c'.repeat(32),
      file: contribution.file,
      sha256: contribution.sha256,
      receivedAt: '2026-11-10T09:30:00Z',
      events: contribution.events.length,
      notEvents: 0,
      attention: contribution.attention.length,
      notices: 0,
      supersedes: null,
      supersededBy: null,
      level: 'agency',
      agency: contribution.agency,
    },
    sourceRow: { headings: Object.keys(event.words), cells: Object.values(event.words) },
    happenings,
    otherAccounts: record.chronology.events.filter((one) => one.id !== id && happenings.some(({ events }) => events.includes(one.id))),
    notes: [],
    decisions: [],
    completed: null,
    superseded: false,
  };
}

/** One visit to a page of the invented family, as the site makes it. */
export function visitTo(invented: Invented, path: string, query: string, event = ''): Visit {
  const ask = async (operation: { readonly name: string }, input: unknown): Promise<unknown> => {
    if (operation.name === 'read-chronology') return invented.record;
    if (operation.name === 'read-family') return invented.family;
    if (operation.name === 'read-event') return eventPage(invented, (input as { event: string }).event) ?? problem('not-found');
    return problem('not-found');
  };
  return {
    practitioner: { id: '1'.repeat(32), name: 'Ada Reeve', role: 'reviewer', agency: 'partnership' },
    session: null,
    demonstration: true,
    from: '127.0.0.1',
    organisation: null,
    attempt: null,
    param: (name) => (name === 'family' ? invented.family.id : event),
    query: new URLSearchParams(query),
    path,
    form: { fields: new URLSearchParams(), files: [] },
    formToken: 'token',
    nonce: 'nonce',
    today: TODAY,
    partnership: 'Wash Coast safeguarding partnership',
    tellUs: 'tell-us@example.org',
    ask: ask as Visit['ask'],
  };
}

const assets = findAssets();

export function htmlOf(answer: Answer): string {
  if (answer.kind === 'file') return Buffer.from(answer.bytes).toString('utf8');
  if (answer.kind !== 'page') throw new Error(`The screen answered ${answer.kind}.`);
  return renderPage(answer, {
    practitioner: null,
    partnership: 'Wash Coast safeguarding partnership',
    demonstration: true,
    path: '/',
    nonce: 'nonce',
    today: TODAY,
    asset: assets.address,
  });
}

/** @param size events of the family that `/<size>/families/…` is about. */
export async function startTimelineSite(): Promise<{ readonly origin: string; readonly stop: () => Promise<void> }> {
  const families = new Map<number, Invented>();
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname.startsWith('/assets/')) {
        const type = pathname.endsWith('.css') ? 'text/css' : pathname.endsWith('.js') ? 'text/javascript' : 'image/svg+xml';
        return response.setHeader('content-type', type).end(await readFile(join(assets.folder, pathname.slice('/assets/'.length))));
      }
      const [, size, , family, page, event] = /^\/(\d+)(\/families\/([0-9a-f]+)\/([a-z.]+)(?:\/([0-9a-f]+))?)$/.exec(pathname) ?? [];
      if (size === undefined || family === undefined || page === undefined) return response.writeHead(404).end();
      const invented = families.get(Number(size)) ?? inventedFamily(Number(size));
      families.set(Number(size), invented);
      const screen = SCREENS.find(({ path }) => path.split('/')[3] === page);
      if (screen?.get === undefined) return response.writeHead(404).end();
      const answer = await screen.get(visitTo(invented, pathname, search, event));
      response.setHeader('content-type', answer.kind === 'file' ? answer.mediaType : 'text/html; charset=utf-8');
      response.setHeader(
        'content-security-policy',
        "default-src 'self'; style-src 'self'; script-src 'self' 'nonce-nonce'; img-src 'self' data:",
      );
      return response.end(htmlOf(answer));
    })().catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
