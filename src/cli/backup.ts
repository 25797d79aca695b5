/** `kinline backup` and `kinline restore`: everything, sealed for a key that is kept away from the server; and back into an empty database. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AsOwner } from '../app/backup/as-owner.ts';
import { type BackedUp, backUp, restore as restoreBackup } from '../app/backup/backup.ts';
import { makeBackupKey, readPrivateKey, readPublicKey } from '../app/backup/seal.ts';
import { ProblemError, problem, problemSentence } from '../domain/problem.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { exists, writeAll } from './disk.ts';
import { type Io, REFUSED, WELL } from './io.ts';

const OPTIONS = { out: { type: 'string' }, data: { type: 'string' }, key: { type: 'string' } } as const;

export async function backup(args: readonly string[], io: Io, asOwner: AsOwner): Promise<number> {
  const { files, values } = parse(args, OPTIONS);
  const out = textOf(values['out']) ?? '';
  if (files[0] === 'key' && files.length === 1) return makeKey(out, io);
  if (files.length > 0) throw new Misuse(`${files[0]} was not expected.`);
  if (out === '') throw new Misuse('Say where to write with --out, such as --out kinline.backup.');
  if (await exists(out)) throw new Misuse(`${out} is already there, and a backup writes over nothing.`);
  return asOwner(textOf(values['data']), async ({ connection, backupKeyFile }) => {
    const key = textOf(values['key']) ?? backupKeyFile;
    if (key === null) throw new ProblemError(problem('backup-key-not-valid', 'Neither --key nor KINLINE_BACKUP_KEY_FILE names one.'));
    const receiver = readPublicKey(await textIn(key));
    let what: BackedUp | null = null;
    const refused = await writeAll([
      {
        path: out,
        content: backUp(connection, receiver, new Date().toISOString(), (holds) => {
          what = holds;
        }),
      },
    ]);
    if (refused !== null) {
      io.say(`${problemSentence(refused)}\n`);
      return REFUSED;
    }
    const { tables, rows, audit } = what as unknown as BackedUp;
    await io.out(`${out}: ${rows} rows of ${tables} tables, sealed.\n${auditLine(audit)}`);
    return WELL;
  });
}

export async function restore(args: readonly string[], io: Io, asOwner: AsOwner): Promise<number> {
  const { files, values } = parse(args, { data: OPTIONS.data, key: OPTIONS.key });
  const [file, ...more] = files;
  const key = textOf(values['key']);
  if (file === undefined || more.length > 0) throw new Misuse('Name the one backup to restore.');
  if (key === null) throw new Misuse('Say with --key where the private key is.');
  const holder = readPrivateKey(await textIn(key));
  if (!(await exists(file))) throw new ProblemError(problem('cannot-open', 'There is no such file or folder.'));
  return asOwner(textOf(values['data']), async ({ connection }) => {
    const { tables, audit, auditHolds, migrated, madeAt } = await restoreBackup(connection, createReadStream(file), holder);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    await io.out(
      [
        `The backup of ${madeAt} is restored: ${rows} rows of ${tables.length} tables, each compared with what was read.\n`,
        ...tables.filter((table) => table.rows > 0).map((table) => `  ${table.table}: ${table.rows}\n`),
        auditLine(audit),
        audit === null || auditHolds
          ? ''
          : 'The lines of the audit do not give that root: they were changed before the backup was made. Ask "kinline audit verify".\n',
        ...migrated.map((name) => `Brought up to date: ${name}\n`),
        'Everybody is signed out. The keys of the data folder are not in a backup: put them back before you start Kinline.\n',
      ].join(''),
    );
    return WELL;
  });
}

const auditLine = (audit: BackedUp['audit']): string => (audit === null ? '' : `Audit log: ${audit.size} entries, root ${audit.root}\n`);

/** Writes the two keys, each for its holder's eyes only, over nothing. */
async function makeKey(out: string, io: Io): Promise<number> {
  if (out === '') throw new Misuse('Say in which folder to write with --out, such as --out backup-key.');
  const { publicPem, privatePem } = makeBackupKey();
  const paths = { public: join(out, 'backup-public.pem'), private: join(out, 'backup-private.pem') };
  for (const path of Object.values(paths))
    if (await exists(path)) throw new Misuse(`${path} is already there; a key is never written over.`);
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    await writeKey(paths.private, privatePem, 0o600);
    await writeKey(paths.public, publicPem, 0o644);
  } catch {
    io.say(`${problemSentence(problem('cannot-write', `The keys could not be written in ${out}.`))}\n`);
    return REFUSED;
  }
  await io.out(
    `${paths.public}: give it to the server (--key, or KINLINE_BACKUP_KEY_FILE). It can seal backups and open none.\n` +
      `${paths.private}: take it away from the server now, to two places that two people know of. Without it no backup can be opened.\n`,
  );
  return WELL;
}

async function writeKey(path: string, pem: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function textIn(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new ProblemError(problem('backup-key-not-valid', 'The file of the key could not be opened.'));
  }
}
