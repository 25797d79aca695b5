/** The opened database, as a command that needs one is given it by the wiring (main.ts). */
import type { Practitioner } from '../domain/access.ts';
import type { ProviderSettings } from '../domain/identity-provider.ts';
import type { Limits } from '../domain/limits.ts';
import type { Secret } from '../domain/secret.ts';
import type { Transaction } from '../store/database.ts';
import type { Context } from './operation.ts';

export type Opened = {
  /** The folder for what must outlive a restart. */
  readonly data: string;
  /** What a command may need of the settings. The wiring knows them all. */
  readonly settings: {
    readonly databaseUrl: Secret<string> | null;
    readonly partnership: string;
    readonly port: number;
    readonly address: string | null;
    readonly listen: string;
    readonly proxies: readonly string[];
    readonly secret: Secret<string> | null;
    readonly https: boolean;
    readonly identityProvider: ProviderSettings | null;
    readonly tellUs: string;
    readonly limits: Limits;
  };
  /** `begun` is false before the first run (`kinline init`, or a demonstration). */
  readonly partnership: { readonly id: string; readonly name: string; readonly demonstration: boolean; readonly begun: boolean };
  /** What operations run in, for a practitioner or for the server itself. */
  readonly context: (practitioner: Practitioner | null) => Context;
  /** Work as the owner of the tables, past every policy: for the commands of whoever runs the server. Never for what a request brings. */
  readonly asOwner: AsOwner;
};

export type AsOwner = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

/** Opens the database that the settings name, does something with it, and leaves it. `data` null: the folder of the settings. */
export type WithDatabase = <Result>(data: string | null, work: (opened: Opened) => Promise<Result>) => Promise<Result>;
