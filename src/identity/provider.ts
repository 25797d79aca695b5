/**
 * A partnership's identity provider as it is configured, and what it says of itself (OpenID Connect Discovery 1.0): its issuer exactly as
 * configured, every address on the issuer's own host. Shapes that are known to work: Microsoft Entra ID (one tenant), NHS CIS2.
 */
import { type Algorithm, type Keys, keysAt } from './keys.ts';
import { isAskable, type Outbound, outboundTo } from './outbound.ts';
import { untrusted } from './refused.ts';

export type ProviderSettings = {
  /** Exactly as the provider writes it, without a trailing slash if it writes none. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: "Sign in with NHS CIS2". */
  readonly name: string;
  /** The claim that names a person for good: `sub`, or `oid` for Entra ID. */
  readonly subjectClaim: string;
  /** Entra ID: the one tenant whose `tid` is accepted. Null: not asked. */
  readonly tenant: string | null;
  /** Any one of these `acr` values must be there; none: not asked. */
  readonly acr: readonly string[];
  /** The same for showing again who one is; none: as for signing in. */
  readonly stepUpAcr: readonly string[];
  /** NHS CIS2: the least `authentication_assurance_level`, 1 to 3. Null: not asked. */
  readonly leastAssurance: number | null;
  readonly algorithms: readonly Algorithm[];
  /** How old the sign-in at the provider may be, in seconds. */
  readonly maxAgeSeconds: number;
  /** How far the provider's clock may be from ours, in seconds. */
  readonly skewSeconds: number;
  /** How long one answer of the provider may take. */
  readonly patienceMs: number;
};

export const PROVIDER_DEFAULTS = {
  name: 'your organisation',
  subjectClaim: 'sub',
  algorithms: ['RS256', 'PS256', 'ES256'],
  maxAgeSeconds: 36_000,
  skewSeconds: 30,
  patienceMs: 10_000,
} as const satisfies Partial<ProviderSettings>;

export type Endpoints = {
  readonly authorization: string;
  readonly token: string;
  readonly keys: string;
  /** The provider promised `iss` in every return (RFC 9207), so that a return without it is not its own. */
  readonly announcesIss: boolean;
  readonly basicAuthentication: boolean;
};

export type Provider = {
  readonly settings: ProviderSettings;
  readonly endpoints: () => Promise<Endpoints>;
  readonly keys: Keys;
  readonly ask: Outbound;
};

const KEPT_MS = 10 * 60_000;

/** Nothing is asked of the provider before somebody signs in. `now` is in milliseconds. */
export function openProvider(settings: ProviderSettings, now: () => number): Provider {
  const issuer = new URL(settings.issuer);
  const ask = outboundTo(issuer, settings.patienceMs);
  let kept: { readonly at: number; readonly endpoints: Endpoints } | null = null;
  const endpoints = async (): Promise<Endpoints> => {
    if (kept === null || now() - kept.at >= KEPT_MS) kept = { at: now(), endpoints: await discover(settings.issuer, ask) };
    return kept.endpoints;
  };
  return { settings, endpoints, ask, keys: keysAt(async () => (await endpoints()).keys, ask, now) };
}

async function discover(issuer: string, ask: Outbound): Promise<Endpoints> {
  const answer = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (answer.status !== 200) return untrusted('answer-refused');
  const said = (await answer.json()) as Readonly<Record<string, unknown>>;
  if (said['issuer'] !== issuer) return untrusted('another-issuer');
  const own = (name: string): string => {
    const address = said[name];
    if (typeof address !== 'string' || !URL.canParse(address)) return untrusted('endpoint-elsewhere');
    const url = new URL(address);
    return url.origin === new URL(issuer).origin && isAskable(url) ? address : untrusted('endpoint-elsewhere');
  };
  const challenges = said['code_challenge_methods_supported'];
  if (challenges !== undefined && !(Array.isArray(challenges) && challenges.includes('S256'))) return untrusted('no-s256');
  const ways = said['token_endpoint_auth_methods_supported'];
  return {
    authorization: own('authorization_endpoint'),
    token: own('token_endpoint'),
    keys: own('jwks_uri'),
    announcesIss: said['authorization_response_iss_parameter_supported'] === true,
    // What is not said is client_secret_basic (OpenID Connect Discovery 1.0 §3).
    basicAuthentication: !Array.isArray(ways) || ways.includes('client_secret_basic'),
  };
}
