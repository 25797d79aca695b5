/** Lies in how a token is made: its algorithm, its key, its shape. */
import { claim, endsAt, type HostileCase, header, jwk, part, rawClaims, secretKey } from './hostile-case.ts';
import { base64url, KEYS, signText, signToken } from './loopback-provider.ts';

export const ALGORITHMS_AND_KEYS: readonly HostileCase[] = [
  {
    lies: 'alg none, no signature',
    because: 'token-shape',
    header: header({ alg: 'none' }),
    token: (_h, { header: said, claims }) => `${base64url(said)}.${base64url(claims)}.`,
  },
  ...['none', 'None', 'NONE', 'nOnE'].map(
    (alg): HostileCase => ({
      lies: `alg ${alg} with some signature`,
      because: 'algorithm',
      header: header({ alg }),
      token: (honest, { header: said, claims }) => `${base64url(said)}.${base64url(claims)}.${part(honest, 2)}`,
    }),
  ),
  {
    lies: 'no alg',
    because: 'algorithm',
    header: ({ kid, typ }) => ({ kid, typ }),
    token: (honest, { header: said, claims }) => `${base64url(said)}.${base64url(claims)}.${part(honest, 2)}`,
  },
  { lies: 'alg is a list', because: 'algorithm', header: header({ alg: ['RS256'] }) },
  {
    lies: 'alg HS256 with the public key as the secret',
    because: 'algorithm',
    header: header({ alg: 'HS256' }),
    token: (_h, { header: said, claims }) => signText(`${base64url(said)}.${base64url(claims)}`, 'HS256', KEYS.rsa.publicKey),
  },
  {
    lies: 'alg RS512, which is not pinned',
    because: 'algorithm',
    header: header({ alg: 'RS512' }),
    token: (_h, signing) => signToken(signing),
  },
  { lies: 'alg RS1', because: 'algorithm', header: header({ alg: 'RS1' }) },
  {
    lies: 'alg ES256 over a key of RSA',
    because: 'weak-key',
    header: header({ alg: 'ES256' }),
    token: (_h, signing) => signToken({ ...signing, key: KEYS.ec.privateKey }),
  },
  {
    lies: 'alg PS256 in the header, signed as RS256',
    because: 'signature',
    header: header({ alg: 'PS256' }),
    token: (_h, { header: said, claims, key }) => signText(`${base64url(said)}.${base64url(claims)}`, 'RS256', key),
  },
  { lies: 'signed with another key', because: 'signature', key: KEYS.otherRsa.privateKey },
  { lies: 'a kid that the set does not have', because: 'unknown-key', header: header({ kid: 'nine' }) },
  { lies: 'a kid that is a path', because: 'unknown-key', header: header({ kid: '../../../../dev/null' }) },
  { lies: 'a kid that is SQL', because: 'unknown-key', header: header({ kid: "one' or '1'='1" }) },
  { lies: 'no kid', because: 'unknown-key', header: ({ alg, typ }) => ({ alg, typ }) },
  {
    lies: 'a kid that is a number, and is so in the set',
    because: 'unknown-key',
    header: header({ kid: 1 }),
    jwks: () => ({ keys: [jwk('rsa', { kid: 1 })] }),
  },
  { lies: 'a kid that is a number', because: 'unknown-key', header: header({ kid: 1 }) },
  {
    lies: 'a key in the header (jwk)',
    because: 'header-names-a-key',
    header: header({ jwk: KEYS.otherRsa.publicKey.export({ format: 'jwk' }) }),
    key: KEYS.otherRsa.privateKey,
  },
  { lies: 'an address of keys in the header (jku)', because: 'header-names-a-key', header: header({ jku: 'http://127.0.0.1:9/keys' }) },
  {
    lies: 'an address of a certificate in the header (x5u)',
    because: 'header-names-a-key',
    header: header({ x5u: 'http://127.0.0.1:9/cert' }),
  },
  { lies: 'a certificate in the header (x5c)', because: 'header-names-a-key', header: header({ x5c: ['MIIB'] }) },
  { lies: 'a critical header that nobody knows', because: 'critical-header', header: header({ crit: ['exp'], exp: 1 }) },
  { lies: 'an empty list of critical headers', because: 'critical-header', header: header({ crit: [] }) },
  { lies: 'an unencoded payload (b64 false)', because: 'critical-header', header: header({ b64: false }) },
  { lies: 'a compressed payload (zip)', because: 'critical-header', header: header({ zip: 'DEF' }) },
  { lies: 'a token in a token (cty)', because: 'critical-header', header: header({ cty: 'JWT' }) },
  { lies: 'a set whose key is of 1024 bits', because: 'weak-key', jwks: () => ({ keys: [jwk('weakRsa')] }), key: KEYS.weakRsa.privateKey },
  { lies: 'a set whose key has the exponent 1', because: 'weak-key', jwks: () => ({ keys: [jwk('rsa', { e: 'AQ' })] }) },
  { lies: 'a set whose key is a shared secret', because: 'weak-key', jwks: () => ({ keys: [secretKey()] }) },
  { lies: 'a set whose key is for encrypting', because: 'weak-key', jwks: () => ({ keys: [jwk('rsa', { use: 'enc' })] }) },
  { lies: 'a set whose key is for another algorithm', because: 'weak-key', jwks: () => ({ keys: [jwk('rsa', { alg: 'PS256' })] }) },
  { lies: 'a set whose key may only sign', because: 'weak-key', jwks: () => ({ keys: [jwk('rsa', { key_ops: ['sign'] })] }) },
  {
    lies: 'a set that tells its private key',
    because: 'weak-key',
    jwks: () => ({ keys: [{ ...KEYS.rsa.privateKey.export({ format: 'jwk' }), kid: 'one' }] }),
  },
  { lies: 'a set with two keys of one kid', because: 'unknown-key', jwks: () => ({ keys: [jwk('otherRsa'), jwk('rsa')] }) },
  {
    lies: 'ES256 over a key of another curve',
    because: 'weak-key',
    header: header({ alg: 'ES256' }),
    jwks: () => ({ keys: [jwk('ec384')] }),
    token: (_h, signing) => signToken({ ...signing, key: KEYS.ec384.privateKey }),
  },
  { lies: 'an empty set of keys', because: 'unknown-key', jwks: () => ({ keys: [] }) },
  { lies: 'a set of keys that is none', because: 'keys-not-valid', jwks: () => ({ keys: 'all of them' }) },
];

