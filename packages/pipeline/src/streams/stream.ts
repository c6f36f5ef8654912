import type { EndpointSpec, Permission } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import type { JsonObject } from '../normalise/record-reader.ts';
import type { RecordId, StreamFeeds } from '../replica/feed.ts';
import type { Table } from '../replica/table.ts';
import type { Catalog } from './catalog.ts';

/** How a stream is read: all of it, what its change feed brings, or what a time filter lets through. */
export type Mode = 'full' | 'feed' | 'filter';

/** What is read only when it is asked for: `replies` costs a request for every note that has some. */
export const includes = ['replies'] as const;
export type Include = (typeof includes)[number];

/**
 * What a sync spares where both cannot be had: `quota` reads records page by page with their fields; `time` learns their ids from pages
 * without fields and asks for the records in batches, side by side, at twice the requests.
 */
export const prefers = ['quota', 'time'] as const;
export type Prefer = (typeof prefers)[number];

/** A chain of pages, from its first request to the page without a next one. */
export interface Walk {
  readonly endpoint: EndpointSpec;
  readonly input: Readonly<Record<string, unknown>>;
  /** Adds the rows of one record and gives its id; `undefined` when it has none. */
  readonly record: (raw: JsonObject, out: PageRows) => RecordId | undefined;
  /** What later requests need to know of a record. A walk that learns is parsed even when nothing changed. */
  readonly learn?: (raw: JsonObject) => void;
  /** Set where the answer is one record and not a page of them; 404 then says that it is gone. */
  readonly single?: true;
  /** Set where a record is more than one item, or its rows come from several walks: no page can be passed over for being unchanged. */
  readonly spans?: true;
  /** Whether a record satisfies the filter of the request. One that does not shows that the server ignores filters. */
  readonly inFilter?: (raw: JsonObject) => boolean;
  /** Called after the first page, to split what is left into walks that run side by side; the walk then ends. */
  readonly split?: (page: FirstPage) => readonly Walk[];
  /** Set where the pages bring ids and nothing else: their records count as seen. */
  readonly idsOnly?: true;
  /** Set where other walks wait for what it brings. */
  readonly leads?: true;
  /** Called with the ids of every page: the walks that they make possible run beside this one. */
  readonly follow?: (ids: readonly RecordId[], isLast: boolean) => readonly Walk[];
  /** List whose records it brings. */
  readonly listId?: number;
  /** Statuses that mean that there is nothing to read here. */
  readonly nothingOn?: readonly number[];
}

/** What a first page tells about what follows it. */
export interface FirstPage {
  readonly records: readonly JsonObject[];
  readonly total: number | undefined;
}

/** What the requests of a run depend on; all of it comes from the run's header or from pages, so that a resumed run asks the same. */
export interface Reading {
  readonly mode: Mode;
  /** ISO 8601: where a feed or filter begins. */
  readonly since: string | null;
  /** ISO 8601: when the run started. */
  readonly startedAt: string;
  readonly catalog: Catalog;
  readonly includes: ReadonlySet<Include>;
  readonly prefer: Prefer;
  /** Whether the server knows neither filters nor ids: everything is one walk from the beginning to the end. */
  readonly plain: boolean;
  /** The records that the replica holds, in batches for one request each; only where time is preferred. */
  readonly batches: readonly (readonly RecordId[])[];
}

/** How a stream can be read on from what is known. */
export interface Later {
  readonly mode: 'feed' | 'filter';
  /** SQL over the stream's first table: the newest time that it holds. */
  readonly watermark: string;
  /** After so many days everything is read again. */
  readonly fullEveryDays?: number;
  readonly reason: string;
}

/** What a stream passes over unless it is asked for. */
export interface LeftOut {
  /** SQL aggregate over the stream's first table, as it will be: how much of it there is. */
  readonly count: string;
  readonly say: (count: number) => string;
}

/** Something that Affinity holds many of, and how it becomes rows. */
export interface Stream extends StreamFeeds {
  /** Streams whose records its requests are made of; without them it cannot run. */
  readonly needs: readonly string[];
  /** Streams that it waits for and can do without. */
  readonly uses?: readonly string[];
  /** What a 403 is about. */
  readonly permission?: Permission;
  /** Tables that are not the replica's own. */
  readonly tables?: readonly Table[];
  /** The walks, in stages: those of a stage run side by side, the next stage is asked for when they are done. */
  readonly stages: (reading: Reading) => Iterable<readonly Walk[]>;
  /** Asks for records again that a complete walk did not bring. Left out where a walk is trusted. */
  readonly again?: (ids: readonly RecordId[], reading: Reading, lists: ReadonlyMap<RecordId, number>) => readonly Walk[];
  /** Whether `again` has to know the list of each record. */
  readonly againByList?: true;
  /** SQL condition over the first table: the records that a complete walk brings. All when left out. */
  readonly covers?: (reading: Reading) => string | undefined;
  /** Column of the first table with the record that a record belongs to and leaves with. */
  readonly partOf?: string;
  /** What it brings only when asked to. */
  readonly optional?: readonly Include[];
  readonly leftOut?: (reading: Reading) => LeftOut | undefined;
  /** Records that are whole even when other walks of the stream fail: what came of them is kept. */
  readonly independent?: true;
  /** How later runs can do with less than everything. */
  readonly later?: Later;
  /** Whether its records can also be read in batches by id. */
  readonly byIds?: true;
  /** What one request brings, for estimates. */
  readonly pageSize: number;
}

/** Ids in batches that fit one request. */
export const batches = (ids: readonly RecordId[], size = 100): readonly (readonly RecordId[])[] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
