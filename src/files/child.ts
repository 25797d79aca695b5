/**
 * A process of its own for each file from outside, and for each PDF that is made. Whatever goes on there, it can only end that process:
 * its time and memory are capped from here, it gets no settings or secrets of ours, and its answer comes in parts, one at a time, so
 * that nobody else waits.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Limits } from '../domain/limits.ts';
import { type Problem, ProblemError, problem } from '../domain/problem.ts';

/** What one reading cost: milliseconds from fork to end, and the most memory that its process occupied. */
export type Cost = { readonly milliseconds: number; readonly peakMegabytes: number };

/** What bounds one such process. */
export type Caps = Pick<Limits, 'milliseconds' | 'memoryMegabytes'>;

/** What a process may need besides Node itself and reading files: a native module, or variables in its environment. */
export type Needs = { readonly nativeCode?: boolean; readonly environment?: Readonly<Record<string, string>> };

/** From us to the child: a piece of the request's bytes, the request itself, or that a part of the answer was taken. */
type ToChild = { readonly bytes: Uint8Array } | { readonly request: unknown; readonly memoryMegabytes: number } | { readonly taken: true };
type FromChild<Message> =
  | { readonly ready: true }
  | { readonly part: Message }
  | { readonly problem: Problem }
  | { readonly done: true; readonly peakMegabytes: number };

/** Bytes of the request go over in pieces of this size, so that copying them never holds up this process. */
const PIECE = 512 * 1024;
const LOOK_AT_MEMORY_EVERY = 25;
const PAGE_BYTES = 4096;
const OUT_OF_MEMORY_EXIT = 77;

/**
 * Runs `entry` (a module that calls `answerInChild`) on one request in a process of its own and hands over the parts of its answer in
 * order. Resolves to null when the answer is whole, otherwise to what went wrong: `took-too-long`, `took-too-much-memory`,
 * `damaged-file` when the process ended by itself, or the problem that the entry threw. Rejects with whatever `onMessage` throws.
 */
export async function inChild<Request, Message>(
  entry: URL,
  request: Request,
  limits: Caps,
  onMessage: (message: Message) => void,
  onEnd: (cost: Cost) => void = () => {},
  needs: Needs = {},
): Promise<Problem | null> {
  const started = performance.now();
  const child = start(entry, limits, needs);
  let peakMegabytes = 0;
  const looking = watchMemory(child, (megabytes) => {
    peakMegabytes = Math.max(peakMegabytes, megabytes);
    if (megabytes > limits.memoryMegabytes) end(problem('took-too-much-memory', `The limit is ${limits.memoryMegabytes} MB.`));
  });
  const clock = setTimeout(() => end(problem('took-too-long', `The limit is ${limits.milliseconds / 1000} seconds.`)), limits.milliseconds);
  let end: (outcome: Problem | null) => void = () => {};
  const outcome = new Promise<Problem | null>((resolve, reject) => {
    end = (ended) => {
      child.kill('SIGKILL');
      resolve(ended);
    };
    let began = false;
    child.on('message', (message: FromChild<Message>) => {
      if ('part' in message) {
        try {
          onMessage(message.part);
          tell(child, { taken: true });
        } catch (thrown) {
          child.kill('SIGKILL');
          reject(thrown);
        }
      } else if ('ready' in message) {
        began = true;
        void handOver(child, request, limits);
      } else if ('problem' in message) end(message.problem);
      else {
        peakMegabytes = Math.max(peakMegabytes, message.peakMegabytes);
        end(null);
      }
    });
    child.on('error', () => end(problem('unexpected', 'The reading process could not start.')));
    child.on('exit', (code, signal) => resolve(brokenOff(began, code, signal, limits)));
  });
  try {
    return await outcome;
  } finally {
    clearTimeout(clock);
    looking.stop();
    onEnd({ milliseconds: performance.now() - started, peakMegabytes });
  }
}

function start(entry: URL, limits: Caps, needs: Needs): ChildProcess {
  const fromSource = entry.pathname.endsWith('.ts');
  const heap = Math.max(64, Math.floor(limits.memoryMegabytes * 0.75));
  return fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    // A small nursery for new objects: a quarter less memory on a long file, and no slower.
    // From its sources the module needs the loader that understands TypeScript; a built one needs nothing.
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--max-semi-space-size=4',
      '--disable-proto=delete',
      ...(fromSource ? ['--import', loader()] : onlyReading(needs)),
    ],
    env: { ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}), ...needs.environment },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** What a built process may do besides thinking: read files (its own program). No writing, no processes; native code only if it says so. */
function onlyReading({ nativeCode = false }: Needs): string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const flag = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13) ? '--permission' : '--experimental-permission';
  return [flag, '--allow-fs-read=*', ...(nativeCode ? ['--allow-addons'] : [])];
}

