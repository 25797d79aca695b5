/** The secret that signs cookies and forms, made once and kept in the data folder, so that a restart signs nobody out. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

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

function readSecret(path: string): string {
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error('The kept secret is too short.');
  return secret;
}
