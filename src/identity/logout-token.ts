/**
 * The provider tells us that somebody signed out, or was signed out (OpenID Connect Back-Channel Logout 1.0). The token says whose sessions
 * end; anything that is not exactly a logout token, an ID token above all, ends none.
 */
import { spentMark } from './attempt.ts';
import { orRefused, type Refused } from './oidc.ts';
import type { Provider } from './provider.ts';
import { untrusted } from './refused.ts';
import { askCommon, isInstant, isSubject, readToken } from './token.ts';

/** Whose sessions end: of this `sub`, of this `sid`, or of both together. */
export type LoggedOut = { readonly issuer: string; readonly sub: string | null; readonly sid: string | null };

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** `spend` writes down that a token was used, and answers false when it had been. */
export async function readLogoutToken(
  provider: Provider,
  now: number,
  { token, spend }: { readonly token: string; readonly spend: (mark: Uint8Array) => Promise<boolean> },
): Promise<LoggedOut | Refused> {
  return orRefused(async () => {
    const { settings, keys } = provider;
    const { claims } = await readToken(token, { keys, algorithms: settings.algorithms, types: ['logout+jwt', 'jwt'] });
    askCommon(claims, { issuer: settings.issuer, clientId: settings.clientId, at: now / 1000, skew: settings.skewSeconds });
    // §2.4: with an expiry and without a nonce, so that it can be taken for no other token, and none for it.
    if (!isInstant(claims['exp'])) untrusted('exp');
    if ('nonce' in claims) untrusted('nonce');
    const events = claims['events'];
    if (typeof events !== 'object' || events === null || Array.isArray(events)) return untrusted('events');
    const event = (events as Readonly<Record<string, unknown>>)[EVENT];
    if (typeof event !== 'object' || event === null || Array.isArray(event)) return untrusted('events');
    const { sub, sid, jti } = claims;
    if (sub !== undefined && !isSubject(sub)) return untrusted('sub');
    if (sid !== undefined && !isSubject(sid)) return untrusted('sid');
    if (sub === undefined && sid === undefined) return untrusted('sid');
    if (!isSubject(jti)) return untrusted('jti');
    if (!(await spend(spentMark('logout', `${settings.issuer}\n${jti}`)))) return untrusted('jti');
    return { issuer: settings.issuer, sub: sub ?? null, sid: sid ?? null };
  });
}
