/** Lies in what comes back through the browser, and in how the provider itself answers. */
import { changed, type HostileCase, JSON_TYPE, jwk, query, wire, without } from './hostile-case.ts';

export const RETURNS: readonly HostileCase[] = [
  { lies: 'a return of 9 kB', because: 'return-too-long', query: query('padding', 'x'.repeat(9000)) },
  { lies: 'no state', because: 'state', query: query('state', null) },
  { lies: 'another state', because: 'state', query: query('state', 'xyz') },
  { lies: 'the state of another attempt', because: 'state', query: (said, { state }) => changed(said, { state }) },
  { lies: 'the state twice', because: 'parameter-twice', query: (said) => `${said}&state=${said.get('state')}` },
  { lies: 'the code twice', because: 'parameter-twice', query: (said) => `code=stolen&${said}` },
  { lies: 'nothing kept by the browser', because: 'no-attempt', kept: () => null },
  { lies: 'what another browser kept', because: 'state', kept: (_kept, other) => other },
  { lies: 'a changed attempt', because: 'no-attempt', kept: (kept) => `A${kept.slice(1)}` },
  { lies: 'an attempt without its seal', because: 'no-attempt', kept: (kept) => kept.split('.')[0] ?? '' },
  { lies: 'no code', because: 'no-code', query: query('code', null) },
  { lies: 'a made-up code', because: 'answer-refused', query: query('code', 'made-up') },
  {
    lies: 'a code that was given to somebody else’s challenge',
    because: 'answer-refused',
    query: (said, { code }) => changed(said, { code }),
  },
  {
    lies: 'the code of another session, from a provider that forgets PKCE',
    because: 'nonce',
    ignoresPkce: true,
    query: (said, { code }) => changed(said, { code }),
  },
  { lies: 'no iss where it was promised', because: 'iss-in-return', query: query('iss', null) },
  { lies: 'the iss of another provider (mix-up)', because: 'iss-in-return', query: query('iss', 'https://login.example.org') },
  {
    lies: 'the iss of another, where none was promised',
    because: 'iss-in-return',
    discovery: ({ authorization_response_iss_parameter_supported: _gone, ...rest }) => rest,
    query: query('iss', 'https://login.example.org'),
  },
  {
    lies: 'an error',
    because: 'provider-said-no',
    query: (said) => changed(said, { code: null, error: 'access_denied' }),
  },
  { lies: 'an error beside a code', because: 'provider-said-no', query: query('error', 'temporarily_unavailable') },
  { lies: 'a token through the browser', because: 'token-in-return', query: query('id_token', 'eyJhbGciOiJub25lIn0.e30.') },
  { lies: 'an answer sealed as a token (JARM)', because: 'state', query: () => 'response=eyJhbGciOiJub25lIn0.e30.' },
];

/** Long enough for an honest answer on a busy computer. */
const IMPATIENT = { patienceMs: 1500 };

