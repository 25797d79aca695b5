/** Which processes use a server, told by files, so that the last one to leave stops it and one that was killed is not waited for. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A process and when it began, so that a number that was given again to another process is not taken for the first. */
function mark(pid: number): string {
  return `${pid} ${beganAt(pid) ?? 'unknown'}`;
}

/** When a process began, in the system's own count; null where the system does not say. */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function standsFor(text: string): boolean {
  const [pid = '', began = 'unknown'] = text.trim().split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0 || !isAlive(number)) return false;
  const now = beganAt(number);
  return began === 'unknown' || now === null || now === began;
}

/** Writes down that this process uses the server. `name` tells apart several uses in one process. */
export function register(users: string, name: string): void {
  mkdirSync(users, { recursive: true });
  const file = openSync(join(users, name), 'w', 0o600);
  writeSync(file, mark(process.pid));
  closeSync(file);
}

export function unregister(users: string, name: string): void {
  rmSync(join(users, name), { force: true });
}

/** How many living processes use the server; the marks of those that are gone are cleared away. */
export function countUsers(users: string): number {
  if (!existsSync(users)) return 0;
  let living = 0;
  for (const name of readdirSync(users)) {
    let text = '';
    try {
      text = readFileSync(join(users, name), 'utf8');
    } catch {
      continue;
    }
    if (standsFor(text)) living += 1;
    else rmSync(join(users, name), { force: true });
  }
  return living;
}

/** Does one thing at a time between processes. The lock of a process that was killed is taken over. */
export async function oneAtATime<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + 120_000;
  for (;;) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, mark(process.pid));
      closeSync(file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      let text = '';
      try {
        text = readFileSync(lock, 'utf8');
      } catch {
        continue;
      }
      // An empty lock is being written at this moment; one that stays empty was left by a process that was killed while writing it.
      if ((text !== '' && !standsFor(text)) || Date.now() > until) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
