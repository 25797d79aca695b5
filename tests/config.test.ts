/** Every setting has a default and a sentence, and docs/settings.md says them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings, settingsPage } from '../src/config.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { secretOf } from '../src/domain/secret.ts';

const refusal = (environment: Record<string, string>): unknown => {
  try {
    return readSettings(environment);
  } catch (error) {
    return error;
  }
};

describe('the settings', () => {
  it('are none of them needed', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      data: './kinline-data',
      databaseUrl: null,
      https: false,
      secret: null,
      limits: LIMITS,
    });
  });

  it('are what docs/settings.md says', () => {
    expect(readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8')).toBe(settingsPage());
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      KINLINE_PORT: '0',
      KINLINE_DATA: ' /data ',
      KINLINE_LIMIT_ROWS: '10',
      DATABASE_URL: 'postgres://me@here/kinline',
    });
    expect(settings).toMatchObject({ port: 0, data: '/data', https: false, limits: { ...LIMITS, rows: 10 } });
    expect(settings.databaseUrl?.reveal()).toBe('postgres://me@here/kinline');
    expect(readSettings({ KINLINE_HTTPS: 'yes', KINLINE_ADDRESS: 'https://kinline.example.org' }).https).toBe(true);
  });

  it('let other computers in only through a stated reverse proxy over https', () => {
    const real = { KINLINE_HTTPS: 'yes', KINLINE_ADDRESS: 'https://kinline.example.org' };
    expect(readSettings({}).listen).toBe('127.0.0.1');
    expect(readSettings({ ...real, KINLINE_LISTEN: '0.0.0.0', KINLINE_PROXIES: '10.1.2.3, fd00::/8' })).toMatchObject({
      listen: '0.0.0.0',
      proxies: ['10.1.2.3', 'fd00::/8'],
    });
    for (const environment of [
      { KINLINE_HTTPS: 'yes' },
      { KINLINE_LISTEN: '0.0.0.0' },
      { KINLINE_LISTEN: '0.0.0.0', KINLINE_PROXIES: '10.1.2.3' },
      { ...real, KINLINE_LISTEN: '0.0.0.0' },
      { ...real, KINLINE_LISTEN: 'everywhere' },
      { ...real, KINLINE_PROXIES: '10.1.2.0/33' },
      { ...real, KINLINE_PROXIES: 'proxy.example.org' },
      { ...real, KINLINE_ADDRESS: 'http://kinline.example.org' },
    ] as Record<string, string>[])
      expect(refusal(environment), JSON.stringify(environment)).toMatchObject({ problem: { problem: 'setting-not-valid' } });
  });

  it('take secrets from files, and in a real partnership from nowhere else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kinline-settings-'));
    const [secret, url] = [join(folder, 'secret'), join(folder, 'url')];
    writeFileSync(secret, `${'s'.repeat(40)}\n`);
    writeFileSync(url, 'postgres://me:marigold@here/kinline?sslmode=verify-full\n');
    try {
      const settings = readSettings({
        KINLINE_HTTPS: 'yes',
        KINLINE_ADDRESS: 'https://kinline.example.org',
        KINLINE_SECRET_FILE: secret,
        DATABASE_URL_FILE: url,
      });
      expect(settings.secret?.reveal()).toBe('s'.repeat(40));
      expect(settings.databaseUrl?.reveal()).toBe('postgres://me:marigold@here/kinline?sslmode=verify-full');
      for (const said of [inspect(settings, { depth: 9, showHidden: true }), JSON.stringify(settings), `${settings.databaseUrl}`])
        expect(said).not.toMatch(/marigold|ssss/);
      const over = (address: string): unknown => {
        writeFileSync(url, address);
        return refusal({ KINLINE_HTTPS: 'yes', KINLINE_ADDRESS: 'https://kinline.example.org', DATABASE_URL_FILE: url });
      };
      for (const address of [
        'postgres://me@localhost/k',
        'postgres://me@127.0.0.1:5433/k',
        'postgres://me@[::1]/k',
        'postgres:///k?host=/run/postgresql',
      ])
        expect(over(address), address).not.toHaveProperty('problem');
      for (const query of ['', '?sslmode=require', '?sslmode=prefer', '?sslmode=no-verify&host=db.example.org'])
        expect(over(`postgres://me:marigold@db.example.org/k${query}`), query).toMatchObject({ problem: { problem: 'setting-not-valid' } });
    } finally {
      rmSync(folder, { recursive: true });
    }
    for (const environment of [
      { KINLINE_HTTPS: 'yes', KINLINE_SECRET: 'marigold'.repeat(8) },
      { KINLINE_HTTPS: 'yes', DATABASE_URL: 'postgres://me:marigold@here/kinline' },
      { KINLINE_SECRET: 'marigold'.repeat(8), KINLINE_SECRET_FILE: secret },
      { KINLINE_SECRET_FILE: '/no/such/marigold' },
    ]) {
      const error = refusal(environment);
      expect(error).toMatchObject({ problem: { problem: 'setting-not-valid' } });
      expect(String(error)).not.toContain('marigold');
    }
  });

  it.each([
    ['KINLINE_PORT', '70000'],
    ['KINLINE_PORT', 'three'],
    ['KINLINE_LIMIT_ROWS', '0'],
    ['KINLINE_HTTPS', 'maybe'],
    ['KINLINE_LOG', 'shout'],
    ['KINLINE_SECRET', 'short-secret'],
    ['DATABASE_URL', 'mysql://me:password@here/kinline'],
  ])('refuse %s=%s with a sentence that names the setting and keeps its value to itself', (variable, value) => {
    const error = refusal({ [variable]: value });
    expect(error).toMatchObject({ problem: { problem: 'setting-not-valid' } });
    expect(String(error)).toContain(variable);
    expect(String(error)).not.toContain(value);
  });
});

describe('the settings of an identity provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinline-identity-'));
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, 'marigold\n', { mode: 0o600 });
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = {
    KINLINE_IDENTITY_ISSUER: 'https://login.example.org/tenant/v2.0',
    KINLINE_IDENTITY_CLIENT: 'kinline',
    KINLINE_IDENTITY_SECRET_FILE: secretFile,
  };

  it('are none unless an issuer is named', () => {
    const { KINLINE_IDENTITY_ISSUER: _issuer, ...rest } = given;
    expect(readSettings(rest).identityProvider).toBeNull();
  });

  it('pin strong algorithms and ask for everything that can be asked of any provider, unless they say otherwise', () => {
    expect(readSettings(given).identityProvider).toMatchObject({
      issuer: given.KINLINE_IDENTITY_ISSUER,
      clientId: 'kinline',
      subjectClaim: 'sub',
      algorithms: ['RS256', 'PS256', 'ES256'],
      maxAgeSeconds: 36_000,
      acr: [],
      tenant: null,
      leastAssurance: null,
    });
    expect(readSettings(given).identityProvider?.clientSecret.reveal()).toBe('marigold');
    expect(JSON.stringify(readSettings(given))).not.toContain('marigold');
    const more = { KINLINE_IDENTITY_ACR: 'AAL3_ANY, AAL2', KINLINE_IDENTITY_ASSURANCE: '3', KINLINE_IDENTITY_ALGORITHMS: 'ES256' };
    expect(readSettings({ ...given, ...more }).identityProvider).toMatchObject({
      acr: ['AAL3_ANY', 'AAL2'],
      leastAssurance: 3,
      algorithms: ['ES256'],
    });
  });

  it.each([
    ['KINLINE_IDENTITY_ISSUER', 'http://login.example.org'],
    ['KINLINE_IDENTITY_ISSUER', 'https://login.example.org/?tenant=a'],
    ['KINLINE_IDENTITY_ISSUER', 'https://kinline@login.example.org'],
    ['KINLINE_IDENTITY_ALGORITHMS', 'none'],
    ['KINLINE_IDENTITY_ALGORITHMS', 'RS256 HS256'],
    ['KINLINE_IDENTITY_ASSURANCE', '4'],
    ['KINLINE_IDENTITY_MAX_AGE', '5'],
    ['KINLINE_IDENTITY_SECRET_FILE', '/no/such/file'],
    ['KINLINE_IDENTITY_SECRET_FILE', ''],
    ['KINLINE_IDENTITY_CLIENT', ''],
    ['KINLINE_ADDRESS', 'https://kinline.example.org/path'],
    ['KINLINE_ADDRESS', 'kinline.example.org'],
  ])('refuse %s=%s', (variable, value) => {
    const error = refusal({ ...given, [variable]: value });
    expect(error).toMatchObject({ problem: { problem: 'setting-not-valid' } });
    expect(String(error)).toContain(variable);
  });
});

describe('a secret', () => {
  it('gives its value to whoever reveals it and to nobody else, however it is printed', () => {
    const secret = secretOf('marigold');
    expect(secret.reveal()).toBe('marigold');
    const held = { secret, list: [secret], map: new Map([['one', secret]]) };
    const printed = [
      String(secret),
      `${secret}`,
      JSON.stringify(held),
      inspect(held, { depth: 9, showHidden: true, getters: true }),
      Object.entries(secret).join(),
      String(new Error(`It was ${secret}`)),
      JSON.stringify({ ...secret }),
    ];
    for (const text of printed) expect(text).not.toContain('marigold');
    expect(printed[0]).toBe('(secret)');
  });
});
