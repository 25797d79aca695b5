/** Passwords: kept as Argon2id (19 MiB, two passes, one lane) with a key outside the database, and always verified, also when nobody has that name. */
import { hash, verify } from '@node-rs/argon2';
import { passwordKey } from './sealing.ts';

/** Argon2id; the package's own enumeration is not there at run time. */
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** No password gives this hash; verifying against it takes as long as against any other. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$SfMzbJiIiaafdeda/Ncmhg$XyKFQlv89Zz3hoTKeX7Y3E85Ygr8xJcKa8OzXKROLtI';

export function hashPassword(accounts: Uint8Array, password: string): Promise<string> {
  return hash(password, { ...COST, secret: passwordKey(accounts) });
}

/** @param kept null when there is no such account: as much work, and false. */
export async function isPassword(accounts: Uint8Array, kept: string | null, password: string): Promise<boolean> {
  const right = await verify(kept ?? NOBODYS, password, { secret: passwordKey(accounts) }).catch(() => false);
  return right && kept !== null;
}
