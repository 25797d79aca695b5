/**
 * Every guard matters: each policy, grant, switch and condition, taken out of the database's own catalogue, is dropped, negated or swapped
 * in turn, and the change must be noticed: by the comparison with the policy's model, or by the guards that are read before serving.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../../src/store/database.ts';
import { readGuards } from '../../src/store/guards.ts';
import type { Tables } from '../../src/store/tables.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { enter, GROUPS, type Group, groupSql, loadWorld, oughtToSee, readableTables } from './compare.ts';
import { type Claimant, wrongContext } from './contexts.ts';
import { MIDDLE } from './making.ts';
import { type Mutant, mutantsOf } from './mutate.ts';
import { indexed } from './policy-index.ts';
import type { Asks } from './policy-model.ts';
import { inventWorld } from './worlds.ts';
import { insertableColumns, type Try, triesOf, tryOne } from './writes.ts';

const SEED = 20_261_123;
/** Mutants that change nothing that anybody can see, each with its reason. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  'policy change on contribution_draft: with check true':
    'The family of a draft cannot be changed (no grant), so whoever may change it sees its family still.',
  'policy change on look: with check true':
    'Neither the family nor the practitioner of a look can be changed (no grant), so what was asked before the change holds after it.',
  'policy change on look: with check with AND and OR swapped at 1': 'As above.',
  'function contribution_counts: dropped: where c.id = any (of)':
    'Counts that were not asked for come too, of contributions that one sees: nothing more is let out.',
  'policy document_open on event: using true':
    'Events of a closed document are withheld by not_withheld too; this says so a second time, at no cost.',
  'policy involved on family_figures: using true':
    'same_set asks for fingerprints, which only families seen have; this says so a second time.',
  'policy no_conflict on family_figures: using true': 'As above.',
};

let real: TestDatabase;
let superuser: pg.Client;
let transaction: Transaction;
let contributions: readonly string[];

beforeAll(async () => {
  real = await testDatabase();
  superuser = new pg.Client(real.connection('superuser'));
  await superuser.connect();
  const same = Object.assign(superuser, { release: () => {} });
  const pool = { connect: async () => same, end: async () => {} };
  transaction = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) }) as unknown as Transaction;
});

afterAll(async () => {
  await superuser?.end();
  await real?.close();
});

type Asking = { readonly asks: Asks; readonly ought: ReadonlyMap<Group, ReadonlySet<string>>; readonly tries: readonly Try[] };

test('every mutant of every guard is caught', { timeout: 1_800_000 }, async () => {
  const now = Date.now();
  const world = inventWorld(SEED, now, MIDDLE);
  await loadWorld(superuser, world);
  contributions = world.contribution.map(({ id }) => id);
  const index = indexed(world);
  const at = new Date(now).toISOString();
  const application = new pg.Client(real.connection('application'));
  await application.connect();
  const readable: ReadonlySet<string> = new Set([...(await readableTables(application)), 'counts']);
  const insertable = await insertableColumns(application);
  const askings = world.practitioner
    .flatMap(({ id }, number) =>
      (number < 3 ? [null, 'gathering'] : [null]).map((purpose): Asks => ({ practitioner: id, purpose, at, context: true })),
    )
    .map((asks, number): Asking => ({ asks, ought: oughtToSee(index, asks), tries: triesOf(index, asks, insertable, SEED + number, 4) }))
    // Whoever ought to see most is asked first: they show a change soonest.
    .sort((one, other) => size(other.ought) - size(one.ought));
  const guards = await undone(async () => asApplication(() => readGuards(transaction)));
  expect(await undone(() => asApplication(() => differs(askings, GROUPS, readable)))).toBeNull();

  // Somebody who sees a family, and somebody else: of the same partnership, both with live sessions.
  const [first, second] = askings;
  const claimant = { practitioner: first?.asks.practitioner ?? '', others: second?.asks.practitioner ?? '' };
  expect(await wrongContext(application, claimant)).toBeNull();
  const only = new RegExp(process.env['KINLINE_MUTANTS'] ?? '');
  const mutants = (await mutantsOf(superuser)).filter(({ name }) => only.test(name));
  const caught = { comparison: 0, guards: 0, refused: 0 };
  const survivors: string[] = [];
  for (const mutant of mutants) {
    const by = (await inTheOpen(mutant, application, claimant)) ?? (await undone(() => tried(mutant, askings, readable, guards)));
    if (by === null) survivors.push(mutant.name);
    else caught[by] += 1;
  }
  await application.end();
  const killed = caught.comparison + caught.guards;
  console.log(
    `${killed} of ${mutants.length - caught.refused} mutants caught: ${caught.comparison} by the comparison, ${caught.guards} by the guards alone; ${caught.refused} more are no SQL`,
  );
  console.log(survivors.join('\n'));
  expect(caught.refused).toBeLessThan(mutants.length / 100);
  expect(survivors.filter((name) => EQUIVALENT[name] === undefined)).toEqual([]);
});

/** Who may begin at all is tried in transactions of their own, as the application begins them; so the mutant stands while it is tried. */
async function inTheOpen(mutant: Mutant, application: pg.Client, claimant: Claimant): Promise<'comparison' | null> {
  if (mutant.restored === undefined) return null;
  await superuser.query(mutant.sql);
  try {
    return (await wrongContext(application, claimant)) === null ? null : 'comparison';
  } finally {
    await superuser.query(mutant.restored);
  }
}

