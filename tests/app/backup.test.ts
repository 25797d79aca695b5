/** A backup holds everything, tells nobody but the key's holder, and comes back exactly; whatever was done to it is noticed. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { addNote } from '../../src/app/add-note.ts';
import { type BackedUp, backUp, restore } from '../../src/app/backup/backup.ts';
import { makeBackupKey, readPrivateKey, readPublicKey, seal, unseal } from '../../src/app/backup/seal.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import type { OwnerConnection } from '../../src/store/owner.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { POLICE_FILE } from '../web/server.ts';
import { done } from './bring-files.ts';

const MARK = 'Marigold Cottage 4417';
const keys = makeBackupKey();
const receiver = readPublicKey(keys.publicPem);
const holder = readPrivateKey(keys.privatePem);

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
async function* streamOf(bytes: Uint8Array, size = 70_001): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const problemOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: { problem?: { problem: string } }) => error.problem?.problem ?? String(error),
  );

/** Every table's rows, as one hash a table. */
async function contents(connection: OwnerConnection): Promise<Map<string, string>> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1");
    const found = new Map<string, string>();
    for (const { name } of rows) {
      const { rows: all } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
      found.set(name, `${all.length} ${createHash('sha256').update(JSON.stringify(all)).digest('hex')}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** All of it but the audit, which tells of the backup and of the restore itself, and the server's own key. */
async function same(connection: OwnerConnection): Promise<Map<string, string>> {
  const found = await contents(connection);
  for (const name of [...found.keys()]) if (name.startsWith('audit') || name === 'context_key') found.delete(name);
  expect(found.size).toBeGreaterThan(30);
  return found;
}

/** What a later migration or a guard would notice: constraints, triggers and policies as the database tells them. */
async function guards(connection: OwnerConnection): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ said: string }>(
      `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as said from pg_constraint where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select polrelid::regclass || ' ' || polname || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') from pg_policy
      union all select relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    return rows.map(({ said }) => said);
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  let test: TestDatabase;
  let owner: OwnerConnection;
  let sealed: Buffer;
  let what: BackedUp | null = null;
  let family = '';
  const made: string[] = [];
  const administer = async (sql: string): Promise<void> => {
    const client = new pg.Client({ host: inject('databaseHost'), port: 5432, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  /** An empty database of its own. */
  const empty = async (): Promise<OwnerConnection> => {
    const name = `restored_${randomBytes(6).toString('hex')}`;
    await administer(`create database ${name}`);
    made.push(name);
    return { ...owner, database: name };
  };

  beforeAll(async () => {
    test = await testDatabase();
    owner = test.connection('superuser') as OwnerConnection;
    const manager = test.as(TEST_PRACTITIONERS.manager);
    ({ id: family } = await done(manager, addFamily, { label: 'Heron Quay family' }));
    await done(manager, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE_FILE });
    const [event] = await test.ask<{ id: string }>('select id from event order by position limit 1');
    await done(manager, addNote, { family, event: event?.id ?? '', text: `${MARK} “quoted”, \\ (a, b), {c} and\na line; ü 🙂` });
    sealed = await bytesOf(
      backUp(owner, receiver, '2026-11-23T09:00:00.000Z', (holds) => {
        what = holds;
      }),
    );
  });
  afterAll(async () => {
    await test.close();
    for (const name of made) await administer(`drop database ${name} with (force)`);
  });

  it('comes back exactly: every table, and every constraint, trigger and policy as they were', async () => {
    const target = await empty();
    const restored = await restore(target, streamOf(sealed), holder);
    expect(restored).toMatchObject({ madeAt: '2026-11-23T09:00:00.000Z', migrated: [] });
    expect(restored.tables.find(({ table }) => table === 'event')?.rows).toBeGreaterThan(1);
    expect(restored.tables.reduce((sum, { rows }) => sum + rows, 0)).toBe(what?.rows);
    expect(await same(target)).toEqual(await same(owner));
    expect(await guards(target)).toEqual(await guards(owner));
    const again = new pg.Client(target);
    await again.connect();
    const { rows } = await again.query<{ text: string }>('select text from note');
    expect(rows[0]?.text).toBe(`${MARK} “quoted”, \\ (a, b), {c} and\na line; ü 🙂`);
    await again.end();
    expect(restored.audit).toEqual(what?.audit);
    expect(restored.audit?.size).toBeGreaterThan(3);
    expect(restored.auditHolds).toBe(true);
    expect(await problemOf(restore(target, streamOf(sealed), holder)), 'a second restore overwrites nothing').toBe('database-not-empty');
  });

  it('is of one moment: what is written while it is made is not half in it', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    let first = true;
    const pieces: Uint8Array[] = [];
    for await (const piece of backUp(owner, receiver, '2026-11-23T10:00:00.000Z', () => {})) {
      pieces.push(piece);
      if (first) await done(manager, addFamily, { label: 'Added in between' });
      first = false;
    }
    const target = await empty();
    await restore(target, streamOf(Buffer.concat(pieces)), holder);
  });

  it('has nothing of its content in its bytes, and no two are alike', async () => {
    const raw = sealed.toString('latin1');
    for (const word of [MARK, 'Marigold', 'Heron', 'family', 'Asha Rowe', 'police.csv', 'CREATE', 'partnership', family.slice(0, 12)])
      for (const text of [
        word,
        word.toLowerCase(),
        Buffer.from(word).toString('hex'),
        Buffer.from(word).toString('base64').replace(/=+$/, ''),
      ])
        expect(raw.includes(text), text).toBe(false);
    expect(sealed.subarray(0, 17).toString()).toBe('kinline-backup/1\n');
    const other = await bytesOf(backUp(owner, receiver, '2026-11-23T09:00:00.000Z', () => {}));
    expect(other.subarray(40, 200).equals(sealed.subarray(40, 200))).toBe(false);
  });

  it('opens with its own key alone', async () => {
    const stranger = readPrivateKey(makeBackupKey().privatePem);
    const target = await empty();
    expect(await problemOf(restore(target, streamOf(sealed), stranger))).toBe('backup-key-not-valid');
    expect(() => readPublicKey(keys.privatePem)).toThrow('never be on the server');
    expect(() => readPrivateKey(keys.publicPem)).toThrow('needs the private one');
    expect(() => readPublicKey('something else')).toThrow();
  });

  it('is refused with one bit changed anywhere, cut short anywhere, or with pieces changed about', async () => {
    const text = Buffer.concat([Buffer.from(MARK), randomBytes(200_000)]);
    const whole = await bytesOf(seal(streamOf(text, 1000), receiver));
    expect((await bytesOf(unseal(streamOf(whole, 777), holder))).equals(text)).toBe(true);
    const opens = (bytes: Uint8Array): Promise<string> => problemOf(bytesOf(unseal(streamOf(bytes), holder)));
    const refused = ['backup-damaged', 'backup-key-not-valid'];
    let flipped = 0;
    // Every byte of the header and of each piece's ends, and one in each stretch between.
    const places = new Set<number>();
    for (let at = 0; at < 200; at += 1)
      for (const start of [0, 65, 65 + 65_552, 65 + 2 * 65_552, whole.length - 200]) places.add(start + at);
    for (let at = 0; at < whole.length; at += 1009) places.add(at);
    for (const place of places) {
      if (place >= whole.length) continue;
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      expect(refused, `byte ${place}`).toContain(await opens(changed));
      flipped += 1;
    }
    expect(flipped).toBeGreaterThan(900);
    for (const length of [
      0,
      1,
      17,
      64,
      65,
      66,
      81,
      65 + 65_551,
      65 + 65_552,
      65 + 65_553,
      65 + 2 * 65_552,
      whole.length - 17,
      whole.length - 1,
    ])
      expect(refused, `${length} bytes`).toContain(await opens(whole.subarray(0, length)));
    const piece = (number: number): Buffer => whole.subarray(65 + number * 65_552, 65 + (number + 1) * 65_552);
    const swapped = Buffer.concat([whole.subarray(0, 65), piece(1), piece(0), whole.subarray(65 + 2 * 65_552)]);
    expect(await opens(swapped)).toBe('backup-damaged');
    expect(await opens(Buffer.concat([whole.subarray(0, 65), piece(0), piece(0), whole.subarray(65 + 65_552)]))).toBe('backup-damaged');
    expect(await opens(Buffer.concat([whole.subarray(0, 65), whole.subarray(65 + 65_552)]))).toBe('backup-damaged');
    expect(await opens(Buffer.concat([whole, Buffer.from([0])]))).toBe('backup-damaged');
    expect(await opens(Buffer.concat([whole, piece(0)]))).toBe('backup-damaged');
    expect((await bytesOf(unseal(seal(streamOf(Buffer.alloc(0)), receiver), holder))).length, 'nothing at all').toBe(0);
  });

  it('leaves an empty database when it turns out to be damaged on the way', async () => {
    const target = await empty();
    const changed = Buffer.from(sealed);
    changed[sealed.length - 20] = (changed[sealed.length - 20] ?? 0) ^ 1;
    expect(await problemOf(restore(target, streamOf(changed), holder))).toBe('backup-damaged');
    expect(await problemOf(restore(target, streamOf(sealed.subarray(0, sealed.length - 1)), holder))).toBe('backup-damaged');
    expect((await contents(target)).get('event') ?? '0').toMatch(/^0/);
    await restore(target, streamOf(sealed), holder);
  });

  it('writes itself down before it leaves, signs everybody out when it comes back, and says when the log’s lines were changed', async () => {
    const [line] = await test.ask<{ said: string }>("select operation || ' ' || verb as said from audit order by sequence desc limit 1");
    expect(line?.said).toBe('back-up export');
    await test.ask(
      `insert into session (id, practitioner, secret_hash, how, until, idle_until) values ('${'5'.repeat(32)}', $1, '\\x01', 'passkey', now() + interval '1 hour', now() + interval '1 hour')`,
      [TEST_PRACTITIONERS.manager.id],
    );
    await test.ask('begin');
    await test.ask('alter table audit disable trigger user');
    await test.ask(
      `update audit set canonical = replace(canonical::text, '"add"', '"read"')::json where sequence = (select min(sequence) from audit where verb = 'add')`,
    );
    await test.ask('alter table audit enable trigger user');
    await test.ask('commit');
    const bytes = await bytesOf(backUp(owner, receiver, '2026-11-23T12:00:00.000Z', () => {}));
    const target = await empty();
    const restored = await restore(target, streamOf(bytes), holder);
    expect(restored.auditHolds).toBe(false);
    const client = new pg.Client(target);
    await client.connect();
    const { rows } = await client.query('select ended_because from session where ended_at is not null');
    const { rows: lines } = await client.query('select operation from audit order by sequence desc limit 1');
    await client.end();
    expect([rows, lines]).toEqual([[{ ended_because: 'restored' }], [{ operation: 'restore-backup' }]]);
    await test.ask('delete from session');
  });

  it('can be made and restored by an account that is no superuser, set to the owner’s role', async () => {
    const name = `migrator_${randomBytes(4).toString('hex')}`;
    await administer(
      `create role ${name} login createrole; grant kinline_owner, kinline_app to ${name} with inherit false, set true, admin true`,
    );
    try {
      await administer(`grant create on database ${owner.database} to ${name}`);
      const bytes = await bytesOf(backUp({ ...owner, user: name }, receiver, '2026-11-23T11:00:00.000Z', () => {}));
      const target = await empty();
      await administer(`alter database ${target.database} owner to ${name}`);
      await restore({ ...target, user: name }, streamOf(bytes), holder);
      expect(await same(target)).toEqual(await same(owner));
    } finally {
      for (const database of made) await administer(`drop database if exists ${database} with (force)`);
      made.length = 0;
      await administer(`revoke all on database ${owner.database} from ${name}; drop role ${name}`);
    }
  });
});
