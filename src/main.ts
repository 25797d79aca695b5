/**
 * The only wiring: reads the settings, starts the database, builds what operations run in, and serves the web and the REST interface.
 * Commands that only read and write files load none of it.
 */
import type { Owned } from './app/backup/as-owner.ts';
import type { Opened } from './app/opened.ts';
import { type Io, processIo, runCommand, type ServeRequest } from './cli/main-command.ts';

/** What whoever starts a real partnership's server for the first time should do. */
const NOT_SET_UP = `This partnership has not been set up yet, so nobody can sign in. Stop Kinline and run
  kinline init --name "NAME OF THE PARTNERSHIP" --administrator "FULL NAME"
or, to look round with invented families, kinline serve --demo (in a data folder of its own).
`;
/** How soon requests that are being answered must be done when the server is told to stop. */
const LEAVES_WITHIN_MS = 10_000;
/** How long the first page waits for the demonstration. */
const FILLS_WITHIN_MS = 5_000;

async function serve(request: ServeRequest, io: Io): Promise<number> {
  const [{ join }, { default: Fastify }] = await Promise.all([import('node:path'), import('fastify')]);
  const { keptSecret } = await import('./store/secret.ts');
  const { PRACTITIONERS } = await import('./scenarios/practitioners.ts');
  const { ProblemError, problem } = await import('./domain/problem.ts');
  const { beginDemonstration } = await import('./app/first-run.ts');
  const { standInFront } = await import('./api/front.ts');
  const { answerBadRequests } = await import('./api/headers.ts');
  const { noteTooMany } = await import('./app/note-too-many.ts');
  const { checkLog } = await import('./app/audit-log.ts');
  const { openProvider } = await import('./identity/provider.ts');
  const { relyingPartyAt } = await import('./identity/passkey.ts');
  const { registerRest } = await import('./api/rest.ts');
  const { registerWeb } = await import('./web/site.ts');

  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  return withDatabase(request.data, async ({ context, data, settings, partnership, asOwner: workAsOwner }) => {
    await checkLog({ asOwner: workAsOwner, key: context(null).keys.audit, data });
    const port = request.port ?? settings.port;
    if (request.demo) {
      const refused = await beginDemonstration(workAsOwner, partnership, PRACTITIONERS);
      if (refused !== null) throw new ProblemError(refused);
    }
    // A database that was filled as a demonstration stays one, however it is served.
    const demonstration = request.demo || partnership.demonstration;
    if (!demonstration && !partnership.begun) io.say(NOT_SET_UP);
    const secret = settings.secret?.reveal() ?? keptSecret(join(data, 'secret'));
    const app = Fastify({
      logger: false,
      ...answerBadRequests(settings),
      routerOptions: { maxParamLength: 200 },
      forceCloseConnections: 'idle',
      // Whose address counts: the one that the stated reverse proxy tells, and nobody else's word for it.
      trustProxy: settings.address === null ? false : settings.proxies.length === 0 ? 'loopback' : [...settings.proxies],
    });
    await standInFront(app, {
      address: settings.address,
      proxies: settings.proxies,
      https: settings.https,
      exceeded: (what) => void noteTooMany(context(null), what),
    });
    // The address that passkeys and the identity provider are bound to.
    const address = settings.address ?? `http://localhost:${port}`;
    const provider = settings.identityProvider === null ? null : openProvider(settings.identityProvider, Date.now);
    const identity = { provider, party: relyingPartyAt(address, partnership.name) };
    const asked = (practitioner: Parameters<Opened['context']>[0]): ReturnType<Opened['context']> => ({
      ...context(practitioner),
      identity,
    });
    await registerRest(app, {
      context: asked,
      demonstration,
      secure: settings.https,
      version: await version(),
      answers: context(null).database.answers,
    });
    await registerWeb(app, {
      context: asked,
      secret,
      partnership: partnership.name,
      demonstration,
      secure: settings.https,
      tellUs: settings.tellUs,
    });
    const filled = request.demo ? fill(context(PRACTITIONERS.find(({ role }) => role === 'business-manager') ?? null)) : Promise.resolve();
    // A first page should not wait for every invented file to be read; families appear as they are ready.
    const inTime = await Promise.race([
      filled.then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, FILLS_WITHIN_MS, false).unref()),
    ]);
    await app.listen({ host: settings.listen, port }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' || error.code === 'EACCES'
        ? new ProblemError(problem('setting-not-valid', `Port ${port} is in use or not allowed; --port names another.`))
        : error;
    });
    await io.out(`Kinline is ready at ${settings.address ?? `http://localhost:${portOf(app.server.address())}`}\n`);
    if (!inTime) io.say('The demonstration is still being prepared; its families appear as they are ready.\n');
    const figures = keepFigures({ asOwner: workAsOwner, partnership: partnership.id, context: context(null) });
    const openings = watchOpenings(context(null));
    await told;
    clearInterval(figures);
    clearInterval(openings);
    const late = setTimeout(() => app.server.closeAllConnections(), LEAVES_WITHIN_MS);
    await app.close();
    clearTimeout(late);
    return 0;
  });
}

