/** The command `kinline`: finds out what is asked and hands over. Each command is loaded only when it is asked for. */
import { readFileSync } from 'node:fs';
import type { AsOwner } from '../app/backup/as-owner.ts';
import type { WithDatabase } from '../app/opened.ts';
import { isProblem, ProblemError, problemSentence } from '../domain/problem.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { type CommandName, GENERAL_HELP, HELP } from './help.ts';
import { type Io, MISUSED, REFUSED, WELL } from './io.ts';

export { type Io, processIo } from './io.ts';

/** What `kinline serve` was asked for; null is "as the settings say". */
export type ServeRequest = { readonly port: number | null; readonly data: string | null; readonly demo: boolean };

/** What the wiring gives: the one command that is not made here, and the database for those that need it. */
export type Given = {
  readonly serve: (request: ServeRequest, io: Io) => Promise<number>;
  readonly withDatabase: WithDatabase;
  readonly asOwner: AsOwner;
};

const SERVE_OPTIONS = { port: { type: 'string' }, data: { type: 'string' }, demo: { type: 'boolean' } } as const;

function serveRequest(args: readonly string[]): ServeRequest {
  const { files, values } = parse(args, SERVE_OPTIONS);
  if (files.length > 0) throw new Misuse(`${files[0]} was not expected.`);
  const port = textOf(values['port']);
  if (port !== null && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535))
    throw new Misuse(`--port ${port} is not a port number from 0 to 65535.`);
  return { port: port === null ? null : Number(port), data: textOf(values['data']), demo: values['demo'] === true };
}

function version(): string {
  const stated: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof stated === 'object' && stated !== null && 'version' in stated ? String(stated.version) : '';
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(HELP, name);
const asksHelp = (args: readonly string[]): boolean => {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.includes('--help') || options.includes('-h');
};

async function run(name: CommandName, args: readonly string[], io: Io, given: Given): Promise<number> {
  switch (name) {
    case 'read':
      return (await import('./read.ts')).read(args, io);
    case 'merge':
      return (await import('./merge.ts')).merge(args, io);
    case 'template':
      return (await import('./template.ts')).template(args, io);
    case 'demonstration':
      return (await import('./demonstration.ts')).demonstration(args, io);
    case 'backup':
      return (await import('./backup.ts')).backup(args, io, given.asOwner);
    case 'restore':
      return (await import('./backup.ts')).restore(args, io, given.asOwner);
    case 'audit':
      return (await import('./audit.ts')).audit(args, io, given.withDatabase);
    case 'init':
      return (await import('./init.ts')).init(args, io, given.withDatabase);
    case 'ask':
      return (await import('./ask.ts')).ask(args, io, given.withDatabase);
    case 'serve':
      return given.serve(serveRequest(args), io);
  }
}

/**
 * Runs one command. `argv` is what was typed after `kinline`. The answer is the exit status: 0 all well, 1 refused with nothing written,
 * 2 not understood.
 */
export async function runCommand(argv: readonly string[], io: Io, given: Given): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined) {
    io.say(GENERAL_HELP);
    return MISUSED;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = args[0] ?? '';
    await io.out(isCommand(about) ? HELP[about] : GENERAL_HELP);
    return WELL;
  }
  if (name === '--version' || name === '-v') {
    await io.out(`${version()}\n`);
    return WELL;
  }
  if (!isCommand(name)) {
    io.say(`"${name}" is not a command of Kinline. The commands are ${Object.keys(HELP).join(', ')}; kinline --help says more.\n`);
    return MISUSED;
  }
  if (asksHelp(args)) {
    await io.out(HELP[name]);
    return WELL;
  }
  try {
    return await run(name, args, io, given);
  } catch (error) {
    if (error instanceof Misuse) {
      io.say(`${error.message} See kinline ${name} --help.\n`);
      return MISUSED;
    }
    if (error instanceof ProblemError && isProblem(error.problem)) {
      io.say(`${problemSentence(error.problem)}\n`);
      return REFUSED;
    }
    throw error;
  }
}
