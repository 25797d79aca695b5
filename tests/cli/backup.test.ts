/** `kinline backup` and `kinline restore` as they are typed: keys are made once and for their holder, nothing is written over. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import type { AsOwner, OwnerConnection } from '../../src/app/backup/as-owner.ts';
import { runCommand } from '../../src/cli/main-command.ts';
import { done } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { folder } from './kinline.ts';

describe('kinline backup and restore', () => {
  const here = folder();
  const name = `restored_${randomBytes(6).toString('hex')}`;
  let test: TestDatabase;
  const administer = async (sql: string): Promise<void> => {
    const client = new pg.Client({ host: inject('databaseHost'), port: 5432, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  /** The command with a database in place of the one that the wiring opens: `--data restored` is the empty one. */
  const kinline = async (...argv: readonly string[]): Promise<{ status: number; out: string; err: string }> => {
    let out = '';
    let err = '';
    const asOwner: AsOwner = (data, work) => {
      const connection = test.connection('superuser') as OwnerConnection;
      return work({ connection: data === 'restored' ? { ...connection, database: name } : connection, backupKeyFile: null });
    };
    const none = (): Promise<never> => Promise.reject(new Error('not here'));
    const io = {
      out: async (text: string) => {
        out += text;
      },
      say: (text: string) => {
        err += text;
      },
      terminal: false,
      width: 80,
      closed: () => false,
      today: '2026-11-23',
    };
    const status = await runCommand(argv, io, { serve: none, withDatabase: none, asOwner });
    return { status, out, err };
  };
  beforeAll(async () => {
    test = await testDatabase();
    await done(test.as(TEST_PRACTITIONERS.manager), addFamily, { label: 'Heron Quay family' });
    await administer(`create database ${name}`);
  });
  afterAll(async () => {
    here.remove();
    await test.close();
    await administer(`drop database ${name} with (force)`);
  });

  it('makes the keys, seals, restores, and tells what it did', async () => {
    const made = await kinline('backup', 'key', '--out', here.at('keys'));
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(made.out).toContain('take it away from the server');
    expect(statSync(here.at('keys/backup-private.pem')).mode & 0o777).toBe(0o600);
    expect(made.out).not.toContain(readFileSync(here.at('keys/backup-private.pem'), 'utf8').split('\n')[1]);
    const again = await kinline('backup', 'key', '--out', here.at('keys'));
    expect(again).toMatchObject({ status: 2, out: '' });

    const [sealed, open, held] = [here.at('one.backup'), here.at('keys/backup-public.pem'), here.at('keys/backup-private.pem')];
    const backup = await kinline('backup', '--out', sealed, '--key', open);
    expect(backup).toMatchObject({ status: 0, err: '' });
    expect(backup.out).toMatch(/one\.backup: \d+ rows of \d+ tables, sealed\.\nAudit log: \d+ entries, root [0-9a-f]{64}\n/);
    expect(readFileSync(sealed).includes('Heron')).toBe(false);
    expect(await kinline('backup', '--out', sealed, '--key', open), 'nothing is written over').toMatchObject({ status: 2 });

    const restored = await kinline('restore', sealed, '--key', held, '--data', 'restored');
    expect(restored).toMatchObject({ status: 0, err: '' });
    expect(restored.out).toContain('  family: 1\n');
    expect(restored.out).toContain(/Audit log: .*\n/.exec(backup.out)?.[0]);
    const twice = await kinline('restore', sealed, '--key', held, '--data', 'restored');
    expect(twice.status).toBe(1);
    expect(twice.err).toContain('The database already holds something');
  });

  it('says in a sentence what is wrong with the key, the file or what was typed, and leaves nothing behind', async () => {
    const held = here.at('keys/backup-private.pem');
    const cases: [readonly string[], number, string][] = [
      [['backup'], 2, '--out'],
      [['backup', '--out', here.at('two.backup')], 1, 'KINLINE_BACKUP_KEY_FILE'],
      [['backup', '--out', here.at('two.backup'), '--key', held], 1, 'should never be on the server'],
      [['backup', '--out', here.at('two.backup'), '--key', here.at('nothing.pem')], 1, 'could not be opened'],
      [['backup', '--out', here.at('no/such/folder/two.backup'), '--key', here.at('keys/backup-public.pem')], 1, 'no such file or folder'],
      [['restore'], 2, 'Name the one backup'],
      [['restore', here.at('one.backup')], 2, '--key'],
      [['restore', here.at('nothing.backup'), '--key', held], 1, 'no such file'],
      [['restore', here.at('one.backup'), '--key', here.at('keys/backup-public.pem')], 1, 'needs the private one'],
      [['restore', here.at('short.backup'), '--key', held, '--data', 'restored'], 1, 'damaged'],
    ];
    writeFileSync(here.at('short.backup'), readFileSync(here.at('one.backup')).subarray(0, 60));
    for (const [argv, status, said] of cases) {
      const ran = await kinline(...argv);
      expect(ran.status, argv.join(' ')).toBe(status);
      expect(ran.err, argv.join(' ')).toContain(said);
      expect(ran.out).toBe('');
    }
    expect(() => statSync(here.at('two.backup'))).toThrow();
  });
});
