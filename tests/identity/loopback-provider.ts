/**
 * Test support: an identity provider of our own making on this computer. It is honest unless told otherwise, and can be told to lie at every
 * step: in what it says of itself, in its keys, in its tokens, and in how it answers.
 */
import { constants, createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROVIDER_DEFAULTS, type ProviderSettings } from '../../src/domain/identity-provider.ts';
import { secretOf } from '../../src/domain/secret.ts';

export type Fields = Record<string, unknown>;

/** What one sign-in is made of, as the provider sees it. */
export type Round = {
  readonly issuer: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly code: string;
  readonly accessToken: string;
  readonly now: number;
};

export type Signing = { readonly header: Fields; readonly claims: Fields; readonly key: KeyObject };

/** How the provider misbehaves. Whatever is not given is honest. */
export type Misbehaviour = {
  readonly discovery?: (said: Fields) => Fields;
  readonly jwks?: (keys: { keys: Fields[] }) => unknown;
  readonly header?: (header: Fields, round: Round) => Fields;
  readonly claims?: (claims: Fields, round: Round) => Fields;
  /** The key that signs, when it is not the provider's first. */
  readonly key?: KeyObject;
  /** The whole token, made from what an honest one would be. */
  readonly token?: (honest: string, signing: Signing) => unknown;
  /** The token endpoint's answer. */
  readonly tokens?: (tokens: Fields, round: Round) => Fields;
  /** Answers instead of the provider; true when it did. */
  readonly wire?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The provider forgets to check PKCE. */
  readonly ignoresPkce?: true;
};

export const CLIENT = 'kinline-test';
export const KEYS = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  otherRsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  weakRsa: generateKeyPairSync('rsa', { modulusLength: 1024 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ec384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
};

export const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs as the header's algorithm says, or with nothing when it says something that signs nothing. */
export function signToken({ header, claims, key }: Signing): string {
  return signText(`${base64url(header)}.${base64url(claims)}`, String(header['alg']), key);
}

export function signText(input: string, algorithm: string, key: KeyObject): string {
  const bits = `sha${algorithm.slice(2)}`;
  const bytes = Buffer.from(input);
  const signature = algorithm.startsWith('HS')
    ? createHmac(bits, key.export({ format: 'pem', type: 'spki' }))
        .update(bytes)
        .digest()
    : algorithm.startsWith('ES')
      ? sign(bits, bytes, { key, dsaEncoding: 'ieee-p1363' })
      : algorithm.startsWith('PS')
        ? sign(bits, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST })
        : sign(algorithm.startsWith('RS') ? bits : 'sha256', bytes, key);
  return `${input}.${signature.toString('base64url')}`;
}

export const halfHash = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

export type LoopbackProvider = {
  readonly issuer: string;
  readonly settings: ProviderSettings;
  /** From now on, until told otherwise. */
  readonly behave: (as: Misbehaviour) => void;
  /** Somebody signs in there: what an authorization request says, and the query that comes back. */
  readonly authorize: (to: string) => { readonly round: Round; readonly query: URLSearchParams; readonly back: string };
  /** A token of an honest provider, with these claims. */
  readonly honestToken: (claims: Fields, header?: Fields) => string;
  /** Every address that was asked, with its method. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
};

export async function startLoopbackProvider(): Promise<LoopbackProvider> {
  let as: Misbehaviour = {};
  const asked: string[] = [];
  const rounds = new Map<string, Round>();
  let issuer = '';
  const publicKeys = (): { keys: Fields[] } => ({
    keys: [
      { ...KEYS.rsa.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' },
      { ...KEYS.ec.publicKey.export({ format: 'jwk' }), kid: 'two', use: 'sig', alg: 'ES256' },
    ],
  });
  const idToken = (round: Round): unknown => {
    const at = Math.floor(round.now / 1000);
    const claims = {
      iss: issuer,
      sub: 'person-1',
      aud: CLIENT,
      exp: at + 300,
      iat: at,
      auth_time: at,
      nonce: round.nonce,
      sid: 'sid-1',
      at_hash: halfHash(round.accessToken),
    };
    const signing = {
      header: as.header?.({ alg: 'RS256', kid: 'one', typ: 'JWT' }, round) ?? { alg: 'RS256', kid: 'one', typ: 'JWT' },
      claims: as.claims?.(claims, round) ?? claims,
      key: as.key ?? KEYS.rsa.privateKey,
    };
    return as.token === undefined
      ? signToken(signing)
      : as.token(signToken({ ...signing, header: { ...signing.header, alg: 'RS256' } }), signing);
  };
  let codes = 0;
  const authorize: LoopbackProvider['authorize'] = (to) => {
    const said = new URL(to).searchParams;
    codes += 1;
    const round = {
      issuer,
      nonce: said.get('nonce') ?? '',
      challenge: said.get('code_challenge') ?? '',
      code: `code-${codes}`,
      accessToken: `access-${codes}`,
      now: Date.now(),
    };
    rounds.set(round.code, round);
    return {
      round,
      query: new URLSearchParams({ code: round.code, state: said.get('state') ?? '', iss: issuer }),
      back: said.get('redirect_uri') ?? '',
    };
  };
  const json = (response: ServerResponse, value: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(`${request.method} ${path}`);
    if (as.wire?.(request, response) === true) return;
    if (path === '/.well-known/openid-configuration') {
      const said = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      };
      return json(response, as.discovery?.(said) ?? said);
    }
    if (path === '/jwks') return json(response, as.jwks?.(publicKeys()) ?? publicKeys());
    if (path === '/authorize') {
      // Nobody is asked anything: whoever comes is signed in.
      const { query, back } = authorize(`${issuer}${request.url}`);
      return void response.writeHead(303, { location: `${back}?${query}` }).end();
    }
    if (path !== '/token') return json(response, { error: 'not_found' }, 404);
    let body = '';
    for await (const part of request) body += String(part);
    const form = new URLSearchParams(body);
    const round = rounds.get(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const proved = createHash('sha256').update(verifier).digest('base64url') === round?.challenge;
    if (round === undefined || (!proved && as.ignoresPkce !== true)) return json(response, { error: 'invalid_grant' }, 400);
    const tokens = { access_token: round.accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken(round) };
    return json(response, as.tokens?.(tokens, round) ?? tokens);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    settings: {
      ...PROVIDER_DEFAULTS,
      issuer,
      clientId: CLIENT,
      clientSecret: secretOf('a secret of tests'),
      name: 'Test Trust',
    },
    behave: (next) => {
      as = next;
    },
    authorize,
    honestToken: (claims, header = {}) =>
      signToken({ header: { alg: 'RS256', kid: 'one', typ: 'logout+jwt', ...header }, claims, key: KEYS.rsa.privateKey }),
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
