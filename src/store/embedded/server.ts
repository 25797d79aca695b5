/**
 * The built-in PostgreSQL: the npm package's own programs as a child process, speaking on a private socket only, with real durability.
 * Several processes may use one at once: the first starts it, the last stops it. A start after a crash or kill -9 copes with whatever
 * was left: a stale pid file, half-made data, or a server whose parent is gone (it is used again).
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fchownSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ProblemError, problem } from '../../domain/problem.ts';
import { type Account, findBinaries, serverAccount } from './binaries.ts';
import { type Folders, makeFolders } from './folders.ts';
import { countUsers, isAlive, oneAtATime, register, unregister } from './processes.ts';

export type EmbeddedServer = {
  /** The socket's folder: the `host` of a connection. There is no password; only the account may enter the folder. */
  readonly host: string;
  readonly port: number;
  /** Where the data really is. */
  readonly folder: string;
  /** False when another process had started it. */
  readonly startedHere: boolean;
  /** Leaves the server, and stops it when nobody else uses it. Waits until it is down. */
  readonly stop: () => Promise<void>;
};

export const SUPERUSER = 'postgres';
const PORT = 5432;
const STARTS_WITHIN_MS = 60_000;

/** `durable: false` is for tests alone: what a power cut would lose is not waited for. */
export async function startEmbeddedServer(
  dataFolder: string,
  { durable = true }: { readonly durable?: boolean } = {},
): Promise<EmbeddedServer> {
  const account = serverAccount();
  const folders = makeFolders(dataFolder, account);
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const startedHere = await oneAtATime(folders.lock, async () => {
    const running = await isRunning(folders);
    if (!running) {
      const binaries = await findBinaries(account);
      if (!existsSync(join(folders.data, 'PG_VERSION'))) initialise(binaries.initdb, folders, account, durable);
      forgetStalePid(folders);
      await launch(binaries.postgres, folders, account, durable);
    }
    register(folders.users, name);
    return !running;
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= oneAtATime(folders.lock, async () => {
      unregister(folders.users, name);
      if (countUsers(folders.users) === 0) await halt(folders);
    });
    return stopped;
  };
  return Object.freeze({ host: folders.socket, port: PORT, folder: folders.root, startedHere, stop });
}

/** The server's process as its pid file names it, or null. */
function serverPid(folders: Folders): number | null {
  try {
    const pid = Number(readFileSync(join(folders.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Is it alive *on this data* and does it answer? One that is still recovering or starting is waited for. */
async function isRunning(folders: Folders): Promise<boolean> {
  const until = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const pid = serverPid(folders);
    if (pid === null || !isAlive(pid) || !serves(pid, folders)) return false;
    if (await answers(folders)) return true;
    if (Date.now() > until) return false;
    await pause(50);
  }
}

async function answers(folders: Folders): Promise<boolean> {
  const client = new pg.Client({ host: folders.socket, port: PORT, user: SUPERUSER, database: 'postgres', connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Whether a process is the PostgreSQL server of this data, as far as the system tells: a number may belong to another program by now.
 * A server works in its data directory, also when the folder was moved since.
 */
function serves(pid: number, folders: Folders): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folders.data);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync('/proc/self/cwd')) return false;
    const asked = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return asked.status === 0 && asked.stdout.includes('postgres');
  }
}

/**
 * After kill -9 the pid file stays. PostgreSQL copes, and uses it to see whether children of the old server are still there; only when
 * another program has that number by now must it go first.
 */
function forgetStalePid(folders: Folders): void {
  const pid = serverPid(folders);
  if (pid !== null && isAlive(pid) && !serves(pid, folders)) rmSync(join(folders.data, 'postmaster.pid'), { force: true });
}

/** Makes the data beside its place and moves it there when it is whole, so that a kill in between leaves nothing half made. */
function initialise(initdb: string, folders: Folders, account: Account, durable: boolean): void {
  const half = `${folders.data}.making`;
  rmSync(half, { recursive: true, force: true });
  const options = [
    '-D',
    half,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  const made = spawnSync(initdb, durable ? options : [...options, '-N'], {
    ...(account ?? {}),
    cwd: '/',
    encoding: 'utf8',
    env: plainEnvironment(),
  });
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new ProblemError(
      problem(
        'database-not-available-here',
        `Its data could not be made: ${lastLine(made.stderr ?? '') || (made.error?.message ?? 'no reason given')}.`,
      ),
    );
  }
  renameSync(half, folders.data);
}

/** When the old server was killed, its own children need a moment to notice and go; PostgreSQL refuses to start until they have. */
const CHILDREN_LEFT = /shared memory block|lock file/;
const CHILDREN_GO_WITHIN_MS = 20_000;

/** Starts the server and waits until it answers. */
async function launch(postgres: string, folders: Folders, account: Account, durable: boolean): Promise<void> {
  const until = Date.now() + CHILDREN_GO_WITHIN_MS;
  for (;;) {
    const failed = await tryLaunch(postgres, folders, account, durable);
    if (failed === null) return;
    const said = readFileSync(folders.log, 'utf8');
    if (Date.now() > until || !CHILDREN_LEFT.test(said)) {
      const why = fatalLine(said) ?? failed;
      throw new ProblemError(
        problem('database-unreachable', `The built-in PostgreSQL did not start: ${why}. Its log is postgresql.log in the data folder.`),
      );
    }
    await pause(200);
  }
}

/** Why it did not start, or null when it answers. */
async function tryLaunch(postgres: string, folders: Folders, account: Account, durable: boolean): Promise<string | null> {
  const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What a failed statement was about stays out of the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = openSync(folders.log, 'w', 0o600);
  if (account !== null) fchownSync(log, account.uid, account.gid);
  // Its own process group: Ctrl-C in a terminal reaches us, and we stop it when our work is done.
  const child = spawn(
    postgres,
    [
      '-D',
      folders.data,
      '-k',
      folders.socket,
      '-p',
      String(PORT),
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    {
      ...(account ?? {}),
      cwd: '/',
      stdio: ['ignore', log, log],
      detached: true,
      env: plainEnvironment(),
    },
  );
  closeSync(log);
  let ended: string | null = null;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (status, signal) => {
    ended ??= `it ended with ${signal ?? status}`;
  });
  child.unref();
  const until = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(folders))) {
    if (ended !== null || Date.now() > until) {
      if (ended === null) child.kill('SIGQUIT');
      return ended ?? 'it took too long';
    }
    await pause(15);
  }
  return null;
}

/** Stops the server: open connections are ended, everything is written down, and only then does this return. */
async function halt(folders: Folders): Promise<void> {
  const pid = serverPid(folders);
  if (pid === null || !isAlive(pid) || !serves(pid, folders)) return;
  process.kill(pid, 'SIGINT');
  const until = Date.now() + 30_000;
  while (isAlive(pid) && serves(pid, folders)) {
    if (Date.now() > until) process.kill(pid, 'SIGQUIT');
    await pause(10);
    if (Date.now() > until + 5_000) return;
  }
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH = '/usr/bin:/bin', SystemRoot } = process.env;
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}

/** What PostgreSQL says was fatal, without its time and process. */
function fatalLine(log: string): string | null {
  return /FATAL: +(.*?)[.\s]*$/m.exec(log)?.[1] ?? null;
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/[.\s]+$/, '') ?? ''
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
