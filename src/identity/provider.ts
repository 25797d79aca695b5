/** What a partnership's identity provider says of itself (OpenID Connect Discovery 1.0): its issuer exactly as configured, every address on the issuer's own host. */
import type { ProviderSettings } from '../domain/identity-provider.ts';
import { type Keys, keysAt } from './keys.ts';
import { isAskable, type Outbound, outboundTo } from './outbound.ts';
import { untrusted } from './refused.ts';

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
