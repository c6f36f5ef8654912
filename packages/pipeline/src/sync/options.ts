import type { EndpointSpec, RateState } from '@affinity-kit/contract';
import type { ApiOptions } from '../extract/api.ts';
import type { SchemaPolicy } from '../replica/schema-policy.ts';
import type { FieldKind } from '../streams/field-choice.ts';
import type { Include, Prefer, Stream } from '../streams/stream.ts';
import type { Progress } from './report.ts';

/** What is asked of the client: `createAffinity()` gives one. */
export interface SyncClient {
  /** Where requests go; a link to another origin is refused. */
  readonly baseUrl: string;
  /** One successful answer as text, after pacing and retries, with its header `Date`; failures are the client's own errors. */
  exchange(
    endpoint: EndpointSpec,
    input?: Readonly<Record<string, unknown>>,
    options?: ApiOptions,
  ): Promise<{ readonly text: string; readonly attempts: number; readonly rate?: RateState; readonly date?: string | undefined }>;
  /** The contents of a file from a byte on; needed where they are asked for. */
  readonly files?: {
    stream(fileId: number, options: { readonly offset?: number; readonly signal?: AbortSignal }): AsyncIterable<Uint8Array>;
  };
}

/** What to sync, from where and to where. */
export interface SyncOptions {
  readonly client: SyncClient;
  /** Path of the DuckDB file; its journal stands beside it in `<database>.journal/`. */
  readonly database: string;
  /**
   * Names of streams, and streams of one's own; those that they need come along. When left out, all built-in ones but those read on demand:
   * e-mails, meetings, calls, chat messages, transcripts and relationships.
   */
  readonly streams?: readonly (string | Stream)[] | undefined;
  /** Names or ids of the lists to which everything that belongs to a list is narrowed. */
  readonly lists?: readonly string[] | undefined;
  /**
   * Saved views as `LIST/VIEW`, each by name or id: their rows and columns, exactly, as `view_<list>_<view>`. Where `streams` is left out they
   * are all that is read.
   */
  readonly views?: readonly string[] | undefined;
  /** Kinds of fields whose values are read; what the database holds of others stays. */
  readonly fieldTypes?: readonly FieldKind[] | undefined;
  /** Fields, by label or id, whose values are read; what the database holds of others stays. */
  readonly fields?: readonly string[] | undefined;
  /**
   * What is read only on demand. `replies`: the replies to notes, at a request for each note that has some. `file-contents`: the contents of
   * files, at a request and a download each, into the folder `<database>.files`.
   */
  readonly include?: readonly Include[] | undefined;
  /** What to spare where there is a choice: `quota` (when left out) or `time`; companies and persons can be read in either way. */
  readonly prefer?: Prefer | undefined;
  /** Reads everything, also where less would do. */
  readonly full?: boolean | undefined;
  /** Days in which everything is read once more that Affinity does not tell the changes of; 7 unless stated. */
  readonly sweepDays?: number | undefined;
  /** Up to so many requests, everything is read in every run instead of a share; 20 unless stated. */
  readonly wholeUpTo?: number | undefined;
  /** Stops before another request is sent when so many were; what came so far is kept, and the next run goes on from there. */
  readonly maxRequests?: number | undefined;
  /** Refuses to start when fewer requests would be left of the account's month, and stops when they are. */
  readonly keepMonthAbove?: number | undefined;
  /** What becomes of fields that are new, gone, renamed or retyped: followed (`evolve`) unless stated. */
  readonly schema?: SchemaPolicy | undefined;
  /** Lets more than 5 % of a table go, and what other users may still see; the view of the one who loads then is what the database holds. */
  readonly acceptDeletes?: boolean | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told, in a sentence, of what the user should know and the report has no place for. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Stops the sync; what came so far is kept and the next one goes on from there. */
  readonly signal?: AbortSignal | undefined;
  readonly now?: (() => Date) | undefined;
  /** Version that is written into the ledger. */
  readonly toolVersion?: string | undefined;
}
