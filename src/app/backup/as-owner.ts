/** The database as its owner, for backup and restore alone, as the wiring (main.ts) gives it to a command. */
import type { OwnerConnection } from '../../store/owner.ts';

export type { OwnerConnection } from '../../store/owner.ts';

export type Owned = {
  readonly connection: OwnerConnection;
  /** The file with the public key that backups are sealed for, when the settings name one. */
  readonly backupKeyFile: string | null;
};

/** Opens the database that the settings name as its owner. `data` null: the folder of the settings. */
export type AsOwner = <Result>(data: string | null, work: (owned: Owned) => Promise<Result>) => Promise<Result>;
