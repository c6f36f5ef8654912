/** Whether a command never started (`refused`) or started and could not finish (`failed`); the CLI's exit codes follow it. */
export type ReplicaErrorCategory = 'refused' | 'failed';

/** Base of everything that can go wrong with the local database. */
export abstract class AffinityReplicaError extends Error {
  abstract readonly code: string;
  abstract readonly category: ReplicaErrorCategory;
  /** What the user can do about it. */
  readonly nextStep: string;

  constructor(message: string, nextStep: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.nextStep = nextStep;
  }
}

/** Another sync is at work on the same database. */
export class AffinityReplicaLockedError extends AffinityReplicaError {
  readonly code = 'replica-locked';
  readonly category = 'refused';
  /** Process that holds the lock. */
  readonly pid: number;

  constructor(database: string, pid: number) {
    super(`Another sync (process ${pid}) is at work on ${database}.`, `Wait until process ${pid} has ended, or stop it.`);
    this.pid = pid;
  }
}

/** Another program has the database open for writing. */
export class AffinityReplicaBusyError extends AffinityReplicaError {
  readonly code = 'replica-busy';
  readonly category = 'refused';

  constructor(database: string, cause: Error) {
    const pid = /PID (\d+)/.exec(cause.message)?.[1];
    const who = pid === undefined ? 'Another program' : `Process ${pid}`;
    super(`${who} has ${database} open for writing.`, 'Close it there, or open it read-only, then run the command again.', { cause });
  }
}

/** A write-ahead log of another program stands beside the database. */
export class AffinityReplicaWalError extends AffinityReplicaError {
  readonly code = 'replica-wal';
  readonly category = 'refused';

  constructor(database: string, cause?: unknown) {
    super(
      `${database}.wal holds changes of another program that could not be written into ${database}; they would be replayed into the next load.`,
      `Open ${database} with the program that wrote the log and close it cleanly, or remove the log if its changes do not matter.`,
      { cause },
    );
  }
}

/** The file is a DuckDB database, but not one of ours. */
export class AffinityReplicaForeignError extends AffinityReplicaError {
  readonly code = 'replica-foreign';
  readonly category = 'refused';

  constructor(database: string) {
    super(`${database} is a DuckDB database that affinity-kit did not make.`, 'Choose another file for --database.');
  }
}

/** The database was written by a newer version. */
export class AffinityReplicaNewerError extends AffinityReplicaError {
  readonly code = 'replica-newer';
  readonly category = 'refused';

  constructor(database: string, found: number, known: number) {
    super(
      `${database} has schema version ${found}; this version of affinity-kit knows ${known} and older.`,
      'Update affinity-kit, or choose another file for --database.',
    );
  }
}

/** The database holds the data of another Affinity account. */
export class AffinityReplicaTenantError extends AffinityReplicaError {
  readonly code = 'replica-tenant';
  readonly category = 'refused';

  constructor(database: string, found: string, asked: string) {
    super(
      `${database} holds the data of Affinity account ${found}; the key belongs to account ${asked}.`,
      'Use one database per account: choose another file for --database, or the other key.',
    );
  }
}

/** The file cannot be read as a DuckDB database. */
export class AffinityReplicaCorruptError extends AffinityReplicaError {
  readonly code = 'replica-corrupt';
  readonly category = 'failed';

  constructor(database: string, cause: unknown) {
    super(
      `${database} is damaged or is not a DuckDB database.`,
      `\`affinity replay\` rebuilds it from the journal beside it, without asking Affinity. Or move it away (mv ${database} ${database}.damaged) and sync again.`,
      { cause },
    );
  }
}

/** There is no database yet. */
export class AffinityReplicaMissingError extends AffinityReplicaError {
  readonly code = 'replica-missing';
  readonly category = 'failed';

  constructor(database: string) {
    super(`There is no database at ${database}.`, 'Run `affinity sync` first, or name another file with --database.');
  }
}

/** The disk has no room for the next version of the database. */
export class AffinityReplicaSpaceError extends AffinityReplicaError {
  readonly code = 'replica-space';
  readonly category = 'failed';

  constructor(database: string, detail: string, options?: ErrorOptions) {
    super(
      `The disk has no room for the next version of ${database} (${detail}). The last one is untouched.`,
      'Make room on the disk, or choose another file for --database.',
      options,
    );
  }
}

/** The folder of the database cannot be written. */
export class AffinityReplicaFolderError extends AffinityReplicaError {
  readonly code = 'replica-folder';
  readonly category = 'failed';

  constructor(database: string, cause: Error) {
    super(
      `The folder of ${database} cannot be written (${cause.message}).`,
      `${'code' in cause && cause.code === 'ENOENT' ? 'Make the folder' : 'Make the folder writable'}, or choose another file for --database.`,
      {
        cause,
      },
    );
  }
}

/** The database refused or could not run an SQL statement. */
export class AffinityReplicaQueryError extends AffinityReplicaError {
  readonly code = 'replica-query';
  readonly category = 'failed';

  constructor(cause: Error) {
    super(
      cause.message.replace(/^Failed to extract statements: /, ''),
      'Run `affinity tables` for the names of tables and columns. The database is read-only here.',
      { cause },
    );
  }
}
