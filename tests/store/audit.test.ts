/** The audit in the database: nobody writes in another's name or at another time, nobody changes a line, and the tree holds under load and after crashes. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { checkLog, hashesOf, type Keeping, keepWitnessed, makeCheckpoint, proveInclusion, rootAt } from '../../src/app/audit-log.ts';
import { cosign, sha256, verifierOf } from '../../src/app/audit-note.ts';
import { enterAs, through } from '../../src/app/door.ts';
import type { Context } from '../../src/app/operation.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import type { Verb } from '../../src/domain/audit.ts';
import { entryOf } from '../../src/domain/audit.ts';
import { inclusionStretches, leafHash, verifyInclusion } from '../../src/domain/merkle.ts';
import { auditLines, sealAudit, writeAudit } from '../../src/store/audit.ts';
import { leafLines, leavesOf, treeSize } from '../../src/store/audit-tree.ts';
import { inTransaction, type Transaction } from '../../src/store/database.ts';
import { done, familyWithTwoFiles } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { addLines, keepAudit } from './keep-audit.ts';

const { manager, healthVisitor, officer } = TEST_PRACTITIONERS;
const line = (operation: string, verb: Verb = 'read') =>
  ({ operation, verb, subjectKind: 'partnership', subject: null, outcome: 'done' }) as const;

describe('the audit', () => {
  let test: TestDatabase;
  let keeping: Keeping & { close: () => Promise<void> };
  beforeAll(async () => {
    test = await testDatabase();
    keeping = keepAudit(test);
  });
  afterAll(async () => {
    await keeping.close();
    await test.close();
  });
  const as = <Result>(context: Context, work: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
    inTransaction(context.database, 'read committed', async (transaction) => {
      await enterAs(transaction, context);
      return work(transaction);
    });

  it('takes who, for which agency, in which role and for what from the signed context, and the time from the database', async () => {
    const entry = await as(test.as(officer), (transaction) => writeAudit(transaction, line('look-round')));
    const [row] = await test.ask<{ text: string; late: boolean }>(
      "select canonical::text as text, clock_timestamp() - at < interval '1 minute' as late from audit where sequence = $1",
      [entry],
    );
    expect(row?.late).toBe(true);
    expect(entryOf(row?.text ?? '')).toMatchObject({
      practitioner: officer.id,
      agency: 'police',
      role: 'practitioner',
      purpose: 'safeguarding',
    });
    const nobody = await inTransaction(test.database, 'read committed', (transaction) => writeAudit(transaction, line('knock')));
    expect(await test.ask('select practitioner, agency, role, purpose, session from audit where sequence = $1', [nobody])).toEqual([
      { practitioner: null, agency: null, role: null, purpose: null, session: null },
    ]);
  });

  it('lets the application add lines through the one function alone, and change none', async () => {
    const application = new pg.Client(test.connection('application'));
    await application.connect();
    try {
      for (const statement of [
        "insert into audit (at, canonical) values (now(), '{}')",
        'insert into audit_leaf (index, entry) values (0, 1)',
        'insert into audit_unsealed (entry) values (1)',
        "insert into audit_node (level, index, hash) values (0, 0, '')",
        'select entry from audit_unsealed',
        ...['audit', 'audit_leaf', 'audit_node', 'audit_unsealed'].flatMap((table) => [
          `delete from ${table}`,
          `truncate ${table} cascade`,
        ]),
        'update audit set at = at',
        'update audit_leaf set entry = entry',
        'update audit_node set hash = hash',
        "select canonical_audit(now(), 'a', null, null, null, null, 'b', 'read', 'c', null, null, 'done')",
      ])
        await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' });
      for (const [operation, subject, outcome] of [
        ['Read the record', null, 'done'],
        ['read', 'Bernadette', 'done'],
        ['read', null, 'She said no'],
      ])
        await expect(
          application.query("select append_audit($1, 'read', 'family', $2, null, $3)", [operation, subject, outcome]),
        ).rejects.toMatchObject({
          code: '22023',
        });
      await expect(application.query("select append_audit('read', 'gloat', 'family', null, null, 'done')")).rejects.toMatchObject({
        code: '23514',
      });
      for (const table of ['audit', 'audit_leaf', 'audit_node'])
        expect((await application.query(`select from ${table}`)).rowCount, table).toBe(0);
    } finally {
      await application.end();
    }
  });

  it('shows a family’s lines to those who see it for gathering, and everybody their own', async () => {
    const { family, police } = await familyWithTwoFiles(test.as(manager));
    const { id: other } = await done(test.as(officer), addFamily, { label: 'F2' });
    await through(test.as(healthVisitor), readChronology, { family });
    await through(test.as(healthVisitor), OPERATIONS.readReceived, { contribution: police });
    await through(test.as(healthVisitor), OPERATIONS.readReceived, { contribution: 'ab'.repeat(16) });
    const ofFamily = await as(test.as(manager), (transaction) => auditLines(transaction, { family }));
    expect(
      ofFamily
        .filter(({ practitioner }) => practitioner === healthVisitor.id)
        .map(({ operation, verb, outcome }) => [operation, verb, outcome]),
    ).toEqual([
      ['read-chronology', 'refuse', 'not-found'],
      ['read-contribution', 'refuse', 'not-found'],
    ]);
    expect(ofFamily.filter(({ verb }) => verb === 'add').length).toBeGreaterThanOrEqual(3);
    expect(await as(test.as(manager), (transaction) => auditLines(transaction, { family: other }))).toEqual([]);
    // One's own lines tell hidden from absent as little as the answers did.
    const own = await as(test.as(healthVisitor), (transaction) => auditLines(transaction, {}));
    expect(own.every(({ practitioner }) => practitioner === healthVisitor.id)).toBe(true);
    const [hidden, absent] = own.filter(({ operation }) => operation === 'read-contribution');
    expect([hidden?.subject, absent?.subject]).toEqual([police, 'ab'.repeat(16)]);
    expect({ ...hidden, subject: '', at: '', nonce: '', entry: 0, canonical: '' }).toEqual({
      ...absent,
      subject: '',
      at: '',
      nonce: '',
      entry: 0,
      canonical: '',
    });
    expect((await as(test.as(officer), (transaction) => auditLines(transaction, { family: other }))).map(({ verb }) => verb)).toEqual([
      'add',
    ]);
    const narrow = await as(test.as(manager), (transaction) =>
      auditLines(transaction, {
        family,
        verbs: ['refuse'],
        operations: ['read-chronology'],
        practitioner: healthVisitor.id,
        from: '2020-01-01',
        most: 5,
      }),
    );
    expect(narrow.length).toBe(1);
    expect(await as(test.as(manager), (transaction) => auditLines(transaction, { family, to: '2020-01-01' }))).toEqual([]);
    expect(await as(test.as(manager), (transaction) => auditLines(transaction, { family, after: ofFamily.at(-1)?.entry ?? 0 }))).toEqual(
      [],
    );
    // Inside the context of a reviewer or manager, a line's place and its proof can be had.
    await as(test.as(manager), async (transaction) => {
      const size = await treeSize(transaction);
      const [leaf] = await leavesOf(transaction, [ofFamily[0]?.entry ?? 0]);
      const path = await hashesOf(transaction, inclusionStretches(leaf?.index ?? 0, size));
      const proof = { index: leaf?.index ?? 0, size, path, root: await rootAt(transaction, size) };
      expect(verifyInclusion(sha256, { ...proof, leaf: leafHash(sha256, Buffer.from(ofFamily[0]?.canonical ?? '')) })).toBe(true);
    });
  });

  it('waits for the disk with every line, whatever the server would do, and not with the tree, which can be made again', async () => {
    const committing = async (statement: string) =>
      test.ask<{ waits: string }>(`begin; set local synchronous_commit = off; ${statement}`).then(async () => {
        const [row] = await test.ask<{ waits: string }>("select current_setting('synchronous_commit') as waits");
        await test.ask('rollback');
        return row?.waits;
      });
    expect(await committing('select 1')).toBe('off');
    expect(await committing("select append_audit('look-round', 'read', 'partnership', null, null, 'done')")).toBe('on');
    await test.ask('begin');
    await test.ask('select seal_audit()');
    expect(await test.ask("select current_setting('synchronous_commit') as waits")).toEqual([{ waits: 'off' }]);
    await test.ask('rollback');
  });

  it('has every line in the tree when a result or a refusal leaves the door', async () => {
    const outside = async () =>
      test.ask(
        'select sequence from audit where not exists (select from audit_leaf where entry = sequence) union all select entry from audit_unsealed',
      );
    await sealAudit(test.database, null);
    await done(test.as(manager), OPERATIONS.listFamilies, {});
    expect(await outside()).toEqual([]);
    await through(test.as(null), readChronology, { family: 'ab'.repeat(16) });
    expect(await outside()).toEqual([]);
  });

  it('lets nothing out when the line could not be integrated', async () => {
    await test.ask('alter table audit_leaf add constraint no_more check (entry < 0) not valid');
    expect(await through(test.as(manager), OPERATIONS.listFamilies, {})).toMatchObject({ problem: 'unexpected' });
    await test.ask('alter table audit_leaf drop constraint no_more');
    expect(await through(test.as(manager), OPERATIONS.listFamilies, {})).not.toHaveProperty('problem');
  });

  it('integrates at the next call, and at the start, what a crash left outside, and nothing that was undone', async () => {
    const size = () => keeping.asOwner(treeSize);
    const before = await size();
    const broken = new pg.Client(test.connection('application'));
    broken.on('error', () => {});
    await broken.connect();
    await broken.query("select append_audit('cut-off', 'read', 'partnership', null, null, 'done')");
    await broken.query('begin');
    await broken.query("select append_audit('undone', 'read', 'partnership', null, null, 'done')");
    const { rows } = await broken.query('select pg_backend_pid() as pid');
    await test.ask('select pg_terminate_backend($1)', [rows[0].pid]);
    await broken.end().catch(() => {});
    expect(await size()).toBe(before);
    await checkLog(keeping);
    expect(await size()).toBe(before + 1);
    expect((await keeping.asOwner((transaction) => leafLines(transaction, before, before + 1)))[0]?.canonical).toContain('cut-off');
    expect(await test.ask("select from audit where operation = 'undone'")).toEqual([]);
  });

  it('refuses to begin with a log that is smaller or other than what an agency witnessed', async () => {
    const police = { name: 'police', seed: new Uint8Array(32).fill(9) };
    await addLines(test, 5);
    const signed = await makeCheckpoint(keeping);
    await expect(keepWitnessed(keeping, signed.text, [verifierOf(police)])).rejects.toThrow('damaged');
    const cosigned = cosign(signed, police).text;
    await expect(keepWitnessed(keeping, cosigned, [])).rejects.toThrow('damaged');
    await expect(keepWitnessed(keeping, cosigned, [verifierOf({ ...police, seed: new Uint8Array(32).fill(8) })])).rejects.toThrow(
      'not signed',
    );
    expect(await keepWitnessed(keeping, cosigned, [verifierOf(police)])).toEqual({
      size: signed.checkpoint.size,
      kept: signed.checkpoint.size,
    });
    await checkLog(keeping);
    const { index } = await proveInclusion(keeping, signed.checkpoint.size - 1, signed.checkpoint.size);
    // Put back in time: the last lines are gone, and the tree with them.
    await test.ask('create table kept as select * from audit_node');
    await test.ask('delete from audit_node where (index + 1) * 2 ^ level > $1', [index]);
    await expect(checkLog(keeping)).rejects.toThrow('were witnessed on');
    await test.ask('insert into audit_node select * from kept on conflict do nothing');
    await checkLog(keeping);
    // Written anew: the hashes are others.
    await test.ask('update audit_node set hash = sha256(hash) where level = (select max(level) from audit_node)');
    await expect(checkLog(keeping)).rejects.toThrow('are not those witnessed');
  });
});