export const SHAPES: readonly HostileCase[] = [
  { lies: 'no ID token', because: 'no-token', tokens: ({ id_token: _gone, ...rest }) => rest },
  { lies: 'an ID token that is an object', because: 'no-token', token: (_h, { claims }) => claims },
  { lies: 'two tokens in a list', because: 'no-token', token: (honest) => [honest, honest] },
  { lies: 'two tokens in one text', because: 'token-shape', token: (honest) => `${honest}.${honest}` },
  {
    lies: 'a signature cut short',
    because: 'signature',
    token: (honest) => `${part(honest, 0)}.${part(honest, 1)}.${part(honest, 2).slice(0, 300)}`,
  },
  { lies: 'no signature at all', because: 'token-shape', token: (honest) => `${part(honest, 0)}.${part(honest, 1)}` },
  {
    lies: 'a signature with bits left over',
    because: 'token-shape',
    token: (honest) =>
      `${honest.slice(0, -1)}${honest.endsWith('A') ? 'B' : String.fromCharCode(honest.charCodeAt(honest.length - 1) + 1)}`,
  },
  { lies: 'base64 with padding', because: 'token-shape', token: (honest) => `${honest}==` },
  {
    lies: 'base64 with whitespace',
    because: 'token-shape',
    token: (honest) => `${part(honest, 0)}.${part(honest, 1)}.${part(honest, 2).slice(0, 20)}\n${part(honest, 2).slice(20)}`,
  },
  {
    lies: 'base64 of the other alphabet',
    because: 'token-shape',
    token: (honest) => `${part(honest, 0)}.${part(honest, 1)}.${part(honest, 2).slice(0, -4)}+/+/`,
  },
  {
    lies: 'an encrypted token (JWE)',
    because: 'token-shape',
    token: () => `${base64url({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.AAAA.AAAA.AAAA.AAAA`,
  },
  {
    lies: 'a token in JSON serialisation',
    because: 'no-token',
    token: (honest) => ({ protected: part(honest, 0), payload: part(honest, 1), signature: part(honest, 2) }),
  },
  {
    lies: 'claims changed after they were signed',
    because: 'signature',
    token: (honest, { claims }) => `${part(honest, 0)}.${base64url({ ...claims, sub: 'person-9' })}.${part(honest, 2)}`,
  },
  {
    lies: 'a subject that stands twice',
    because: 'names-twice',
    token: rawClaims((claims) => endsAt(JSON.stringify(claims), ',"sub":"person-9"')),
  },
  {
    lies: 'a subject that stands twice, once escaped',
    because: 'names-twice',
    token: rawClaims((claims) => endsAt(JSON.stringify(claims), ',"s\\u0075b":"person-9"')),
  },
  {
    lies: 'a header whose alg stands twice',
    because: 'names-twice',
    token: (_h, { claims, key }) => signText(`${base64url('{"alg":"none","alg":"RS256","kid":"one"}')}.${base64url(claims)}`, 'RS256', key),
  },
  { lies: 'claims that are a list', because: 'token-shape', token: rawClaims((claims) => JSON.stringify([claims])) },
  { lies: 'claims that are no JSON', because: 'token-shape', token: rawClaims((claims) => `${JSON.stringify(claims)} and more`) },
  {
    lies: 'claims that set a prototype',
    because: 'names-twice',
    token: rawClaims((claims) => endsAt(JSON.stringify(claims), ',"__proto__":{"sub":"person-9"}')),
  },
  { lies: 'a token of 100 kB', because: 'token-shape', claims: claim({ padding: 'x'.repeat(100_000) }) },
  {
    lies: 'a logout token as an ID token',
    because: 'token-type',
    header: header({ typ: 'logout+jwt' }),
    claims: claim({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
  },
  {
    lies: 'a logout token without its type',
    because: 'events',
    claims: claim({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
  },
  { lies: 'an access token as an ID token', because: 'token-type', header: header({ typ: 'at+jwt' }) },
];
