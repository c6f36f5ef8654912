import { randomBytes } from 'node:crypto';
import type { PublishedRange, PublishedState, PublishedTable } from '../destination.ts';
import type { FileFormat } from './formats.ts';

/** What `manifest.json` says: the state, and the files that make up each table. Paths are relative to its own folder. */
export interface Manifest extends PublishedState {
  readonly generator: 'affinity-kit';
  /** Counts publications, from 1. */
  readonly version: number;
  readonly fileFormat: FileFormat;
  /** Files of each table, by name; together they are the table. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

/** Name of the file that a reader begins with. */
export const manifestKey = 'manifest.json';

const digits = (version: number): string => String(version).padStart(8, '0');

/** Name under which a superseded manifest is kept. */
export const pastManifestKey = (version: number): string => `manifests/${digits(version)}.json`;

const pastManifest = /^manifests\/(\d{8,})\.json$/;

/** The version of a superseded manifest, from its name. */
export function pastVersion(key: string): number | undefined {
  const [, version] = pastManifest.exec(key) ?? [];
  return version === undefined ? undefined : Number(version);
}

const dataFile = /^(?:data\/[\w.-]+|snapshots)\/\d{8,}-[0-9a-f]{8}(?:\/[\w.-]+|-\d+)\.(?:parquet|csv|jsonl)$/;

/** Whether a file is one that publications make. */
export const isDataFile = (key: string): boolean => dataFile.test(key);

/** Whether a file belongs to a destination of ours, one that was killed in its first publication included. */
export const isOurs = (key: string): boolean =>
  isDataFile(key) || pastVersion(key) !== undefined || key.startsWith(manifestKey) || key.startsWith(probePrefix);

/** How the names of files begin that a check writes and removes. */
export const probePrefix = '.check-';

const safe = (table: string): string => table.replaceAll(/[^\w.-]/g, '_');

/** Gives names to the files of one publication. No two publications share one, whatever becomes of them. */
export function fileNamer(version: number, format: FileFormat, whole: boolean): (table: string) => string {
  const stem = `${digits(version)}-${randomBytes(4).toString('hex')}`;
  let files = 0;
  return (table) => (whole ? `snapshots/${stem}/${safe(table)}.${format}` : `data/${safe(table)}/${stem}-${++files}.${format}`);
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'generator' in value && value.generator === 'affinity-kit' && 'tables' in value;

/** Reads a manifest; `undefined` when the text is not one of ours. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const filesOf = ({ ranges }: PublishedTable): string[] => ranges.flatMap(({ file }: PublishedRange) => file ?? []);

/** Files that a manifest needs. */
export const filesOfManifest = ({ tables }: PublishedState): string[] => tables.flatMap(filesOf);

/** Makes the manifest of a state whose ranges have their files. */
export const manifestOf = (state: PublishedState, version: number, fileFormat: FileFormat): Manifest => ({
  generator: 'affinity-kit',
  version,
  fileFormat,
  ...state,
  files: Object.fromEntries(state.tables.map((table) => [table.name, filesOf(table)])),
});
