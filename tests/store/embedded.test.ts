/** The built-in PostgreSQL: survives being killed, is shared by several processes, runs as root or not, and leaves nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reachableBy } from '../../src/store/embedded/binaries.ts';
import { makeFolders } from '../../src/store/embedded/folders.ts';
import { startEmbeddedServer } from '../../src/store/embedded/server.ts';

const SCRIPT = new URL('./use-database.ts', import.meta.url).pathname;
const ROOT = process.getuid?.() === 0;
const folders: string[] = [];
const children: ChildProcess[] = [];

function newFolder(): string {
  const folder = join(tmpdir(), `kinline-t-${randomBytes(5).toString('hex')}`);
  folders.push(folder);
  return folder;
}

type Said = { readonly pid: number; readonly folder: string; readonly migrated: number; readonly ids: readonly string[] };

/** Starts a process that uses the database of the folder, and waits for what it says. */
async function use(
  folder: string,
  mark: string,
  as: { readonly uid?: number; readonly gid?: number } = {},
): Promise<Said & { readonly leave: (signal: NodeJS.Signals) => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder, mark], { stdio: ['ignore', 'pipe', 'pipe'], ...as });
  children.push(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<Said>((resolve, reject) => {
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(JSON.parse(out) as Said);
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.once('exit', () => reject(new Error(error)));
  });
  return {
    ...said,
    leave: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

function serverOf(folder: string): number | null {
  const file = join(folder, 'postgresql', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

describe('the built-in PostgreSQL', { timeout: 180_000 }, () => {
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const folder of folders) {
      // Whatever a failed test left running is stopped by the one who uses it last.
      if (existsSync(join(folder, 'database', 'postgresql', 'PG_VERSION')))
        await startEmbeddedServer(folder)
          .then((server) => server.stop())
          .catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('keeps what was written when its process is told to stop, and leaves no server behind', async () => {
    const folder = newFolder();
    const first = await use(folder, 'a');
    expect(first.migrated).toBeGreaterThan(0);
    await first.leave('SIGTERM');
    expect(serverOf(first.folder)).toBeNull();
    const second = await use(folder, 'b');
    expect(second).toMatchObject({ migrated: 0, ids: ['a', 'b'] });
    await second.leave('SIGTERM');
    expect(serverOf(first.folder)).toBeNull();
  });

  it('starts again after its process was killed, on the server that was left or after that was killed too', async () => {
    const folder = newFolder();
    const first = await use(folder, 'a');
    await first.leave('SIGKILL');
    const left = serverOf(first.folder);
    expect(left).not.toBeNull();
    const second = await use(folder, 'b');
    expect(second.ids).toEqual(['a', 'b']);
    expect(serverOf(first.folder)).toBe(left);
    await second.leave('SIGKILL');
    if (left !== null) process.kill(left, 'SIGKILL');
    const third = await use(folder, 'c');
    expect(third.ids).toEqual(['a', 'b', 'c']);
    expect(serverOf(first.folder)).not.toBe(left);
    await third.leave('SIGTERM');
    expect(serverOf(first.folder)).toBeNull();
  });

  it('is shared by processes that start at once, and stopped by the last', async () => {
    const folder = newFolder();
    const [one, other] = await Promise.all([use(folder, 'a'), use(folder, 'b')]);
    const server = serverOf(one.folder);
    await one.leave('SIGTERM');
    expect(serverOf(one.folder)).toBe(server);
    const third = await use(folder, 'c');
    expect(third.ids).toEqual(['a', 'b', 'c']);
    await other.leave('SIGTERM');
    expect(serverOf(one.folder)).toBe(server);
    await third.leave('SIGTERM');
    expect(serverOf(one.folder)).toBeNull();
  });

  it.skipIf(!ROOT)('runs for an ordinary user just so', async () => {
    const folder = newFolder();
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, 65534, 65534);
    const first = await use(folder, 'a', { uid: 65534, gid: 65534 });
    await first.leave('SIGTERM');
    const second = await use(folder, 'b', { uid: 65534, gid: 65534 });
    expect(second.ids).toEqual(['a', 'b']);
    await second.leave('SIGTERM');
    expect(serverOf(first.folder)).toBeNull();
  });

  it.skipIf(!ROOT)('keeps root’s data elsewhere when the server’s account may not enter the folder', async () => {
    const folder = newFolder();
    mkdirSync(folder, { mode: 0o700 });
    const first = await use(join(folder, 'private'), 'a');
    expect(first.folder).not.toContain(folder);
    await first.leave('SIGTERM');
    const second = await use(join(folder, 'private'), 'b');
    expect(second).toMatchObject({ folder: first.folder, ids: ['a', 'b'] });
    await second.leave('SIGTERM');
    rmSync(first.folder, { recursive: true, force: true });
  });

  it('has its socket where the path is short enough, in a folder that only its account may enter', async () => {
    const folder = join(newFolder(), 'a-rather-long-name-for-a-folder'.repeat(3));
    const server = await startEmbeddedServer(folder, { durable: false });
    expect(Buffer.byteLength(join(server.host, '.s.PGSQL.5432'))).toBeLessThan(100);
    expect(lstatSync(server.host).mode & 0o077).toBe(0);
    await server.stop();
    rmSync(server.host, { recursive: true, force: true });
  });

  it('refuses a link or another’s folder in place of its own', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'elsewhere'), { recursive: true });
    chmodSync(folder, 0o755);
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'database'));
    expect(() => makeFolders(folder, null)).toThrow(/belongs to another account/);
  });

  it('knows which folders another account may walk down to', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'open', 'closed', 'inside'), { recursive: true });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'open'), 0o711);
    chmodSync(join(folder, 'open', 'closed'), 0o700);
    const stranger = { uid: 54321, gid: 54321 };
    expect(reachableBy(stranger, join(folder, 'open', 'closed'))).toBe(true);
    expect(reachableBy(stranger, join(folder, 'open', 'closed', 'inside'))).toBe(false);
    expect(reachableBy(null, join(folder, 'open', 'closed', 'inside'))).toBe(true);
  });
});
