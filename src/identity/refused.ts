/**
 * Why an identity provider's answer was not trusted: a code for the log, never a value out of the answer. Thrown inside this folder and
 * caught at its edge, where every reason becomes the same refusal.
 */

export type Reason =
  // Reaching the provider
  | 'not-reached'
  | 'another-host'
  | 'redirected'
  | 'answer-too-large'
  | 'answer-not-json'
  | 'answer-refused'
  | 'names-twice'
  // What it says of itself
  | 'another-issuer'
  | 'endpoint-elsewhere'
  | 'no-s256'
  | 'keys-not-valid'
  // The way back
  | 'no-attempt'
  | 'attempt-too-old'
  | 'attempt-used'
  | 'state'
  | 'return-too-long'
  | 'parameter-twice'
  | 'token-in-return'
  | 'provider-said-no'
  | 'iss-in-return'
  | 'no-code'
  // The token
  | 'no-token'
  | 'token-shape'
  | 'token-type'
  | 'algorithm'
  | 'header-names-a-key'
  | 'critical-header'
  | 'unknown-key'
  | 'weak-key'
  | 'signature'
  | 'iss'
  | 'aud'
  | 'azp'
  | 'exp'
  | 'iat'
  | 'nbf'
  | 'nonce'
  | 'sub'
  | 'subject-claim'
  | 'tenant'
  | 'acr'
  | 'assurance'
  | 'auth-time'
  | 'at-hash'
  | 'c-hash'
  | 'sid'
  | 'events'
  | 'jti'
  // What the library found before us
  | 'token-answer';

export class Untrusted extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.name = 'Untrusted';
    this.reason = reason;
  }
}

export function untrusted(reason: Reason): never {
  throw new Untrusted(reason);
}
