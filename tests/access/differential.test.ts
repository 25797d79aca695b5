/**
 * The differential access test: over invented worlds, everything that the database shows to everybody is compared, as whole sets, with
 * what the policy's model (policy-model.ts, from the words alone) says. A decision is one row, for one who asks, seen or not.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../database.ts';
import { compare, type Difference, loadWorld, readableTables, shownTo } from './compare.ts';
import { LARGE, PURPOSES } from './making.ts';
import { indexed } from './policy-index.ts';
import type { Table } from './world.ts';
import { inventWorld } from './worlds.ts';

const SEED = Number(process.env['KINLINE_ACCESS_SEED'] ?? 20_261_123);
const DECISIONS = Number(process.env['KINLINE_ACCESS_DECISIONS'] ?? 10_000_000);

let real: TestDatabase;
let superuser: pg.Client;
let application: pg.Client;
let readable: Table[];

beforeAll(async () => {
  real = await testDatabase();
  superuser = new pg.Client(real.connection('superuser'));
  application = new pg.Client(real.connection('application'));
  await superuser.connect();
  await application.connect();
  readable = await readableTables(application);
});

afterAll(async () => {
  await superuser?.end();
  await application?.end();
  await real?.close();
});

test(`at least ${DECISIONS.toLocaleString('en-GB')} decisions of the database are those of the policy's words`, {
  timeout: 1_800_000,
}, async () => {
  const found: Difference[] = [];
  let decisions = 0;
  let worlds = 0;
  for (; decisions < DECISIONS; worlds += 1) {
    const now = Date.now();
    const world = inventWorld(SEED + worlds, now, LARGE);
    await loadWorld(superuser, world);
    const index = indexed(world);
    const at = new Date(now).toISOString();
    for (const { id } of world.practitioner)
      for (const purpose of [null, ...PURPOSES]) {
        const shown = await shownTo(application, readable, { practitioner: id, session: null, how: null, purpose });
        decisions += compare(index, { practitioner: id, purpose, at, context: true }, shown, found);
      }
    if (found.length > 0) break;
  }
  console.log(`${decisions.toLocaleString('en-GB')} decisions over ${worlds} worlds from seed ${SEED}: ${counted(found)}`);
  expect(found.slice(0, 20)).toEqual([]);
});

function counted(found: readonly Difference[]): string {
  const of = (kind: Difference['kind']): number => found.filter((difference) => difference.kind === kind).length;
  return `${of('leak')} leaks, ${of('wrongful denial')} wrongful denials`;
}
