/** Where the built-in PostgreSQL keeps its data and its private socket. */
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ProblemError, problem } from '../../domain/problem.ts';
import { type Account, reachableBy, reachableFolder } from './binaries.ts';

export type Folders = {
  /** Holds everything below; only the server's account may enter it. */
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly socket: string;
  /** Which processes use the server: one file each, named after the process. */
  readonly users: string;
  readonly log: string;
  /** Held while a process starts or stops the server. */
  readonly lock: string;
};

/** A unix socket's path may have about 104 bytes on the strictest system; the socket's own name takes 18 of them. */
const LONGEST_SOCKET_FOLDER = 84;

/**
 * Makes the folders for the data that the settings name. Root's server runs under an account that may not enter root's own folders:
 * data named in one of those is kept under /var/lib/kinline instead, in a folder of its own.
 */
export function makeFolders(wanted: string, account: Account): Folders {
  const asked = resolve(wanted);
  const firstMade = mkdirSync(asked, { recursive: true, mode: 0o700 });
  // Root's own folders must let the server's account walk through; what is inside is closed to everyone else.
  if (firstMade !== undefined && account !== null) openTheWay(firstMade, asked);
  const named = join(realpathSync(asked), 'database');
  const root = reachableBy(account, named) ? named : join(reachableFolder(), `data-${shortHash(named)}`);
  makePrivate(root, account);
  const data = join(root, 'postgresql');
  const users = join(root, 'in-use-by');
  makePrivate(users, account);
  const near = join(root, 'socket');
  const { dev, ino } = statSync(root);
  const socket =
    Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER
      ? near
      : join(shortTemporaryFolder(account), `kinline-${process.getuid?.() ?? 0}-${shortHash(`${root} ${dev} ${ino}`)}`);
  makePrivate(socket, account);
  return { root, data, socket, users, log: join(root, 'postgresql.log'), lock: join(root, 'starting') };
}

/** Lets every account walk down through the folders that were made just now, from the first to the last. */
function openTheWay(first: string, last: string): void {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) chmodSync(folder, 0o711);
}

function shortTemporaryFolder(account: Account): string {
  const usual = tmpdir();
  return usual.length <= 40 && reachableBy(account, join(usual, 'x')) ? usual : '/tmp';
}

/** Makes a folder that only the account can enter. One that another person put in its place (a link, another owner) is refused. */
function makePrivate(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const me = process.getuid?.();
  const mine = me === undefined || found.uid === me || (account !== null && found.uid === account.uid);
  if (!found.isDirectory() || !mine)
    throw new ProblemError(problem('setting-not-valid', 'The folder for the data, or for its socket, belongs to another account.'));
  if (account !== null && found.uid !== account.uid) chownSync(folder, account.uid, account.gid);
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