export const WIRES: readonly HostileCase[] = [
  {
    lies: 'a discovery of another issuer',
    because: 'another-issuer',
    discovery: (said) => ({ ...said, issuer: 'https://login.example.org' }),
  },
  {
    lies: 'a discovery with a slash after the issuer',
    because: 'another-issuer',
    discovery: (said) => ({ ...said, issuer: `${said['issuer']}/` }),
  },
  { lies: 'keys on another host', because: 'endpoint-elsewhere', discovery: (said) => ({ ...said, jwks_uri: 'http://localhost:9/jwks' }) },
  { lies: 'keys in a file', because: 'endpoint-elsewhere', discovery: (said) => ({ ...said, jwks_uri: 'file:///etc/passwd' }) },
  {
    lies: 'keys in the address itself',
    because: 'endpoint-elsewhere',
    discovery: (said) => ({ ...said, jwks_uri: 'data:application/json,{"keys":[]}' }),
  },
  {
    lies: 'a token endpoint on another port',
    because: 'endpoint-elsewhere',
    discovery: (said) => ({ ...said, token_endpoint: 'http://127.0.0.1:9/token' }),
  },
  {
    lies: 'an authorization endpoint with a name before an @',
    because: 'endpoint-elsewhere',
    discovery: (said) => ({ ...said, authorization_endpoint: String(said['authorization_endpoint']).replace('://', '://kinline@') }),
  },
  { lies: 'no token endpoint', because: 'endpoint-elsewhere', discovery: ({ token_endpoint: _gone, ...rest }) => rest },
  { lies: 'PKCE by plain text alone', because: 'no-s256', discovery: (said) => ({ ...said, code_challenge_methods_supported: ['plain'] }) },
  { lies: 'a token endpoint that sends us on', because: 'redirected', wire: wire('/token', { location: 'http://127.0.0.1:9/' }, '', 307) },
  {
    lies: 'keys that send us on',
    because: 'redirected',
    wire: wire('/jwks', { location: 'http://169.254.169.254/latest/meta-data/' }, '', 302),
  },
  { lies: 'tokens as a page', because: 'answer-not-json', wire: wire('/token', { 'content-type': 'text/html' }, '<p>Hello') },
  { lies: 'tokens without a type', because: 'answer-not-json', wire: wire('/token', {}, '{}') },
  { lies: 'tokens that are no JSON', because: 'answer-not-json', wire: wire('/token', JSON_TYPE, 'id_token=abc') },
  {
    lies: 'tokens that are not UTF-8',
    because: 'answer-not-json',
    wire: wire('/token', JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
  },
  { lies: 'tokens that say their names twice', because: 'names-twice', wire: wire('/token', JSON_TYPE, '{"id_token":"a","id_token":"b"}') },
  {
    lies: 'keys beside a fault',
    because: 'answer-refused',
    wire: wire('/jwks', JSON_TYPE, JSON.stringify({ keys: [jwk('rsa')] }), 500),
  },
  {
    lies: 'what it says of itself beside a fault',
    because: 'answer-refused',
    wire: (request, response) => {
      if (request.url?.startsWith('/.well-known') !== true) return false;
      const issuer = `http://${request.headers.host}`;
      const said = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` };
      response.writeHead(500, JSON_TYPE).end(JSON.stringify(said));
      return true;
    },
  },
  { lies: 'a huge answer', because: 'answer-too-large', wire: wire('/token', JSON_TYPE, `{"a":"${'x'.repeat(2_000_000)}"}`) },
  { lies: 'deep JSON', because: 'answer-not-json', wire: wire('/token', JSON_TYPE, `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`) },
  { lies: 'a slow answer', because: 'not-reached', settings: IMPATIENT, wire: (request) => request.url === '/token' },
  {
    lies: 'an answer that drips',
    because: 'not-reached',
    settings: IMPATIENT,
    wire: (request, response) => {
      if (request.url !== '/token') return false;
      response.writeHead(200, JSON_TYPE).write('{"id_token":"');
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
      return true;
    },
  },
  {
    lies: 'an answer that breaks off',
    because: 'not-reached',
    settings: IMPATIENT,
    wire: (request, response) => {
      if (request.url !== '/token') return false;
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write('{"id_token":');
      response.destroy();
      return true;
    },
  },
  {
    lies: 'an error with a token in it',
    because: 'answer-refused',
    wire: wire('/token', JSON_TYPE, '{"error":"invalid_grant","id_token":"a.b.c"}', 400),
  },
  { lies: 'a fault', because: 'answer-refused', wire: wire('/token', { 'content-type': 'text/plain' }, 'out of order', 500) },
  { lies: 'no access token', because: 'token-answer', tokens: ({ access_token: _gone, ...rest }) => rest, claims: without('at_hash') },
  { lies: 'a kind of access token that nobody knows', because: 'token-answer', tokens: (tokens) => ({ ...tokens, token_type: 'mac' }) },
];
