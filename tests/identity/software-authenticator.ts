/**
 * Test support: an authenticator in software. It makes ES256 keys, writes attestation "none" in CBOR by hand, counts its uses, and can be told
 * to answer wrongly.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Value = number | string | Buffer | Map<number | string, Value>;

/** As much CBOR (RFC 8949) as an attestation needs: whole numbers, bytes, text, maps. */
function cbor(value: Value): Buffer {
  const head = (kind: number, count: number): Buffer => {
    if (count < 24) return Buffer.from([(kind << 5) | count]);
    if (count < 256) return Buffer.from([(kind << 5) | 24, count]);
    return Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, one]) => [cbor(name), cbor(one)])]);
}

/** What an authenticator may do otherwise than it should. */
export type Wrongly = {
  readonly origin?: string;
  readonly type?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** User present, user verified, attested data, backed up: the flags byte. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string | undefined;
  readonly signWith?: KeyObject;
  readonly credential?: string;
};

const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
const PRESENT_AND_VERIFIED = 0x05;

export function softwareAuthenticator(origin: string, rpId = new URL(origin).hostname) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  let counter = 0;
  let userHandle = '';
  const clientData = (type: string, challenge: string, wrongly: Wrongly): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: wrongly.type ?? type,
        challenge: wrongly.challenge ?? challenge,
        origin: wrongly.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (flags: number, wrongly: Wrongly): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrongly.counter ?? counter);
    return Buffer.concat([sha256(wrongly.rpId ?? rpId), Buffer.from([wrongly.flags ?? flags]), count]);
  };
  return {
    /** The answer to `navigator.credentials.create`. */
    register: (options: { readonly challenge: string; readonly user: { readonly id: string } }, wrongly: Wrongly = {}): string => {
      userHandle = options.user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = cbor(
        new Map<number, Value>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credential.length]), credential, key]);
      const data = Buffer.concat([authenticatorData(PRESENT_AND_VERIFIED | 0x40, wrongly), attested]);
      const attestation = cbor(
        new Map<string, Value>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data],
        ]),
      );
      return JSON.stringify({
        id: credential.toString('base64url'),
        rawId: credential.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, wrongly).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal', 'made-up'],
        },
      });
    },
    /** The answer to `navigator.credentials.get`. */
    answer: (options: { readonly challenge: string }, wrongly: Wrongly = {}): string => {
      const data = authenticatorData(PRESENT_AND_VERIFIED, wrongly);
      const said = clientData('webauthn.get', options.challenge, wrongly);
      const id = wrongly.credential ?? credential.toString('base64url');
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(said)]), wrongly.signWith ?? privateKey).toString('base64url'),
          ...('userHandle' in wrongly ? { userHandle: wrongly.userHandle } : { userHandle }),
        },
      });
    },
  };
}
