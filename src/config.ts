/** Every setting: where it comes from, its default, and a sentence that says what it does. docs/settings.md is this table. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { PROVIDER_DEFAULTS, type ProviderSettings, providerFrom } from './domain/identity-provider.ts';
import { LIMITS, type Limits } from './domain/limits.ts';
import { ProblemError, problem } from './domain/problem.ts';
import { type Secret, secretOf } from './domain/secret.ts';
import { SESSION_TERMS, type SessionTerms } from './domain/sign-in.ts';

type Setting<Value> = {
  readonly variable: string;
  readonly says: string;
  readonly otherwise: string;
  readonly read: (text: string | undefined) => Value;
};

export type Settings = {
  readonly port: number;
  /** Null: http://localhost and the port. */
  readonly address: string | null;
  /** The address of this computer that is listened on. */
  readonly listen: string;
  /** Addresses, or ranges of them, that the reverse proxy speaks from. */
  readonly proxies: readonly string[];
  readonly data: string;
  readonly databaseUrl: Secret<string> | null;
  readonly partnership: string;
  readonly tellUs: string;
  readonly sessions: SessionTerms;
  readonly https: boolean;
  readonly secret: Secret<string> | null;
  readonly backupKeyFile: string | null;
  readonly identityProvider: ProviderSettings | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly limits: Limits;
};

function refused(variable: string, wanted: string): never {
  throw new ProblemError(problem('setting-not-valid', `${variable} must be ${wanted}.`));
}

function text<Value extends string | null>(
  variable: string,
  otherwise: Value,
  says: string,
  shown: string = otherwise ?? '',
): Setting<string | Value> {
  return { variable, says, otherwise: shown, read: (given) => (given === undefined || given.trim() === '' ? otherwise : given.trim()) };
}

