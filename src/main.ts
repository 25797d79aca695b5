/**
 * The only wiring: reads the settings, starts the database, builds what operations run in, and serves the web and the REST interface.
 * Commands that only read and write files load none of it.
 */
import type { Owned } from './app/backup/as-owner.ts';
import type { Opened } from './app/opened.ts';
import { type Io, processIo, runCommand, type ServeRequest } from './cli/main-command.ts';

/** How soon requests that are being answered must be done when the server is told to stop. */
const LEAVES_WITHIN_MS = 10_000;
/** How long the first page waits for the demonstration. */
const FILLS_WITHIN_MS = 5_000;

async function serve(request: ServeRequest, io: Io): Promise<number> {
  const [{ join }, { default: Fastify }] = await Promise.all([import('node:path'), import('fastify')]);
  const { keptSecret } = await import('./store/secret.ts');
  const { PRACTITIONERS } = await import('./scenarios/practitioners.ts');
  const { ProblemError, problem } = await import('./domain/problem.ts');
  const { standInFront } = await import('./api/front.ts');
  const { answerBadRequests } = await import('./api/headers.ts');
  const { noteTooMany } = await import('./app/note-too-many.ts');
  const { checkLog } = await import('./app/audit-log.ts');
  const { registerRest } = await import('./api/rest.ts');
  const { registerWeb } = await import('./web/site.ts');

  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  return withDatabase(request.data, async ({ context, data, settings, asOwner: workAsOwner, keepPractitioners }) => {
    await checkLog({ asOwner: workAsOwner, key: context(null).keys.audit, data });
    const port = request.port ?? settings.port;
    // Until sign-in exists, these are the people that can be chosen on the first page.
    await keepPractitioners(PRACTITIONERS);
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
    await registerRest(app, { context, secret, version: await version(), answers: context(null).database.answers });
    await registerWeb(app, {
      context,
      secret,
      partnership: settings.partnership,
      demonstration: request.demo,
      secure: settings.https,
      tellUs: settings.tellUs,
      formTargets: settings.identityProvider === null ? [] : [new URL(settings.identityProvider.issuer).origin],
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
    await told;
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
  const { keepAgencies, keepPartnership } = await import('./store/agencies.ts');
  const { keepPractitioners } = await import('./store/practitioners.ts');
  const { keptKeys } = await import('./store/secret.ts');
  const { CORE_AGENCIES } = await import('./domain/agency.ts');
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
    const partnership = { id: identify('the partnership'), name: settings.partnership, demonstration: true };
    await workAsOwner(async (transaction) => {
      await keepPartnership(transaction, partnership);
      await keepAgencies(transaction, partnership.id, CORE_AGENCIES);
    });
    return await work({
      data,
      settings,
      partnership,
      context: (practitioner) => ({
        database,
        practitioner,
        session: null,
        purpose: null,
        keys,
        now: () => new Date().toISOString(),
        today: () => londonDay(new Date()),
        newId: () => randomBytes(16).toString('hex'),
        identify,
        limits: settings.limits,
        log,
      }),
      asOwner: workAsOwner,
      keepPractitioners: (practitioners) => workAsOwner((transaction) => keepPractitioners(transaction, partnership.id, practitioners)),
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
