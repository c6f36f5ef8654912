import type { DestinationType } from '@affinity-kit/pipeline';

/** What is to be run by a scheduler, and where. */
export interface Deployment {
  readonly intervalMs: number;
  /** The interval as it was given: `15m`. */
  readonly every: string;
  /** Folder that the command runs in: that of `affinity.toml`, where there is one. */
  readonly folder: string;
  readonly database: string;
  /** File that holds the key; `undefined` where `affinity.toml` names a command that prints it. */
  readonly keyFile: string | undefined;
  /** What starts the command line on this machine. */
  readonly program: readonly string[];
  /** Flags of `affinity sync` that say what is read, and where it is published. */
  readonly flags: readonly string[];
  /** Destinations of `--to`. */
  readonly destinations: readonly { readonly name: string; readonly type: DestinationType; readonly secretVariable: string }[];
  /** Whether there is an `affinity.toml` that the command needs. */
  readonly hasSettings: boolean;
  /** Flags that name a settings file of this machine. */
  readonly localFlags: readonly string[];
  /** User that the command runs as. */
  readonly user: string;
  readonly version: string;
  /** From 0 to 1, the same for this machine and database always: spreads what would all begin at the full hour. */
  readonly phase: number;
}

/** A file that a scheduler takes. */
export interface RenderedFile {
  /** Relative to the folder that is written to. */
  readonly path: string;
  readonly text: string;
}

/** What a target came to. */
export interface Rendered {
  readonly files: readonly RenderedFile[];
  /** What is left to do, in sentences. */
  readonly steps: readonly string[];
}

const packages: Readonly<Record<DestinationType, readonly string[]>> = {
  postgres: ['pg@8', 'pg-copy-streams@7'],
  files: [],
  s3: ['@aws-sdk/client-s3@3'],
  gcs: ['@google-cloud/storage@7'],
  azure: ['@azure/storage-blob@12'],
};

/** The packages that a machine without anything needs. */
export const packagesOf = ({ version, destinations }: Pick<Deployment, 'version' | 'destinations'>): readonly string[] => [
  ...new Set([`affinity-kit@${version}`, ...destinations.flatMap(({ type }) => packages[type])]),
];

/** The command line of a schedule on this machine. */
export const localCommand = ({ program, database, localFlags, flags }: Deployment): readonly string[] => [
  ...program,
  'sync',
  '--database',
  database,
  ...localFlags,
  ...flags,
  '--quiet',
];