function wholeNumber(variable: string, otherwise: number, says: string, least = 1, most = Number.MAX_SAFE_INTEGER): Setting<number> {
  return {
    variable,
    says,
    otherwise: String(otherwise),
    read: (given) => {
      if (given === undefined || given.trim() === '') return otherwise;
      const value = Number(given);
      return Number.isInteger(value) && value >= least && value <= most
        ? value
        : refused(variable, `a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`}`);
    },
  };
}

function oneOf<Value extends string>(variable: string, values: readonly Value[], otherwise: Value, says: string): Setting<Value> {
  return {
    variable,
    says,
    otherwise,
    read: (given) =>
      given === undefined || given === ''
        ? otherwise
        : (values.find((value) => value === given) ?? refused(variable, `one of ${values.join(', ')}`)),
  };
}

const SETTINGS = {
  port: wholeNumber(
    'KINLINE_PORT',
    3000,
    'The port that Kinline listens on, on this computer alone; `--port` wins over it, and 0 takes any free one.',
    0,
    65_535,
  ),
  data: text(
    'KINLINE_DATA',
    './kinline-data',
    'The folder for the built-in PostgreSQL and for what else must outlive a restart; `--data` wins over it.',
  ),
  databaseUrl: text(
    'DATABASE_URL',
    null,
    'A PostgreSQL server of your own, version 16 or later, instead of the built-in one. Its account must be able to create roles. With https it is on this computer or has `sslmode=verify-full`.',
    'the built-in PostgreSQL',
  ),
  databaseUrlFile: text(
    'DATABASE_URL_FILE',
    null,
    'A file that holds what DATABASE_URL would, so that the password is in no environment. For a real partnership.',
    'none',
  ),
  partnership: text('KINLINE_PARTNERSHIP', 'Saltmarsh safeguarding children partnership', 'The partnership’s name, as pages show it.'),
  tellUs: text('KINLINE_TELL_US', 'kinline@saltmarsh.example', 'The e-mail address behind “Is this right? Tell us”.'),
  https: oneOf('KINLINE_HTTPS', ['no', 'yes'], 'no', 'Whether browsers reach Kinline over https only; cookies are then marked so.'),
  address: text(
    'KINLINE_ADDRESS',
    null,
    'The address at which browsers reach Kinline, such as `https://kinline.example.org`. Passkeys and the identity provider are bound to it.',
    '`http://localhost` and the port',
  ),
  listen: text(
    'KINLINE_LISTEN',
    '127.0.0.1',
    'The address of this computer that Kinline listens on. Any but its own loopback needs `KINLINE_HTTPS=yes` and `KINLINE_PROXIES`.',
  ),
  proxies: text(
    'KINLINE_PROXIES',
    null,
    'Where the reverse proxy speaks from: addresses or ranges such as `10.1.2.3,10.2.0.0/16`. Requests from elsewhere are refused.',
    'this computer',
  ),
  secret: text(
    'KINLINE_SECRET',
    null,
    'What signs cookies and forms: at least 32 characters.',
    'made at the first start and kept in the data folder',
  ),
  secretFile: text('KINLINE_SECRET_FILE', null, 'A file that holds what KINLINE_SECRET would.', 'none'),
  backupKeyFile: text(
    'KINLINE_BACKUP_KEY_FILE',
    null,
    'The file with the public key that `kinline backup` seals for, as `kinline backup key` makes it.',
    'none; `--key` names it',
  ),
  sessionIdle: wholeNumber(
    'KINLINE_SESSION_IDLE_MINUTES',
    SESSION_TERMS.idleMinutes,
    'Minutes without asking for anything after which somebody is signed out. What they had typed is kept for them.',
    1,
    60,
  ),
  sessionHours: wholeNumber('KINLINE_SESSION_HOURS', SESSION_TERMS.hours, 'Hours after which somebody is signed out in any case.', 1, 24),
  logLevel: oneOf(
    'KINLINE_LOG',
    ['debug', 'info', 'warn', 'error'],
    'warn',
    'The least that is written to the log, on standard error, one JSON object a line. It never holds personal data.',
  ),
} as const;

const IDENTITY_SETTINGS = {
  issuer: text('KINLINE_IDENTITY_ISSUER', null, 'The provider’s issuer, exactly as it writes it.', 'no identity provider'),
  clientId: text('KINLINE_IDENTITY_CLIENT', null, 'The client id that the provider gave to Kinline.', 'none'),
  clientSecret: text('KINLINE_IDENTITY_SECRET_FILE', null, 'The file that holds the client secret.', 'none'),
  name: text('KINLINE_IDENTITY_NAME', PROVIDER_DEFAULTS.name, 'What the button calls it: “Sign in with …”.'),
  subjectClaim: text('KINLINE_IDENTITY_SUBJECT', 'sub', 'The claim that names a person for good; `oid` for Entra ID.'),
  tenant: text('KINLINE_IDENTITY_TENANT', null, 'The `tid` that tokens must carry.', 'Entra ID: the issuer’s; otherwise not asked'),
  acr: text('KINLINE_IDENTITY_ACR', null, 'Values of `acr`, one of which is required to sign in.', 'not asked'),
  stepUpAcr: text('KINLINE_IDENTITY_STEP_UP_ACR', null, 'The same for showing again who one is.', 'as for signing in'),
  leastAssurance: wholeNumber(
    'KINLINE_IDENTITY_ASSURANCE',
    0,
    'The least `authentication_assurance_level` (NHS CIS2); 0: not asked.',
    0,
    3,
  ),
  algorithms: text(
    'KINLINE_IDENTITY_ALGORITHMS',
    PROVIDER_DEFAULTS.algorithms.join(' '),
    'The signature algorithms that its tokens may have. `none` and those with a shared secret can never be among them.',
  ),
  maxAgeSeconds: wholeNumber(
    'KINLINE_IDENTITY_MAX_AGE',
    PROVIDER_DEFAULTS.maxAgeSeconds,
    'How many seconds ago somebody may have signed in at the provider. Its tokens must say when (`auth_time`; an optional claim of Entra ID).',
    60,
    86_400,
  ),
} as const;

const LIMIT_SETTINGS: { readonly [Name in keyof Limits]: Setting<number> } = {
  fileBytes: wholeNumber('KINLINE_LIMIT_FILE_BYTES', LIMITS.fileBytes, 'Bytes of one file as it was sent.'),
  inflatedBytes: wholeNumber(
    'KINLINE_LIMIT_INFLATED_BYTES',
    LIMITS.inflatedBytes,
    'Bytes that all parts read out of a .docx or .xlsx may unpack to.',
  ),
  inflationRatio: wholeNumber(
    'KINLINE_LIMIT_INFLATION_RATIO',
    LIMITS.inflationRatio,
    'How many times larger than its packed form one part may become, once it has passed 32 MB.',
  ),
  parts: wholeNumber('KINLINE_LIMIT_PARTS', LIMITS.parts, 'Parts inside a .docx or .xlsx.'),
  rows: wholeNumber('KINLINE_LIMIT_ROWS', LIMITS.rows, 'Rows in all the tables of one file.'),
  columns: wholeNumber('KINLINE_LIMIT_COLUMNS', LIMITS.columns, 'Columns in one table.'),
  cells: wholeNumber('KINLINE_LIMIT_CELLS', LIMITS.cells, 'Cells in all the tables of one file, counting the empty ones between.'),
  cellLength: wholeNumber('KINLINE_LIMIT_CELL_LENGTH', LIMITS.cellLength, 'Characters in one cell, paragraph or name.'),
  depth: wholeNumber(
    'KINLINE_LIMIT_DEPTH',
    LIMITS.depth,
    'How many elements may stand inside each other in a part of a document, or values in a JSON file.',
  ),
  milliseconds: wholeNumber(
    'KINLINE_LIMIT_MILLISECONDS',
    LIMITS.milliseconds,
    'Milliseconds that reading one file may take in its own process.',
  ),
  memoryMegabytes: wholeNumber(
    'KINLINE_LIMIT_MEMORY_MEGABYTES',
    LIMITS.memoryMegabytes,
    'Megabytes of memory that the process which reads one file may occupy.',
  ),
  pdfRows: wholeNumber('KINLINE_LIMIT_PDF_ROWS', LIMITS.pdfRows, 'Rows in all the tables of a chronology that is made into a PDF.'),
  pdfMilliseconds: wholeNumber(
    'KINLINE_LIMIT_PDF_MILLISECONDS',
    LIMITS.pdfMilliseconds,
    'Milliseconds that making one PDF may take in its own process.',
  ),
  pdfMemoryMegabytes: wholeNumber(
    'KINLINE_LIMIT_PDF_MEMORY_MEGABYTES',
    LIMITS.pdfMemoryMegabytes,
    'Megabytes of memory that the process which makes one PDF may occupy.',
  ),
  familiesADay: wholeNumber(
    'KINLINE_LIMIT_FAMILIES_A_DAY',
    LIMITS.familiesADay,
    'Different families that one person may open in a day; a family opened in an emergency is never refused for it.',
  ),
};

type Environment = Readonly<Record<string, string | undefined>>;

/** What stands in a file, without the line break that editors put at its end. */
function secretIn(path: string | null, { variable }: Setting<string | null>): string | null {
  if (path === null) return null;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return refused(variable, 'a file that Kinline may read');
  }
}

