/** The audit's tree while many connections write at once: every line is in it once, and every proof checks out. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashesOf, type Keeping, proveConsistency, rootAt } from '../../src/app/audit-log.ts';
import { sha256 } from '../../src/app/audit-note.ts';
import { entryOf } from '../../src/domain/audit.ts';
import { inclusionStretches, leafHash, verifyConsistency, verifyInclusion } from '../../src/domain/merkle.ts';
import { sealAudit, writeAudit } from '../../src/store/audit.ts';
import { leafLines, leavesOf, treeSize } from '../../src/store/audit-tree.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { addLines, keepAudit } from './keep-audit.ts';

const line = (operation: string) => ({ operation, verb: 'read', subjectKind: 'partnership', subject: null, outcome: 'done' }) as const;

describe('the audit’s tree', () => {
  let test: TestDatabase;
  let keeping: Keeping & { close: () => Promise<void> };
  beforeAll(async () => {
    test = await testDatabase();
    keeping = keepAudit(test);
    await addLines(test, 37);
  });
  afterAll(async () => {
    await keeping.close();
    await test.close();
  });

  it('holds under a hammer: every inclusion proof and every consecutive consistency proof checks out', async () => {
    const WORKERS = 12;
    const EACH = 40;
    const start = await keeping.asOwner(treeSize);
    const database = openDatabase({ ...test.connection('application'), max: WORKERS });
    const heads: { readonly size: number; readonly root: Uint8Array }[] = [];
    let working = true;
    const watch = (async () => {
      while (working)
        heads.push(
          await keeping.asOwner(async (transaction) => {
            const size = await treeSize(transaction);
            return { size, root: await rootAt(transaction, size) };
          }),
        );
    })();
    const entries = (
      await Promise.all(
        Array.from({ length: WORKERS }, async (_, worker) => {
          const mine: number[] = [];
          for (let count = 0; count < EACH; count += 1) {
            const isolation = (['read committed', 'repeatable read', 'serializable'] as const)[count % 3] ?? 'serializable';
            const entry = await inTransaction(database, isolation, (transaction) => writeAudit(transaction, line(`worker-${worker}`)));
            // Some seal, some leave it to the next; nobody waits for all.
            if (count % 4 !== 3) await sealAudit(database, entry);
            mine.push(entry);
          }
          return mine;
        }),
      )
    ).flat();
    working = false;
    await watch;
    await sealAudit(database, null);
    await database.close();
    const size = await keeping.asOwner(treeSize);
    expect(size).toBe(start + WORKERS * EACH);
    expect(new Set(entries).size).toBe(WORKERS * EACH);
    const root = await keeping.asOwner((transaction) => rootAt(transaction, size));
    const at = new Map((await keeping.asOwner((transaction) => leavesOf(transaction, entries))).map(({ entry, index }) => [entry, index]));
    for (const entry of entries) {
      const proof = await keeping.asOwner(async (transaction) => {
        const index = at.get(entry) ?? -1;
        const [found] = await leafLines(transaction, index, index + 1);
        return { index, size, path: await hashesOf(transaction, inclusionStretches(index, size)), canonical: found?.canonical ?? '' };
      });
      expect(verifyInclusion(sha256, { ...proof, leaf: leafHash(sha256, Buffer.from(proof.canonical)), root })).toBe(true);
      expect(proof.canonical).toContain('worker-');
    }
    const steps = [...heads, { size, root }];
    for (const [step, later] of steps.slice(1).entries()) {
      const earlier = steps[step] as (typeof steps)[number];
      const proof = await proveConsistency(keeping, earlier.size, later.size);
      expect(verifyConsistency(sha256, { ...proof, firstRoot: earlier.root, secondRoot: later.root })).toBe(true);
    }
    console.log(
      `${entries.length} lines by ${WORKERS} connections at once; ${entries.length} inclusion and ${steps.length - 1} consistency proofs checked`,
    );
  });

  it('hashes what is written: the tree is the one that RFC 6962 makes of the lines', async () => {
    const lines = await test.ask<{ text: string; hash: Buffer }>(
      'select a.canonical::text as text, n.hash from audit_leaf l join audit a on a.sequence = l.entry join audit_node n on n.level = 0 and n.index = l.index order by l.index',
    );
    for (const { text, hash } of lines) {
      expect(createHash('sha256').update(Uint8Array.of(0)).update(text).digest().equals(hash)).toBe(true);
      expect(entryOf(text)).not.toBeNull();
    }
    const tree = (leaves: Buffer[]): Buffer => {
      if (leaves.length === 1) return leaves[0] as Buffer;
      let k = 1;
      while (k * 2 < leaves.length) k *= 2;
      return createHash('sha256')
        .update(Uint8Array.of(1))
        .update(tree(leaves.slice(0, k)))
        .update(tree(leaves.slice(k)))
        .digest();
    };
    expect(Buffer.from(await keeping.asOwner((transaction) => rootAt(transaction, lines.length)))).toEqual(
      tree(lines.map(({ hash }) => hash)),
    );
  });
});
