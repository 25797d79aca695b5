/**
 * Passkeys (WebAuthn level 3): a key on somebody's own device, unlocked by their finger, face or code, that answers to this address alone.
 * A challenge is sealed by us and good once, so the server keeps nothing until the answer comes.
 */
import { createHmac, randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sameText, spentMark } from './attempt.ts';
import { strictObject } from './strict-json.ts';

/** The site as authenticators know it: its origin, and its host name as the id that keys are bound to. */
export type RelyingParty = { readonly origin: string; readonly id: string; readonly name: string };

export type RegistrationOptions = PublicKeyCredentialCreationOptionsJSON;
export type SignInOptions = PublicKeyCredentialRequestOptionsJSON;

/** What a challenge was given for; an answer to another one is none. `of`: the practitioner, or empty before anybody signed in. */
export type Occasion = { readonly for: 'register' | 'sign-in' | 'show-again'; readonly of: string };

export type Credential = { readonly id: Uint8Array; readonly transports: readonly string[] };
export type KnownKey = {
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly practitioner: string;
};
export type NewKey = {
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
};

const LASTS_MS = 5 * 60_000;
const LONGEST_ANSWER = 100_000;
/** EdDSA, ES256, RS256: what authenticators make; each is checked by Node's own cryptography. */
const KEY_KINDS = [-8, -7, -257];
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

export function relyingPartyAt(address: string, name: string): RelyingParty {
  const { origin, hostname } = new URL(address);
  return { origin, id: hostname, name };
}

/** 16 random bytes, the time, and our seal over both and the occasion: 56 bytes in all. */
export function newChallenge(key: Uint8Array, occasion: Occasion, now: number): Uint8Array<ArrayBuffer> {
  const body = Buffer.alloc(24);
  randomBytes(16).copy(body);
  body.writeBigUInt64BE(BigInt(now), 16);
  return new Uint8Array(Buffer.concat([body, seal(key, occasion, body)]));
}

function isOurChallenge(key: Uint8Array, occasion: Occasion, now: number, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== 56 || bytes.toString('base64url') !== challenge) return false;
  const body = bytes.subarray(0, 24);
  const age = now - Number(body.readBigUInt64BE(16));
  return age >= -1000 && age <= LASTS_MS && sameText(bytes.subarray(24).toString('hex'), seal(key, occasion, body).toString('hex'));
}

function seal(key: Uint8Array, occasion: Occasion, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`kinline passkey ${occasion.for} ${occasion.of} `).update(body).digest();
}

type Here = { readonly party: RelyingParty; readonly key: Uint8Array; readonly now: number };
type Spend = (mark: Uint8Array) => Promise<boolean>;

/** What the browser is asked for, to make a passkey. The name is shown on the person's own device. */
export function optionsToRegister(
  { party, key, now }: Here,
  person: { readonly id: string; readonly name: string },
  has: readonly Credential[],
): Promise<RegistrationOptions> {
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: new Uint8Array(Buffer.from(person.id, 'hex')),
    userName: person.name,
    userDisplayName: person.name,
    challenge: newChallenge(key, { for: 'register', of: person.id }, now),
    timeout: LASTS_MS,
    attestationType: 'none',
    excludeCredentials: has.map(({ id }) => ({ id: Buffer.from(id).toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: KEY_KINDS,
  });
}

/** The new key in this answer, or null when it is not to be trusted. */
export async function readRegistration({ party, key, now }: Here, of: string, answer: string, spend: Spend): Promise<NewKey | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answerOf<RegistrationResponseJSON>(answer),
      expectedChallenge: (challenge) =>
        isOurChallenge(key, { for: 'register', of }, now, challenge) && spend(spentMark('passkey', challenge)),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: KEY_KINDS,
    });
    if (!verified) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credential: Buffer.from(credential.id, 'base64url'),
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((one) => TRANSPORTS.includes(one)),
      backedUp: credentialBackedUp,
    };
  } catch {
    // The library throws for everything that is not as it should be. None of it is worth telling whoever sent it.
    return null;
  }
}

/** What the browser is asked for, to sign in (any passkey for this address) or to show again who one is (one's own). */
export function optionsToSignIn({ party, key, now }: Here, occasion: Occasion, own: readonly Credential[]): Promise<SignInOptions> {
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: newChallenge(key, occasion, now),
    timeout: LASTS_MS,
    userVerification: 'required',
    allowCredentials: own.map(({ id }) => ({ id: Buffer.from(id).toString('base64url') })),
  });
}

/** The credential that this answer names, before anything in it is believed; null when it names none. */
export function credentialOf(answer: string): Uint8Array | null {
  try {
    const { id } = answerOf<AuthenticationResponseJSON>(answer);
    return typeof id === 'string' && id.length > 0 && id.length <= 1400 ? Buffer.from(id, 'base64url') : null;
  } catch {
    return null;
  }
}

/** The key's new counter when the answer is its holder's, to a challenge of ours for this occasion; otherwise null. */
export async function readSignIn(
  { party, key, now }: Here,
  occasion: Occasion,
  answer: string,
  known: KnownKey,
  spend: Spend,
): Promise<number | null> {
  try {
    const response = answerOf<AuthenticationResponseJSON>(answer);
    const { userHandle } = response.response;
    // A discoverable key says whose it is; it must be whose we know it to be.
    if (occasion.for === 'sign-in' && userHandle === undefined) return null;
    if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString('hex') !== known.practitioner) return null;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => isOurChallenge(key, occasion, now, challenge) && spend(spentMark('passkey', challenge)),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: Buffer.from(known.credential).toString('base64url'),
        publicKey: new Uint8Array(known.publicKey),
        counter: known.counter,
      },
    });
    return verified && authenticationInfo.userVerified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

function answerOf<Answer>(text: string): Answer {
  if (text.length > LONGEST_ANSWER) throw new Error('too long');
  return strictObject(text) as unknown as Answer;
}
