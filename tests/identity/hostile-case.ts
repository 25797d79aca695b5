import type { ProviderSettings } from '../../src/domain/identity-provider.ts';
import type { Reason } from '../../src/identity/refused.ts';
import { base64url, type Fields, KEYS, type Misbehaviour, signText } from './loopback-provider.ts';

export type HostileCase = Misbehaviour & {
  readonly lies: string;
  readonly because: Reason;
  readonly settings?: Partial<ProviderSettings>;
  /** Shows again who one is, rather than signing in. */
  readonly again?: true;
  /** What comes back through the browser. */
  readonly query?: (query: URLSearchParams, other: { readonly state: string; readonly code: string }) => string;
  /** What the browser kept: of the other attempt, nothing, or changed. */
  readonly kept?: (kept: string, other: string) => string | null;
};

export const now = (): number => Math.floor(Date.now() / 1000);
export const claim =
  (more: Fields): NonNullable<Misbehaviour['claims']> =>
  (claims) => ({ ...claims, ...more });
export const without =
  (...names: readonly string[]): NonNullable<Misbehaviour['claims']> =>
  (claims) =>
    Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
export const header =
  (more: Fields): NonNullable<Misbehaviour['header']> =>
  (honest) => ({ ...honest, ...more });
/** The query with these parameters instead; null takes one away. */
export const changed = (said: URLSearchParams, to: Readonly<Record<string, string | null>>): string => {
  for (const [name, value] of Object.entries(to)) {
    if (value === null) said.delete(name);
    else said.set(name, value);
  }
  return said.toString();
};
export const query =
  (name: string, value: string | null): NonNullable<HostileCase['query']> =>
  (said) =>
    changed(said, { [name]: value });
export const part = (token: string, at: number): string => token.split('.')[at] ?? '';
export const jwk = (key: keyof typeof KEYS, more: Fields = {}): Fields => ({
  ...KEYS[key].publicKey.export({ format: 'jwk' }),
  kid: 'one',
  use: 'sig',
  ...more,
});
export const secretKey = (): Fields => ({ kty: 'oct', kid: 'one', alg: 'HS256', k: Buffer.alloc(32, 7).toString('base64url') });
/** Signs claims that are given as text, so that they can say what no object can. */
export const rawClaims =
  (text: (claims: Fields) => string): NonNullable<Misbehaviour['token']> =>
  (_honest, { header: said, claims, key }) =>
    signText(`${base64url(said)}.${base64url(text(claims))}`, 'RS256', key);
export const endsAt = (text: string, more: string): string => `${text.slice(0, -1)}${more}}`;
export const wire =
  (path: string, head: Record<string, string>, body: string | Buffer, status = 200): NonNullable<Misbehaviour['wire']> =>
  (request, response) => {
    if (request.url?.startsWith(path) !== true) return false;
    response.writeHead(status, head).end(body);
    return true;
  };
export const JSON_TYPE = { 'content-type': 'application/json' };
