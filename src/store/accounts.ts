/**
 * Accounts of the partnership's own: found by the HMAC of a sign-in name, made from a one-time link, and what was tried counted. The tables are
 * closed to the application; each function of the database does one thing.
 */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';
import type { Tries } from './sessions.ts';

export type Account = {
  readonly practitioner: string;
  readonly passwordHash: string;
  readonly codeSecret: Buffer;
  readonly loginHash: Buffer;
};

export type OwnAccount = Account & { readonly loginSealed: Buffer; readonly recoveryCodes: number };

type AccountRow = { practitioner: string; password_hash: string; code_secret: Buffer; login_hash: Buffer };

const accountFrom = (row: AccountRow): Account => ({
  practitioner: row.practitioner,
  passwordHash: row.password_hash,
  codeSecret: row.code_secret,
  loginHash: row.login_hash,
});

export async function accountOfLogin(transaction: Transaction, loginHash: Buffer): Promise<Account | null> {
  const { rows } = await sql<AccountRow>`select * from account_of_login(${loginHash})`.execute(transaction);
  return rows[0] === undefined ? null : accountFrom(rows[0]);
}

/** The account of whoever is acting in this transaction. */
export async function ownAccount(transaction: Transaction): Promise<OwnAccount | null> {
  const { rows } = await sql<AccountRow & { login_sealed: Buffer; recovery_codes: number }>`select * from own_account()`.execute(
    transaction,
  );
  const [row] = rows;
  return row === undefined ? null : { ...accountFrom(row), loginSealed: row.login_sealed, recoveryCodes: row.recovery_codes };
}

/** Counts a try before it is checked. The answer is how many seconds to wait instead; 0 is "try". */
export async function spendTry(transaction: Transaction, { account, address, both }: Tries): Promise<number> {
  const { rows } = await sql<{
    wait: number;
  }>`select spend_try(${Buffer.from(account)}, ${Buffer.from(address)}, ${Buffer.from(both)}) as wait`.execute(transaction);
  return rows[0]?.wait ?? 0;
}

/** True once for each 30 seconds of an account. */
export async function useCode(transaction: Transaction, practitioner: string, step: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select use_code(${practitioner}, ${step}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

/** True once for each recovery code. */
export async function useRecoveryCode(transaction: Transaction, practitioner: string, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select use_recovery_code(${practitioner}, ${hash}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export type Link = {
  readonly practitioner: string;
  readonly name: string;
  readonly partnership: string;
  /** The sign-in name of the account that is there already. */
  readonly loginSealed: Buffer | null;
};

/** Whose link this is while it can be used; otherwise null, whatever the reason. */
export async function linkOf(transaction: Transaction, hash: Buffer): Promise<Link | null> {
  const { rows } = await sql<{
    practitioner: string;
    name: string;
    partnership: string;
    login_sealed: Buffer | null;
  }>`select * from link_of(${hash})`.execute(transaction);
  const [row] = rows;
  return row === undefined
    ? null
    : { practitioner: row.practitioner, name: row.name, partnership: row.partnership, loginSealed: row.login_sealed };
}

export type NewAccount = {
  readonly link: Buffer;
  readonly loginHash: Buffer;
  readonly loginSealed: Buffer;
  readonly passwordHash: string;
  readonly codeSecret: Buffer;
  readonly step: number;
  readonly recovery: readonly Buffer[];
};

/** Makes the account and uses the link up. The answer is whose it is, or what was in the way. */
export async function makeAccount(transaction: Transaction, made: NewAccount): Promise<string | 'no-link' | 'taken'> {
  const { rows } = await sql<{
    answer: string;
  }>`select make_account(${made.link}, ${made.loginHash}, ${made.loginSealed}, ${made.passwordHash},
    ${made.codeSecret}, ${made.step}, ${[...made.recovery]}::bytea[]) as answer`.execute(transaction);
  return rows[0]?.answer ?? 'no-link';
}

/** For whoever is acting: new recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(transaction: Transaction, recovery: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select replace_recovery_codes(${[...recovery]}::bytea[]) as done`.execute(transaction);
  return rows[0]?.done === true;
}

/** For whoever is acting: a new password, which ends their other sessions. */
export async function replacePassword(transaction: Transaction, passwordHash: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select replace_password(${passwordHash}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

/** By an administrator, for somebody of their partnership; false when there is nobody of that id. Earlier links of theirs end. */
export async function giveLink(transaction: Transaction, practitioner: string, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select give_link(${practitioner}, ${hash}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export type AccountLine = {
  readonly practitioner: string;
  readonly hasAccount: boolean;
  /** Until when a link that was given can be used. */
  readonly linkUntil: string | null;
  readonly leftAt: string | null;
};

/** For an administrator who is acting; nobody else is told of anyone. */
export async function accountsOfPartnership(transaction: Transaction): Promise<readonly AccountLine[]> {
  const { rows } = await sql<{
    practitioner: string;
    has_account: boolean;
    link_until: string | null;
    left_at: string | null;
  }>`select * from accounts_of_partnership()`.execute(transaction);
  return rows.map((row) => ({
    practitioner: row.practitioner,
    hasAccount: row.has_account,
    linkUntil: row.link_until,
    leftAt: row.left_at,
  }));
}