async function tried(
  mutant: Mutant,
  askings: readonly Asking[],
  readable: ReadonlySet<string>,
  guards: readonly string[],
): Promise<'comparison' | 'guards' | 'refused' | null> {
  try {
    await superuser.query(mutant.sql);
  } catch {
    // PostgreSQL refuses the text itself: no mutant that could ever stand in a database. Counted apart, and never many.
    return 'refused';
  }
  const groups = mutant.tables === null ? GROUPS : GROUPS.filter((group) => mutant.tables?.includes(group));
  const compared = async () => ((await asApplication(() => differs(askings, groups, readable))) === null ? null : ('comparison' as const));
  const guarded = async () =>
    (await asApplication(() => readGuards(transaction))).join('\n') === guards.join('\n') ? null : ('guards' as const);
  // What changes no expression is most of it told by the catalogue, which is quicker.
  return mutant.of === 'expression' ? ((await compared()) ?? (await guarded())) : ((await guarded()) ?? (await compared()));
}

/** The first group in which somebody is shown something else than they ought to see, or nothing but an error; null when none is. */
async function differs(askings: readonly Asking[], groups: readonly Group[], readable: ReadonlySet<string>): Promise<string | null> {
  for (const { asks, ought, tries } of askings) {
    await superuser.query('savepoint asking');
    try {
      await enter(superuser, { practitioner: asks.practitioner, session: null, how: null, purpose: asks.purpose as 'gathering' | null });
      for (const group of groups) {
        if (!readable.has(group)) continue;
        const { rows } = await superuser.query<{ keys: string[] | null }>(groupSql(group, contributions));
        const shown = new Set(rows[0]?.keys ?? []);
        const wanted = ought.get(group) as ReadonlySet<string>;
        if (shown.size !== wanted.size || [...shown].some((key) => !wanted.has(key))) return `${group} for ${asks.practitioner}`;
      }
      for (const one of tries) {
        if (!groups.includes(one.table)) continue;
        const wrong = await tryOne(superuser, one);
        if (wrong !== null) return wrong;
      }
    } catch (error) {
      return String(error);
    } finally {
      await superuser.query('rollback to asking');
    }
  }
  return null;
}

async function asApplication<Result>(work: () => Promise<Result>): Promise<Result> {
  await superuser.query('savepoint serving; set local role kinline_app');
  try {
    return await work();
  } finally {
    await superuser.query('rollback to serving');
  }
}

async function undone<Result>(work: () => Promise<Result>): Promise<Result> {
  await superuser.query("begin; set local statement_timeout = '10s'");
  try {
    return await work();
  } finally {
    await superuser.query('rollback');
  }
}

const size = (ought: Asking['ought']): number => [...ought.values()].reduce((sum, { size: keys }) => sum + keys, 0);
