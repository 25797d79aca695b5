/** Test support: the real site on a real server and database, with a family that has something of everything the screens can show. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { standInFront } from '../../src/api/front.ts';
import { addFamily } from '../../src/app/add-family.ts';
import { askAgency } from '../../src/app/ask-agency.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { startContribution } from '../../src/app/start-contribution.ts';
import { registerWeb } from '../../src/web/site.ts';
import { csv, done } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the stylesheet and scripts when they are missing or older than what they are made of. */
export function buildAssets(): void {
  const newest = (folder: string): number =>
    Math.max(...fs.readdirSync(`${root}${folder}`).map((name) => fs.statSync(`${root}${folder}/${name}`).mtimeMs));
  const manifest = `${root}dist/web/assets/manifest.json`;
  const built = fs.existsSync(manifest) ? fs.statSync(manifest).mtimeMs : 0;
  if (built > Math.max(newest('assets'), newest('src/web/client'))) return;
  const { status, stderr } = spawnSync(process.execPath, ['tools/build-assets.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

export const POLICE_FILE = csv(
  'Date,Time,Source,Event,Response,Child seen',
  '12/04/2013,21:40,Incident log,"Neighbour reported shouting. M said that F had pushed her. The older child S was in the room.",Words of advice,Y',
  '14/02/2016,02:10,Incident log,"Ambulance asked for police: F had taken tablets and talked about dying. M and baby B were there.",Hospital,N/K',
  '29/02/2015,,Note,A caller worried about the baby crying at night.,,',
  '22 May,,Note,Welfare visit. Nobody was in.,,N',
);
export const HOSPITAL_FILE = csv(
  'Event date,Entry date,Entered by,Event,Outcome',
  '20/08/2015,20/08/2015,Midwife,"Girl, B, born at 26 weeks.",Neonatal unit',
  '14/02/2016,15/02/2016,Emergency nurse,"F brought by ambulance after taking tablets. He talked about dying. M and baby B came with him.",Seen by liaison',
  'END OF CHRONOLOGY,,,,',
);
export const VISITING_FILE = csv(
  'Date of contact,Significant event,Source,Impact,Action taken',
  '13/04/2013,"M told me that police came last night because of shouting. F had pushed her. The older child S was in the room.",Diary,negative,Asked about home',
  'w/c 23.11.15,First home visit after the neonatal unit. B weighed 2.9 kg.,Diary,positive,Weekly visits',
  'January 2016,M said that F had not been sleeping.,Diary,negative,',
  '15/02/2016,"Hospital rang: F took tablets on 14 February and talked about dying. M and baby B were at home.",Phone,negative,Visit planned',
  'tbc,Letter about a missed eye clinic.,,,',
);

export type TestSite = {
  readonly address: string;
  readonly test: TestDatabase;
  /** A family with three agencies' files, one agency asked and silent. */
  readonly family: string;
  readonly contribution: string;
  /** An event of that family that two agencies tell of. */
  readonly event: string;
  /** A file that has arrived and has not been accepted. */
  readonly draft: string;
  /** A family with nothing yet. */
  readonly empty: string;
  readonly close: () => Promise<void>;
};

export async function startSite(): Promise<TestSite> {
  buildAssets();
  const test = await testDatabase();
  const manager = test.as(TEST_PRACTITIONERS.manager);
  const { id: family } = await done(manager, addFamily, { label: 'Heron Quay family' });
  await done(manager, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE_FILE });
  const { id: contribution } = await done(manager, receiveContribution, {
    family,
    agency: 'health-visiting',
    file: 'hv records.csv',
    bytes: VISITING_FILE,
  });
  await done(manager, receiveContribution, { family, agency: 'hospital', file: 'hospital.csv', bytes: HOSPITAL_FILE });
  const { chronology } = await done(manager, readChronology, { family });
  const event = chronology.happenings[0]?.events[0] ?? '';
  await done(manager, askAgency, { family, agency: 'gp', by: '2026-11-16', note: null });
  const { id: empty } = await done(manager, addFamily, { label: 'Family two', agencies: ['police'] });
  const { draft } = await done(manager, startContribution, { family: empty, agency: 'police', file: 'police.csv', bytes: POLICE_FILE });
  for (const one of [family, empty]) await test.allocate(one, TEST_PRACTITIONERS.reviewer);
  const app = Fastify({ logger: false });
  // A browser that opens every page one after the other is faster than people are.
  await standInFront(app, { address: null, proxies: [], https: false, exceeded: () => {}, budgets: { session: 1e6, address: 1e6 } });
  await registerWeb(app, {
    context: (practitioner) => test.as(practitioner),
    secret: 'only for tests, and long enough to sign with',
    partnership: 'Saltmarsh Safeguarding Children Partnership',
    demonstration: true,
    secure: false,
    tellUs: 'kinline@saltmarsh.example',
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    test,
    family,
    event,
    contribution,
    draft,
    empty,
    close: async () => {
      await app.close();
      await test.close();
    },
  };
}

/** Every page that a person can open, with a name for the test's sentence. */
export function pagesOf({ family, event, contribution, draft, empty }: TestSite): readonly (readonly [string, string])[] {
  return [
    ['the first page', '/'],
    ['my families', '/families'],
    ['adding a family', '/families/new'],
    ['the timeline', `/families/${family}/timeline`],
    ['the timeline of a family with nothing yet', `/families/${empty}/timeline`],
    ['the table', `/families/${family}/table`],
    ['one event', `/families/${family}/events/${event}`],
    ['gathering', `/families/${family}/gather`],
    ['gathering for a family with nothing yet', `/families/${empty}/gather`],
    ['asking an agency', `/families/${family}/gather/ask?agency=gp`],
    ['bringing files', `/families/${family}/gather/new`],
    ['several files that arrived', `/families/${empty}/gather/arrived?draft=${draft}`],
    ['step 1, the file', `/drafts/${draft}/file`],
    ['step 2, the table', `/drafts/${draft}/table`],
    ['step 3, the columns', `/drafts/${draft}/columns`],
    ['step 4, the dates', `/drafts/${draft}/dates`],
    ['step 5, the check', `/drafts/${draft}/check`],
    ['a file that was received', `/contributions/${contribution}`],
    ['the merge desk', `/families/${family}/merge`],
    ['the merge desk with nothing on it', `/families/${empty}/merge`],
    ['the disagreements', `/families/${family}/merge?view=disagreements`],
    ['the joined accounts', `/families/${family}/merge?view=decided`],
    ['downloads', `/families/${family}/downloads`],
    ['the people working with a family', `/families/${family}/team`],
    ['whom an event must not reach', `/families/${family}/events/${event}/must-not-reach`],
    ['messages', '/messages'],
    ['families that one knows privately', '/my-details'],
    ['the accessibility statement', '/accessibility'],
    ['telling us', '/is-this-right?from=/families'],
  ];
}

/** Chooses who to be on the first page, as a person does. */
export async function chooseManager(
  page: { goto(url: string): Promise<unknown>; click(selector: string): Promise<void>; waitForURL(url: string): Promise<void> },
  address: string,
): Promise<void> {
  await page.goto(`${address}/`);
  await page.click(`button[value="${TEST_PRACTITIONERS.manager.id}"]`);
  await page.waitForURL(`${address}/families`);
}
