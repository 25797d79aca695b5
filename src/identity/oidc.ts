/**
 * Signing in at the organisation's identity provider: OpenID Connect's authorization code flow with PKCE. Every check is ours first, with
 * a reason for the log; then `openid-client`, a certified library, checks the same answer again before anyone is signed in.
 */
import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { type Attempt, newAttempt, openAttempt, sameText, sealAttempt, secretsOf, spentMark } from './attempt.ts';
import type { Endpoints, Provider } from './provider.ts';
import { Untrusted, untrusted } from './refused.ts';
import { askCommon, type Claims, isInstant, isSubject, readToken, type Signed } from './token.ts';

/** Who the provider says has signed in, all of it verified. */
export type Identified = {
  readonly issuer: string;
  /** Of the configured subject claim: names a person for good. */
  readonly subject: string;
  /** The `sub` and `sid` by which the provider may end the session later. */
  readonly sub: string;
  readonly sid: string | null;
  /** ISO instant of when they last showed the provider who they are. */
  readonly authenticatedAt: string;
  /** The session that is shown again, or null. */
  readonly session: string | null;
  readonly back: string;
};

export type Going = { readonly to: string; readonly kept: string };
export type Refused = { readonly refused: Untrusted['reason'] };

type Here = { readonly key: Uint8Array; readonly returnTo: string; readonly now: number };

/** How long ago a step-up may have happened by the library's clock; ours asks that it came after the attempt began. */
const STEP_UP_SECONDS = 600;
const LONGEST_QUERY = 8192;

/** Where the browser goes, and what it keeps meanwhile. With a `session`, the provider must ask again who they are. */
export async function setOut(
  provider: Provider,
  { key, returnTo, now }: Here,
  { session, back }: { readonly session: string | null; readonly back: string },
): Promise<Going | Refused> {
  return orRefused(async () => {
    const endpoints = await provider.endpoints();
    const { settings } = provider;
    const attempt = newAttempt(now, session, back);
    const { state, nonce, challenge } = secretsOf(key, attempt);
    const acr = acrFor(provider, attempt);
    const to = client.buildAuthorizationUrl(configuration(provider, endpoints), {
      redirect_uri: returnTo,
      response_type: 'code',
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      max_age: String(session === null ? settings.maxAgeSeconds : 0),
      ...(session === null ? {} : { prompt: 'login' }),
      ...(acr.length === 0 ? {} : { acr_values: acr.join(' ') }),
    });
    return { to: to.href, kept: sealAttempt(key, attempt) };
  });
}

/**
 * What came back. `spend` writes down that this attempt was used and answers false when it had been: before anything is asked of the
 * provider, so that no answer is ever tried twice.
 */
export async function comeBack(
  provider: Provider,
  { key, returnTo, now }: Here,
  { kept, query, spend }: { readonly kept: string | null; readonly query: string; readonly spend: (mark: Uint8Array) => Promise<boolean> },
): Promise<Identified | Refused> {
  return orRefused(async () => {
    const attempt = openAttempt(key, kept, now);
    const secrets = secretsOf(key, attempt);
    if (query.length > LONGEST_QUERY) return untrusted('return-too-long');
    const said = new URLSearchParams(query);
    if (new Set(said.keys()).size !== [...said.keys()].length) return untrusted('parameter-twice');
    if (!sameText(said.get('state') ?? '', secrets.state)) return untrusted('state');
    if (!(await spend(spentMark('attempt', secrets.state)))) return untrusted('attempt-used');
    const endpoints = await provider.endpoints();
    const iss = said.get('iss');
    if (iss === null ? endpoints.announcesIss : iss !== provider.settings.issuer) return untrusted('iss-in-return');
    if (said.has('error')) return untrusted('provider-said-no');
    const code = said.get('code');
    if (code === null || code === '') return untrusted('no-code');
    // A token that comes through the browser is no answer to what was asked; nothing of it is looked at.
    if (['id_token', 'access_token', 'token_type', 'response'].some((name) => said.has(name))) return untrusted('token-in-return');
    const claims = await exchange(provider, endpoints, {
      code,
      nonce: secrets.nonce,
      verifier: secrets.verifier,
      said,
      returnTo,
      attempt,
      now,
    });
    const subject = claims[provider.settings.subjectClaim];
    if (!isSubject(subject)) return untrusted('subject-claim');
    return {
      issuer: provider.settings.issuer,
      subject,
      sub: String(claims['sub']),
      sid: (claims['sid'] as string | undefined) ?? null,
      authenticatedAt: new Date(Number(claims['auth_time']) * 1000).toISOString(),
      session: attempt.session,
      back: attempt.back,
    };
  });
}

type Exchange = {
  readonly code: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly said: URLSearchParams;
  readonly returnTo: string;
  readonly attempt: Attempt;
  readonly now: number;
};