/**
 * The settings that the environment gives. Throws the problem of the first that is not as expected; its value is never in the message.
 * A real partnership (https) keeps secrets in files: an environment is seen by child processes, crash reports and whoever lists processes.
 */
export function readSettings(environment: Environment): Settings {
  const of = <Value>({ variable, read }: Setting<Value>): Value => read(environment[variable]);
  const https = of(SETTINGS.https) === 'yes';
  const secretFrom = (plain: Setting<string | null>, file: Setting<string | null>): string | null => {
    const given = of(plain);
    const path = of(file);
    if (given !== null && https) refused(plain.variable, `given as a file with KINLINE_HTTPS=yes: ${file.variable}`);
    if (given !== null && path !== null) refused(plain.variable, `left out when ${file.variable} is given`);
    return path === null ? given : secretIn(path, file);
  };
  const secret = secretFrom(SETTINGS.secret, SETTINGS.secretFile);
  if (secret !== null && secret.length < 32) refused(SETTINGS.secret.variable, 'at least 32 characters long');
  const databaseUrl = secretFrom(SETTINGS.databaseUrl, SETTINGS.databaseUrlFile);
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    refused(SETTINGS.databaseUrl.variable, 'an address that begins postgres:// or postgresql://');
  if (https && databaseUrl !== null && !isCloseOrVerified(databaseUrl))
    refused(SETTINGS.databaseUrl.variable, 'on this computer or have sslmode=verify-full');
  const address = publicAddress(of(SETTINGS.address), https);
  if (https && address === null) refused(SETTINGS.address.variable, `given with ${SETTINGS.https.variable}=yes`);
  const listen = of(SETTINGS.listen);
  if (isIP(listen) === 0) refused(SETTINGS.listen.variable, 'an address such as 127.0.0.1');
  const proxies = (of(SETTINGS.proxies) ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  if (!proxies.every(isAddressOrRange)) refused(SETTINGS.proxies.variable, 'addresses or ranges such as 10.1.2.3,10.2.0.0/16');
  if (!/^(127\.|::1$)/.test(listen) && (!https || proxies.length === 0))
    refused(
      SETTINGS.listen.variable,
      `a loopback address, unless ${SETTINGS.https.variable}=yes and ${SETTINGS.proxies.variable} are given`,
    );
  return {
    port: of(SETTINGS.port),
    address,
    listen,
    proxies,
    data: of(SETTINGS.data),
    databaseUrl: databaseUrl === null ? null : secretOf(databaseUrl),
    partnership: of(SETTINGS.partnership),
    tellUs: of(SETTINGS.tellUs),
    sessions: { idleMinutes: of(SETTINGS.sessionIdle), hours: of(SETTINGS.sessionHours) },
    https,
    secret: secret === null ? null : secretOf(secret),
    backupKeyFile: of(SETTINGS.backupKeyFile),
    identityProvider: identityProvider(of),
    logLevel: of(SETTINGS.logLevel),
    limits: Object.fromEntries(Object.entries(LIMIT_SETTINGS).map(([name, setting]) => [name, of(setting)])) as Limits,
  };
}

/** Whether a database is reached without a network, or over TLS that knows whom it speaks to. */
function isCloseOrVerified(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return false;
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = decodeURIComponent(searchParams.get('host') ?? hostname);
  return /^(|\/.*|localhost|127\.[\d.]+|\[?::1\]?)$/.test(host) || searchParams.get('sslmode') === 'verify-full';
}

/** An address, or a network with how many of its bits count. */
function isAddressOrRange(text: string): boolean {
  const [network = '', bits, ...more] = text.split('/');
  const version = isIP(network);
  return version > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

/** An origin, and nothing after it. */
function publicAddress(given: string | null, https: boolean): string | null {
  if (given === null) return null;
  const address = URL.canParse(given) ? new URL(given) : null;
  const fits = address !== null && address.protocol === (https ? 'https:' : 'http:') && address.origin === given.replace(/\/$/, '');
  return fits ? address.origin : refused(SETTINGS.address.variable, `an address such as ${https ? 'https' : 'http'}://kinline.example.org`);
}

function identityProvider(of: <Value>(setting: Setting<Value>) => Value): ProviderSettings | null {
  const { clientSecret, ...others } = IDENTITY_SETTINGS;
  const given = Object.fromEntries(Object.entries(others).map(([name, setting]) => [name, of(setting as Setting<unknown>)]));
  const found = providerFrom({ ...given, clientSecret: secretIn(of(clientSecret), clientSecret) } as Parameters<typeof providerFrom>[0]);
  return found !== null && 'field' in found ? refused(IDENTITY_SETTINGS[found.field].variable, found.wanted) : found;
}

/** The page docs/settings.md. */
export function settingsPage(): string {
  const rows = (settings: Readonly<Record<string, Setting<unknown>>>): string =>
    Object.values(settings)
      .map(({ variable, otherwise, says }) => `| \`${variable}\` | ${otherwise} | ${says} |`)
      .join('\n');
  return `# Settings

Every setting is an environment variable; none is needed. This page is written from \`src/config.ts\` (\`npx tsx tools/write-settings.ts\`).

| variable | default | what it does |
| --- | --- | --- |
${rows(SETTINGS)}

## Signing in at the organisation’s identity provider

OpenID Connect, the authorization code flow with PKCE. The provider’s return address is \`/sign-in/organisation/return\` after Kinline’s own; its back-channel logout address, \`/sign-in/organisation/logout\`. It is asked nothing outside the issuer’s own host.

| variable | default | what it does |
| --- | --- | --- |
${rows(IDENTITY_SETTINGS)}

## Limits on the files that agencies send, and on the PDFs that are made

Far above any real chronology and far below what stops a computer. A file beyond one of them is refused with a sentence that names it.

| variable | default | what it limits |
| --- | --- | --- |
${rows(LIMIT_SETTINGS)}
`;
}
