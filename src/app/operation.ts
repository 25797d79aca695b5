/**
 * What an operation is: one thing that a person can do. It cannot be written without a permission and a subject. The door (door.ts) asks
 * and writes down; the operation does the work.
 */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Permission, Practitioner, Purpose } from '../domain/access.ts';
import type { Verb } from '../domain/audit.ts';
import type { Limits } from '../domain/limits.ts';
import type { Problem } from '../domain/problem.ts';
import type { SessionTerms } from '../domain/sign-in.ts';
import type { Day } from '../domain/time.ts';
import type { RelyingParty } from '../identity/passkey.ts';
import type { Provider } from '../identity/provider.ts';
import type { Database, Transaction } from '../store/database.ts';

/** Where the door may write what an administrator should know. Ids and codes only: never a name, a file's words or a label. */
export type Log = {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

/** A practitioner's session: how they showed who they are, and when they last did. */
export type Session = {
  readonly id: string;
  readonly how: 'demonstration' | 'password-and-code' | 'passkey' | 'identity-provider';
  /** ISO instant; privileged operations want a recent one. */
  readonly authenticatedAt: string;
};

/** The partnership's own keys, 32 bytes each, from files outside the database. */
export type Keys = {
  /** Signs the context of each transaction. */
  readonly context: Uint8Array;
  /** Wraps the data keys of protected places. */
  readonly places: Uint8Array;
  /** Seals what sign-in must be able to read again, such as the secret of a code generator. */
  readonly accounts: Uint8Array;
  /** The seed of the Ed25519 key that signs the audit's checkpoints. */
  readonly audit: Uint8Array;
};

/** Everything that an operation may depend on. Passed explicitly; there is no other way to a database, a clock or chance. */
export type Context = {
  readonly database: Database;
  readonly practitioner: Practitioner | null;
  /** Null for what the server does itself: filling the demonstration, a command. */
  readonly session: Session | null;
  /** What the practitioner is doing this for; null is the first purpose of their role. */
  readonly purpose: Purpose | null;
  readonly keys: Keys;
  /** How long a session lasts, when the settings say otherwise than `SESSION_TERMS`. */
  readonly sessions?: SessionTerms;
  /** How people can show who they are besides a password: the organisation's identity provider if there is one, and passkeys for this site. */
  readonly identity?: { readonly provider: Provider | null; readonly party: RelyingParty };
  /** ISO instant in UTC, from the server. */
  readonly now: () => string;
  readonly today: () => Day;
  /** A random 128-bit id, 32 hexadecimal digits. */
  readonly newId: () => string;
  /** A 128-bit identity of a text: the same text gives the same identity. */
  readonly identify: (text: string) => string;
  readonly limits: Limits;
  readonly log: Log;
};

/** What an operation sees while it runs: the context, the transaction, and who is asking (known to be allowed). */
export type Inside = Context & { readonly transaction: Transaction };

/** Whoever asks, in an operation that needs somebody: the door lets nobody else in. */
export function whoAsks({ practitioner }: Inside): Practitioner {
  if (practitioner === null) throw new Error('The door let nobody in.');
  return practitioner;
}

/** What an operation touches. `practitioner` is somebody who may be chosen; `partnership` is everything else that is not one family's. */
export type Subject =
  | { readonly family: string }
  | { readonly contribution: string }
  | { readonly draft: string }
  | { readonly practitioner: string }
  | { readonly partnership: true };

/** `reads` changes nothing; `records` adds facts; `decides` depends on what others decided, so it runs SERIALIZABLE with retry. */
export type Effect = 'reads' | 'records' | 'decides';

export type Operation<Input, Result> = {
  readonly name: string;
  /** One sentence in the field's words; also the REST description. */
  readonly says: string;
  readonly permission: Permission;
  readonly effect: Effect;
  readonly input: TSchema;
  readonly valid: (input: unknown) => string | null;
  readonly subject: (input: Input) => Subject;
  /** What the audit says was touched, where only the result can tell. */
  readonly touched: (input: Input, result: unknown) => Subject;
  /** Privileged: the session must have shown who it is within the last minutes. */
  readonly stepUp: boolean;
  /** What the audit calls it when it is done. */
  readonly verb: (input: Input) => Verb;
  /** False for what every page asks and opens no record: it is not worth a line in the audit. */
  readonly audited: boolean;
  readonly prepare: ((context: Context, input: Input) => Promise<unknown>) | null;
  readonly run: (inside: Inside, input: Input, prepared: unknown) => Promise<unknown>;
  readonly finish: ((context: Context, input: Input, result: unknown) => Promise<unknown>) | null;
  /** Only carries the type of the result. */
  readonly result?: Result;
};

/**
 * Defines an operation. `prepare` is slow work that needs no transaction (reading a file), done after a first permission check;
 * `run` is the transaction; `finish` is slow work on the result (writing a file), done after the audit is committed.
 */
export function operation<Schema extends TSchema, Between, Prepared = undefined, Result = Between>(definition: {
  readonly name: string;
  readonly says: string;
  readonly permission: Permission;
  readonly effect: Effect;
  readonly input: Schema;
  readonly subject: (input: Static<Schema>) => Subject;
  readonly audited?: false;
  readonly stepUp?: true;
  /** What the audit calls it; otherwise `read`, `add` or `decide`, as the effect is. */
  readonly verb?: Verb | ((input: Static<Schema>) => Verb);
  readonly prepare?: (context: Context, input: Static<Schema>) => Promise<Prepared | Problem>;
  readonly run: (inside: Inside, input: Static<Schema>, prepared: Prepared) => Promise<Between | Problem>;
  readonly touched?: (input: Static<Schema>, result: Between) => Subject;
  readonly finish?: (context: Context, input: Static<Schema>, result: Between) => Promise<Result | Problem>;
}): Operation<Static<Schema>, Result> {
  const validator = Compile(definition.input);
  const verb = definition.verb ?? VERB_OF_EFFECT[definition.effect];
  return Object.freeze({
    name: definition.name,
    says: definition.says,
    permission: definition.permission,
    effect: definition.effect,
    input: definition.input,
    valid: (input: unknown) =>
      validator.Check(input)
        ? holdsNul(input)
          ? 'A text holds the character U+0000, which no keyboard writes.'
          : null
        : sayErrors(validator.Errors(input)),
    subject: definition.subject,
    touched: (definition.touched ?? definition.subject) as Operation<Static<Schema>, Result>['touched'],
    stepUp: definition.stepUp ?? false,
    verb: typeof verb === 'string' ? () => verb : verb,
    audited: definition.audited ?? true,
    prepare: definition.prepare ?? null,
    run: definition.run as Operation<Static<Schema>, Result>['run'],
    finish: (definition.finish ?? null) as Operation<Static<Schema>, Result>['finish'],
  });
}

const VERB_OF_EFFECT = { reads: 'read', records: 'add', decides: 'decide' } as const;

/** Which fields are not as expected, without their values. */
function sayErrors(errors: readonly { readonly instancePath?: string; readonly message?: string }[]): string {
  return errors
    .slice(0, 5)
    .map(
      ({ instancePath = '', message = 'is not as expected' }) =>
        `${instancePath === '' ? 'The request' : instancePath.slice(1).replaceAll('/', '.')}: ${message}.`,
    )
    .join(' ');
}

/** PostgreSQL's text cannot hold U+0000. Bytes of files may. */
function holdsNul(input: unknown): boolean {
  if (typeof input === 'string') return input.includes('\u0000');
  if (typeof input !== 'object' || input === null || input instanceof Uint8Array) return false;
  return Object.entries(input).some(([name, value]) => name.includes('\u0000') || holdsNul(value));
}
