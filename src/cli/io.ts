/** Where a command writes: results to standard output, everything said to a person about them to standard error. */

export type Io = {
  /** Writes to standard output; waits while the reader is slow. Does nothing once the reader has gone. */
  readonly out: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly say: (text: string) => void;
  /** True when standard error is a terminal, so that progress can be shown there. */
  readonly terminal: boolean;
  /** Width of the terminal in characters. */
  readonly width: number;
  /** True when whoever read the standard output has gone (`| head`). */
  readonly closed: () => boolean;
  /** The current local day, YYYY-MM-DD. */
  readonly today: string;
  /** Asks a person at the terminal for something that must not stand in a command; missing where there is no terminal. */
  readonly ask?: (prompt: string, options: { readonly hidden: boolean }) => Promise<string>;
};

/** Exit codes: all well; a file or its rows were refused and nothing was written; the command was not understood. */
export const WELL = 0;
export const REFUSED = 1;
export const MISUSED = 2;

function localDay(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The process's own streams. A reader that goes away early is no failure: the command ends as it would have. */
export function processIo(): Io {
  let closed = false;
  const gone = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  };
  process.stdout.on('error', gone);
  process.stderr.on('error', gone);
  return {
    out: (text) =>
      new Promise((done) => {
        if (closed) done();
        else process.stdout.write(text, () => done());
      }),
    say: (text) => {
      if (!process.stderr.destroyed) process.stderr.write(text);
    },
    terminal: process.stderr.isTTY === true,
    width: process.stderr.columns ?? 80,
    closed: () => closed,
    today: localDay(new Date()),
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask: askAtTerminal } : {}),
  };
}

/** One line from the terminal. What is hidden is not shown while it is typed. */
async function askAtTerminal(prompt: string, { hidden }: { readonly hidden: boolean }): Promise<string> {
  const [{ createInterface }, { Writable }] = await Promise.all([import('node:readline/promises'), import('node:stream')]);
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}