/**
 * Opens the database that the settings name, does something with it, and leaves it. Every command that needs the database goes through
 * here, the server too. `data` is the folder that was typed; null is as the settings say.
 */
async function withDatabase<Result>(folder: string | null, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  const [{ randomBytes }, { default: pino }] = await Promise.all([import('node:crypto'), import('pino')]);
  const { readSettings } = await import('./config.ts');
  const { startDatabase } = await import('./store/start.ts');
  const { keptKeys } = await import('./store/secret.ts');
  const { openPartnership } = await import('./app/first-run.ts');
  const { identify } = await import('./app/identity.ts');

  const settings = readSettings(process.env);
  const data = folder ?? settings.data;
  const keys = keptKeys(data);
  const log = pino(
    { level: settings.logLevel, base: null, redact: { paths: ['err', 'error', 'req', 'res', 'detail', '*.detail'], remove: true } },
    pino.destination({ dest: 2, sync: true }),
  );
  const {
    database,
    stop,
    asOwner: workAsOwner,
  } = await startDatabase({
    databaseUrl: settings.databaseUrl?.reveal() ?? null,
    data,
    contextKey: keys.context,
    onLost: (code) => log.warn({ code }, 'a connection to the database was lost'),
  });
  try {
    const kept = await openPartnership(workAsOwner);
    const demonstration = kept?.demonstration === true;
    const name = kept === null || demonstration ? settings.partnership : kept.name;
    return await work({
      data,
      settings,
      partnership: { id: kept?.id ?? identify('the partnership'), name, demonstration, begun: kept !== null },
      context: (practitioner) => ({
        database,
        practitioner,
        session: null,
        purpose: null,
        keys,
        sessions: settings.sessions,
        now: () => new Date().toISOString(),
        today: () => londonDay(new Date()),
        newId: () => randomBytes(16).toString('hex'),
        identify,
        limits: settings.limits,
        log,
      }),
      asOwner: workAsOwner,
    });
  } finally {
    await stop();
  }
}

/** Opens the same database as its owner: for backup and restore alone. */
async function asOwner<Result>(folder: string | null, work: (owned: Owned) => Promise<Result>): Promise<Result> {
  const { readSettings } = await import('./config.ts');
  const { asOwner: open } = await import('./store/owner.ts');
  const settings = readSettings(process.env);
  return open({ databaseUrl: settings.databaseUrl?.reveal() ?? null, data: folder ?? settings.data }, (connection) =>
    work({ connection, backupKeyFile: settings.backupKeyFile }),
  );
}

/** Decides the figures of quarters that have closed: now, and each hour for the server that runs into a new quarter. */
function keepFigures({
  asOwner,
  partnership,
  context,
}: {
  asOwner: Opened['asOwner'];
  partnership: string;
  context: import('./app/door.ts').Context;
}): NodeJS.Timeout {
  const decide = async (): Promise<void> => {
    const { decideFiguresUntil } = await import('./app/read-figures.ts');
    await decideFiguresUntil(asOwner, partnership, context.today()).catch((error: unknown) =>
      context.log.error({ fault: error instanceof Error ? error.name : typeof error }, 'the figures could not be decided'),
    );
  };
  void decide();
  return setInterval(() => void decide(), 3_600_000).unref();
}

/** Openings in an emergency that nobody looked at in time: now, and each minute, so that a stop or a restart delays nothing for long. */
function watchOpenings(context: import('./app/door.ts').Context): NodeJS.Timeout {
  const look = async (): Promise<void> => {
    const { tellOfLateReviews } = await import('./app/emergency/review.ts');
    await tellOfLateReviews(context, context.now()).catch((error: unknown) =>
      context.log.error(
        { fault: error instanceof Error ? error.name : typeof error },
        'the openings in an emergency could not be looked at',
      ),
    );
  };
  void look();
  return setInterval(() => void look(), 60_000).unref();
}

/** Brings the invented families in. What goes wrong with them is no reason not to serve. */
async function fill(context: import('./app/door.ts').Context): Promise<void> {
  const { fillDemonstration } = await import('./app/demonstration.ts');
  try {
    await fillDemonstration(context);
  } catch (error) {
    context.log.error({ fault: error instanceof Error ? error.name : typeof error }, 'the demonstration could not be prepared');
  }
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const stated: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof stated === 'object' && stated !== null && 'version' in stated ? String(stated.version) : '';
}

/** The day in Europe/London, where these families live. */
function londonDay(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

function portOf(address: string | { readonly port: number } | null): number | string {
  return typeof address === 'object' ? (address?.port ?? '') : address;
}

process.exitCode = await runCommand(process.argv.slice(2), processIo(), { serve, withDatabase, asOwner });