/** Exchanges the code. Our own checks run on the answer before the library sees it. */
async function exchange(
  provider: Provider,
  endpoints: Endpoints,
  { code, nonce, verifier, said, returnTo, attempt, now }: Exchange,
): Promise<Claims> {
  const config = configuration(provider, endpoints);
  let ours: Claims | null = null;
  let wrong: unknown = null;
  config[client.customFetch] = async (address, asked) => {
    try {
      const answer = await provider.ask(address, asked as RequestInit);
      if (answer.status !== 200) return untrusted('answer-refused');
      const tokens = (await answer.clone().json()) as Readonly<Record<string, unknown>>;
      const token = await readToken(tokens['id_token'], {
        keys: provider.keys,
        algorithms: provider.settings.algorithms,
        types: ['jwt', null],
      });
      askIdToken(provider, token, { nonce, code, attempt, now, accessToken: tokens['access_token'] });
      ours = token.claims;
      return answer;
    } catch (error) {
      wrong = error;
      throw error;
    }
  };
  try {
    const tokens = await client.authorizationCodeGrant(config, new URL(`${returnTo}?${said}`), {
      pkceCodeVerifier: verifier,
      expectedState: said.get('state') ?? '',
      expectedNonce: nonce,
      idTokenExpected: true,
      maxAge: attempt.session === null ? provider.settings.maxAgeSeconds : STEP_UP_SECONDS,
    });
    const claims = ours as Claims | null;
    return claims !== null && tokens.claims()?.sub === claims['sub'] ? claims : untrusted('token-answer');
  } catch (error) {
    if (wrong instanceof Untrusted) throw wrong;
    throw error instanceof Untrusted ? error : new Untrusted('token-answer');
  }
}

type Expected = {
  readonly nonce: string;
  readonly code: string;
  readonly attempt: Attempt;
  readonly now: number;
  readonly accessToken: unknown;
};

/** What an ID token must say (OpenID Connect Core 1.0 §3.1.3.7), and what this partnership asks beyond it. */
function askIdToken(provider: Provider, { algorithm, claims }: Signed, { nonce, code, attempt, now, accessToken }: Expected): void {
  const { settings } = provider;
  const at = now / 1000;
  askCommon(claims, { issuer: settings.issuer, clientId: settings.clientId, at, skew: settings.skewSeconds });
  if (!isInstant(claims['exp'])) untrusted('exp');
  if (claims['azp'] !== undefined && claims['azp'] !== settings.clientId) untrusted('azp');
  if (typeof claims['nonce'] !== 'string' || !sameText(claims['nonce'], nonce)) untrusted('nonce');
  if (!isSubject(claims['sub'])) untrusted('sub');
  if (settings.tenant !== null && claims['tid'] !== settings.tenant) untrusted('tenant');
  if (claims['sid'] !== undefined && !isSubject(claims['sid'])) untrusted('sid');
  // A logout token is signed by the same key, for the same audience: it must never sign anyone in.
  if ('events' in claims) untrusted('events');
  const acr = acrFor(provider, attempt);
  if (acr.length > 0 && !acr.some((one) => one === claims['acr'])) untrusted('acr');
  if (settings.leastAssurance !== null && !(assuranceOf(claims) >= settings.leastAssurance)) untrusted('assurance');
  const { auth_time: when } = claims as { auth_time?: unknown };
  const earliest = attempt.session === null ? at - settings.maxAgeSeconds : attempt.startedAt / 1000;
  // Whole seconds: an `auth_time` of the second in which the attempt began is not before it.
  if (!isInstant(when) || when < Math.floor(earliest) - settings.skewSeconds || when > at + settings.skewSeconds) untrusted('auth-time');
  askHash(claims, 'at_hash', accessToken, algorithm, 'at-hash');
  askHash(claims, 'c_hash', code, algorithm, 'c-hash');
}

function acrFor({ settings }: Provider, { session }: Attempt): readonly string[] {
  return session !== null && settings.stepUpAcr.length > 0 ? settings.stepUpAcr : settings.acr;
}

/** NHS CIS2 says the level as a digit in text. Anything else is no level. */
function assuranceOf(claims: Claims): number {
  const level = claims['authentication_assurance_level'];
  return typeof level === 'string' && /^[0-3]$/.test(level) ? Number(level) : typeof level === 'number' ? level : Number.NaN;
}

/** A hash that is there must be of what came with it: the left half, by the hash of the token's algorithm. */
function askHash(claims: Claims, name: 'at_hash' | 'c_hash', of: unknown, algorithm: string, reason: 'at-hash' | 'c-hash'): void {
  const stated = claims[name];
  if (stated === undefined) return;
  const digest = createHash(algorithm === 'EdDSA' ? 'sha512' : `sha${algorithm.slice(2)}`)
    .update(typeof of === 'string' ? of : '')
    .digest();
  if (typeof of !== 'string' || stated !== digest.subarray(0, digest.length / 2).toString('base64url')) untrusted(reason);
}

function configuration({ settings }: Provider, endpoints: Endpoints): client.Configuration {
  const config = new client.Configuration(
    {
      issuer: settings.issuer,
      authorization_endpoint: endpoints.authorization,
      token_endpoint: endpoints.token,
      jwks_uri: endpoints.keys,
      authorization_response_iss_parameter_supported: endpoints.announcesIss,
      id_token_signing_alg_values_supported: [...settings.algorithms],
    },
    settings.clientId,
    { client_secret: settings.clientSecret.reveal(), [client.clockTolerance]: settings.skewSeconds },
    endpoints.basicAuthentication
      ? client.ClientSecretBasic(settings.clientSecret.reveal())
      : client.ClientSecretPost(settings.clientSecret.reveal()),
  );
  // The configured issuer decides; `outbound.ts` lets plain http only reach this computer.
  if (new URL(settings.issuer).protocol === 'http:') client.allowInsecureRequests(config);
  config.timeout = settings.patienceMs / 1000;
  return config;
}

/** Whatever is not to be trusted comes out as one value; a fault of ours stays a fault. */
export async function orRefused<Result>(work: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Untrusted) return { refused: error.reason };
    throw error;
  }
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value;
}