function loader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

/** Sends the request, its `bytes` (if it has any) first and in pieces. */
async function handOver(child: ChildProcess, request: unknown, limits: Caps): Promise<void> {
  let rest = request;
  if (typeof request === 'object' && request !== null && 'bytes' in request && request.bytes instanceof Uint8Array) {
    const { bytes, ...others } = request;
    rest = others;
    for (let at = 0; at < bytes.length; at += PIECE) {
      if (!child.connected) return;
      await new Promise<void>((sent) => tell(child, { bytes: bytes.subarray(at, at + PIECE) }, sent));
    }
  }
  tell(child, { request: rest, memoryMegabytes: limits.memoryMegabytes });
}

function tell(child: ChildProcess, message: ToChild, sent: () => void = () => {}): void {
  // A child that has just ended cannot be told; its end is reported by its exit.
  if (child.connected) child.send(message, () => sent());
  else sent();
}

/** Looks at the memory that the child really occupies (on Linux; elsewhere the child looks at itself between parts). */
function watchMemory(child: ChildProcess, look: (megabytes: number) => void): { stop(): void } {
  if (process.platform !== 'linux' || child.pid === undefined) return { stop: () => {} };
  const statm = `/proc/${child.pid}/statm`;
  let reading = false;
  const timer = setInterval(() => {
    if (reading) return;
    reading = true;
    readFile(statm, 'latin1').then(
      (pages) => {
        reading = false;
        look((Number(pages.split(' ')[1]) * PAGE_BYTES) / 1_000_000);
      },
      () => {
        reading = false;
      },
    );
  }, LOOK_AT_MEMORY_EVERY);
  return { stop: () => clearInterval(timer) };
}

/** Why a child ended without saying that it was done. */
function brokenOff(began: boolean, code: number | null, signal: NodeJS.Signals | null, limits: Caps): Problem {
  if (!began) return problem('unexpected', 'The reading process could not start.');
  if (signal === 'SIGABRT' || code === 134 || code === OUT_OF_MEMORY_EXIT)
    return problem('took-too-much-memory', `The limit is ${limits.memoryMegabytes} MB.`);
  return problem('damaged-file', 'The process that read it ended early.');
}

/**
 * The child's side: call this once at the end of the entry module. `answer` gets the request and sends its parts; each `send` resolves
 * when the part was taken. A ProblemError that it throws reaches the caller as its problem.
 */
export function answerInChild<Request, Message>(answer: (request: Request, send: (part: Message) => Promise<void>) => Promise<void>): void {
  const pieces: Uint8Array[] = [];
  let taken: (() => void) | null = null;
  const say = (message: FromChild<Message>): void => {
    if (process.connected) process.send?.(message);
  };

  const begin = async (request: unknown, memoryMegabytes: number): Promise<void> => {
    const whole = pieces.length === 0 ? request : { ...(request as object), bytes: Buffer.concat(pieces) };
    pieces.length = 0;
    const send = (part: Message): Promise<void> => {
      if (process.memoryUsage.rss() / 1_000_000 > memoryMegabytes) process.exit(OUT_OF_MEMORY_EXIT);
      return new Promise((resolve) => {
        taken = resolve;
        say({ part });
      });
    };
    try {
      await answer(whole as Request, send);
      say({ done: true, peakMegabytes: peakMegabytes() });
    } catch (thrown) {
      say({ problem: thrown instanceof ProblemError ? thrown.problem : problem('unexpected', whereFrom(thrown)) });
    }
  };

  process.on('message', (message: ToChild) => {
    if ('bytes' in message) pieces.push(message.bytes);
    else if ('taken' in message) {
      const next = taken;
      taken = null;
      next?.();
    } else void begin(message.request, message.memoryMegabytes);
  });
  // Nobody is left to answer.
  process.on('disconnect', () => process.exit(0));
  say({ ready: true });
}

/** The most memory that this process has occupied. (The system's own `maxrss` would count the process that we were forked from.) */
function peakMegabytes(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    if (kilobytes !== undefined) return (Number(kilobytes) * 1024) / 1_000_000;
  } catch {
    // Only Linux has it.
  }
  return process.memoryUsage.rss() / 1_000_000;
}

/** Where in our own code something went wrong: never the message, which may quote the file. */
function whereFrom(thrown: unknown): string {
  const frame = thrown instanceof Error ? /(?:file:\/\/|\()([^\s()]+):(\d+):\d+\)?$/m.exec(thrown.stack ?? '') : null;
  const name = thrown instanceof Error ? thrown.name : 'Something';
  return frame === null ? `${name} while reading.` : `${name} in ${basename(frame[1] ?? '')}, line ${frame[2]}.`;
}
