/** What may come to the back-channel instead of a logout token. */
import type { Reason } from '../../src/identity/refused.ts';
import { now } from './hostile-case.ts';
import { base64url, type Fields } from './loopback-provider.ts';

export type HostileLogout = {
  readonly lies: string;
  readonly because: Reason;
  readonly claims?: (claims: Fields) => Fields;
  readonly header?: Fields;
  readonly token?: (honest: string) => string;
};

export const HOSTILE_LOGOUTS: readonly HostileLogout[] = [
  {
    lies: 'an ID token',
    because: 'events',
    header: { typ: 'JWT' },
    claims: ({ events: _gone, ...rest }) => ({ ...rest, nonce: undefined }),
  },
  {
    lies: 'an ID token with its nonce',
    because: 'nonce',
    header: { typ: 'JWT' },
    claims: ({ events: _gone, ...rest }) => ({ ...rest, nonce: 'n' }),
  },
  { lies: 'a nonce beside the event', because: 'nonce', claims: (claims) => ({ ...claims, nonce: 'n' }) },
  { lies: 'another type', because: 'token-type', header: { typ: 'at+jwt' } },
  { lies: 'no type', because: 'token-type', header: { typ: undefined } },
  { lies: 'no signature', because: 'token-shape', token: (honest) => `${honest.split('.').slice(0, 2).join('.')}.` },
  {
    lies: 'alg none',
    because: 'algorithm',
    token: (honest) => [base64url({ alg: 'none', kid: 'one', typ: 'logout+jwt' }), ...honest.split('.').slice(1)].join('.'),
  },
  { lies: 'another iss', because: 'iss', claims: (claims) => ({ ...claims, iss: 'https://login.example.org' }) },
  { lies: 'another aud', because: 'aud', claims: (claims) => ({ ...claims, aud: 'another' }) },
  { lies: 'one that ran out', because: 'exp', claims: (claims) => ({ ...claims, exp: now() - 100 }) },
  { lies: 'one without exp', because: 'exp', claims: ({ exp: _gone, ...rest }) => rest },
  { lies: 'one made yesterday', because: 'iat', claims: (claims) => ({ ...claims, iat: now() - 86_400 }) },
  { lies: 'no event', because: 'events', claims: (claims) => ({ ...claims, events: {} }) },
  {
    lies: 'another event',
    because: 'events',
    claims: (claims) => ({ ...claims, events: { 'http://schemas.example.org/event/logout': {} } }),
  },
  {
    lies: 'an event that is true',
    because: 'events',
    claims: (claims) => ({ ...claims, events: { 'http://schemas.openid.net/event/backchannel-logout': true } }),
  },
  { lies: 'nobody', because: 'sid', claims: ({ sub: _sub, sid: _sid, ...rest }) => rest },
  { lies: 'a sid that is no text', because: 'sid', claims: (claims) => ({ ...claims, sid: 1 }) },
  { lies: 'a sub that is a list', because: 'sub', claims: (claims) => ({ ...claims, sub: ['person-1'] }) },
  { lies: 'no jti', because: 'jti', claims: ({ jti: _gone, ...rest }) => rest },
  { lies: 'a key in the header', because: 'header-names-a-key', header: { jwk: {} } },
  { lies: 'nothing', because: 'no-token', token: () => '' },
  { lies: 'anything', because: 'token-shape', token: () => 'logout, please' },
];
