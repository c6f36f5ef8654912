/** An object as a store lists it. */
export interface StoredObject {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** What must be true of an object for a write to take place. */
export type WriteCondition = { readonly ifAbsent: true } | { readonly ifVersion: string };

/**
 * A place for files by name: a folder, or a bucket. All that is asked of it is that a conditional write takes place or does not, whatever
 * others do at the same time.
 */
export interface ObjectStore {
  /** What people call it, without credentials: `s3://bucket/prefix`. */
  readonly address: string;
  /** Reads a small object, with its version for a conditional write; `undefined` when there is none. */
  read(key: string): Promise<{ readonly text: string; readonly version: string } | undefined>;
  /** Writes a small object if the condition holds; `false` when it does not. */
  writeIf(key: string, text: string, condition: WriteCondition): Promise<boolean>;
  /** Brings a local file into the store. */
  upload(key: string, path: string, signal: AbortSignal): Promise<void>;
  /** Brings an object into a new local file. Gives the path of the file. */
  download(key: string, path: string): Promise<string>;
  list(prefix: string): Promise<readonly StoredObject[]>;
  remove(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
