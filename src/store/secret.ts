/** The secrets that sign cookies, contexts and the audit and wrap keys: made once and kept in the data folder, never in the database. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The secret of this file, made when there is none. Two processes that make one at once end with the same. */
export function keptSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  try {
    return readSecret(path);
  } catch {
    writeFileSync(half, randomBytes(32).toString('hex'), { mode: 0o600 });
    try {
      linkSync(half, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(half, { force: true });
    }
    return readSecret(path);
  }
}

export type KeptKeys = {
  readonly context: Uint8Array;
  readonly places: Uint8Array;
  readonly accounts: Uint8Array;
  readonly audit: Uint8Array;
};

/** The partnership's keys of this data folder, one file each, so that a backup can leave some of them out. */
export function keptKeys(folder: string): KeptKeys {
  const key = (name: string): Uint8Array => Buffer.from(keptSecret(join(folder, `${name}-key`)), 'hex');
  return { context: key('context'), places: key('places'), accounts: key('accounts'), audit: key('audit') };
}

function readSecret(path: string): string {
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error('The kept secret is too short.');
  return secret;
}
