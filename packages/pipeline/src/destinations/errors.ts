/** Whether a publication never started (`refused`), was asked for wrongly (`usage`), or could not finish (`failed`). */
export type DestinationErrorCategory = 'refused' | 'failed' | 'usage';

/** Base of everything that can go wrong with a destination. Messages name its address, never its credentials. */
export abstract class AffinityDestinationError extends Error {
  abstract readonly code: string;
  abstract readonly category: DestinationErrorCategory;
  /** What the user can do about it. */
  readonly nextStep: string;

  constructor(message: string, nextStep: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.nextStep = nextStep;
  }
}

const reasonOf = (cause: unknown): string => {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  return error instanceof Error && error.message !== '' ? error.message : String(error);
};

/** A destination is described wrongly. */
export class AffinityDestinationSettingsError extends AffinityDestinationError {
  readonly code = 'destination-settings';
  readonly category = 'usage';
}

/** The package that speaks to a kind of destination is not installed. */
export class AffinityDestinationPackageError extends AffinityDestinationError {
  readonly code = 'destination-package';
  readonly category = 'failed';

  constructor(kind: string, packages: readonly string[], cause: unknown) {
    super(`Destinations of type ${kind} need ${packages.join(' and ')}, which is not installed.`, `npm install ${packages.join(' ')}`, {
      cause,
    });
  }
}

/** Nothing answers at the address, or it does not let us in. */
export class AffinityDestinationUnreachableError extends AffinityDestinationError {
  readonly code = 'destination-unreachable';
  readonly category = 'failed';

  constructor(address: string, cause: unknown) {
    super(`Cannot reach ${address}: ${reasonOf(cause)}`, 'Check the address, the credentials, and that this machine may connect.', {
      cause,
    });
  }
}

/** The credentials do not allow what a publication does. */
export class AffinityDestinationRightsError extends AffinityDestinationError {
  readonly code = 'destination-rights';
  readonly category = 'failed';

  constructor(address: string, cause: unknown) {
    super(
      `${address} does not allow it: ${reasonOf(cause)}`,
      'Ask its administrator for the right, or choose another place; `affinity destinations test` tries all of them.',
      { cause },
    );
  }
}

/** The connection was cut. What was there before still is. */
export class AffinityDestinationLostError extends AffinityDestinationError {
  readonly code = 'destination-lost';
  readonly category = 'failed';

  constructor(address: string, cause: unknown) {
    super(
      `The connection to ${address} was cut: ${reasonOf(cause)}`,
      'Its readers see the version before or the whole new one. Publish again: it sends what is missing.',
      { cause },
    );
  }
}

/** The destination refused a statement or a file. */
export class AffinityDestinationFailedError extends AffinityDestinationError {
  readonly code = 'destination-failed';
  readonly category = 'failed';

  constructor(address: string, cause: unknown) {
    super(`${address} refused a part of the publication: ${reasonOf(cause)}`, 'Its readers see the version before. Nothing was changed.', {
      cause,
    });
  }
}

/** Another publication is at work on the same destination. */
export class AffinityDestinationBusyError extends AffinityDestinationError {
  readonly code = 'destination-busy';
  readonly category = 'refused';

  constructor(address: string) {
    super(`Another publication is at work on ${address}.`, 'Wait until it has ended, then publish again.');
  }
}

/** Something that is not ours stands where we would write. */
export class AffinityDestinationForeignError extends AffinityDestinationError {
  readonly code = 'destination-foreign';
  readonly category = 'refused';

  constructor(address: string, what: string) {
    super(`${address} holds ${what} that affinity-kit did not write.`, 'Choose another schema, prefix or folder for the destination.');
  }
}

/** A newer version of affinity-kit wrote there. */
export class AffinityDestinationNewerError extends AffinityDestinationError {
  readonly code = 'destination-newer';
  readonly category = 'refused';

  constructor(address: string) {
    super(`${address} was written by a newer version of affinity-kit.`, 'Update affinity-kit.');
  }
}

/** The destination holds the data of another Affinity account. */
export class AffinityDestinationTenantError extends AffinityDestinationError {
  readonly code = 'destination-tenant';
  readonly category = 'refused';

  constructor(address: string, found: string, asked: string) {
    super(
      `${address} holds the data of Affinity account ${found}; the database holds that of account ${asked}.`,
      'Use one destination per account: another schema, prefix or folder.',
    );
  }
}

/** The destination holds a load that the replica does not know. */
export class AffinityDestinationAheadError extends AffinityDestinationError {
  readonly code = 'destination-ahead';
  readonly category = 'refused';

  constructor(address: string, loadId: string) {
    super(
      `${address} holds the load ${loadId}, which this database does not know: it was published from another database, and its history would be lost.`,
      'Bring it here first with `affinity restore --from NAME`, or replace what it holds with `affinity publish NAME --full`.',
    );
  }
}

/** There is nothing to restore. */
export class AffinityDestinationEmptyError extends AffinityDestinationError {
  readonly code = 'destination-empty';
  readonly category = 'failed';

  constructor(address: string) {
    super(`Nothing was published to ${address} yet.`, 'Check the address, schema and prefix, or publish first.');
  }
}

/** A restore would overwrite a database. */
export class AffinityRestoreTargetError extends AffinityDestinationError {
  readonly code = 'restore-target';
  readonly category = 'refused';

  constructor(database: string) {
    super(`There is a database at ${database} already.`, 'Move it away, or name another file with --database.');
  }
}
