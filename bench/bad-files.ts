/**
 * Reads every kind of bad file in a process of its own and prints what came of it: the outcome, how long it took, how much memory the
 * process occupied, and how long this process was ever held up meanwhile, beside how long a busy machine holds it up when it does nothing.
 * `npm run bench -- bad-files [words in the kind]`
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { LIMITS } from '../src/domain/limits.ts';
import { inChild } from '../src/files/child.ts';
import { BAD_FILES } from '../tests/files/bad-files/index.ts';
import { builtEntry } from '../tests/files/built-entry.ts';
import type { DocumentPart, DocumentRequest } from '../tests/files/reading-entry.ts';

const shown = (value: string | number, width: number): string => String(value).padEnd(width);

/** The longest that this process is held up in a tenth of a second of doing nothing, in milliseconds. */
async function idleDelay(): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 100));
  delay.disable();
  return delay.max / 1e6;
}

export async function run([wanted = '']: readonly string[]): Promise<void> {
  const entry = await builtEntry();
  const worst = { milliseconds: 0, megabytes: 0, heldUp: 0, idle: 0, work: 0 };

  console.log(`${shown('kind', 62)}${shown('outcome', 36)}${shown('ms', 8)}${shown('MB', 8)}held up, ms   own work in all, ms`);
  for (const { kind, file, make } of BAD_FILES.filter((one) => one.kind.includes(wanted))) {
    const bytes = make();
    // Making a file is this process's own work; let it be over before watching. Then watch it do nothing, for comparison.
    await new Promise((resolve) => setTimeout(resolve, 20));
    worst.idle = Math.max(worst.idle, await idleDelay());
    let outcome = 'reads';
    let remarks = '';
    let cost = { milliseconds: 0, peakMegabytes: 0 };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const before = process.cpuUsage();
    const ended = await inChild<DocumentRequest, DocumentPart>(
      entry.url,
      { bytes, file, limits: LIMITS },
      LIMITS,
      (part) => {
        if ('problem' in part) outcome = part.problem;
        else if ('document' in part) remarks = part.document.remarks.map((remark) => remark.code).join(' ');
      },
      (spent) => {
        cost = spent;
      },
    );
    delay.disable();
    const { user, system } = process.cpuUsage(before);
    // What this process itself worked on meanwhile, all told: on a busy machine the rest of being held up is waiting for a processor.
    worst.work = Math.max(worst.work, (user + system) / 1000);
    const heldUp = delay.max / 1e6;
    worst.milliseconds = Math.max(worst.milliseconds, cost.milliseconds);
    worst.megabytes = Math.max(worst.megabytes, cost.peakMegabytes);
    worst.heldUp = Math.max(worst.heldUp, heldUp);
    const came = ended?.problem ?? (outcome === 'reads' && remarks !== '' ? `reads: ${remarks}` : outcome);
    console.log(
      `${shown(`${kind} (${file})`.slice(0, 61), 62)}${shown(came.slice(0, 35), 36)}${shown(cost.milliseconds.toFixed(0), 8)}${shown(cost.peakMegabytes.toFixed(0), 8)}${heldUp.toFixed(1).padEnd(14)}${((user + system) / 1000).toFixed(1)}`,
    );
  }
  console.log(
    `\nAt most ${worst.milliseconds.toFixed(0)} ms, ${worst.megabytes.toFixed(0)} MB, and this process held up ${worst.heldUp.toFixed(1)} ms (doing nothing: ${worst.idle.toFixed(1)} ms); its own work was at most ${worst.work.toFixed(1)} ms in all.`,
  );
  await entry.remove();
}
