/** A bar on the terminal while files are read; nothing in a pipe. */
import type { Io } from './io.ts';

export type Progress = { readonly step: (done: number, now: string) => void; readonly end: () => void };

export function progress(io: Io, all: number, doing: string): Progress {
  if (!io.terminal || all === 0) return { step: () => {}, end: () => {} };
  const length = Math.max(10, Math.min(30, io.width - 50));
  return {
    step: (done, now) => {
      const full = Math.round((done / all) * length);
      const line = `${doing} ${done} of ${all} [${'#'.repeat(full)}${'.'.repeat(length - full)}] ${now}`;
      io.say(`\r\u001b[2K${line.slice(0, io.width - 1)}`);
    },
    end: () => io.say('\r\u001b[2K'),
  };
}
