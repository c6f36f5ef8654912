import type { EndpointSpec, Permission } from '@affinity-kit/contract';
import type { Contents } from '../contents/file-store.ts';
import type { Touched } from '../listen/touched.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import type { JsonObject } from '../normalise/record-reader.ts';
import type { RecordId, StreamFeeds } from '../replica/feed.ts';
import type { Table } from '../replica/table.ts';
import type { Catalog } from './catalog.ts';
import type { FieldChoice } from './field-choice.ts';
import type { Track } from './track.ts';

/**
 * How a stream is read: all of it, what its change feed brings, what a time filter lets through, what came in at the end of its chains, that
 * and a share of what was there before, or the records that events named.
 */
export type Mode = 'full' | 'feed' | 'filter' | 'tail' | 'sweep' | 'event';

/**
 * What is read only when it is asked for: `replies` costs a request for every note that has some, `file-contents` a request and a download for
 * every file.
 */
export const includes = ['replies', 'file-contents'] as const;
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
  /** Set where these ids are of another stream's records: not even that is noted of them. */
  readonly unseen?: true;
  /** Set where other walks wait for what it brings. */
  readonly leads?: true;
  /** Called with the ids of every page: the walks that they make possible run beside this one. */
  readonly follow?: (ids: readonly RecordId[], isLast: boolean) => readonly Walk[];
  /** List whose records it brings. */
  readonly listId?: number;
  /** Statuses that mean that there is nothing to read here. */
  readonly nothingOn?: readonly number[];
  /** What the report then says; nothing leaves the replica because of it. */
  readonly unserved?: string;
  /** What is walked in its place then, and what the report says of it. */
  readonly instead?: () => { readonly walks: readonly Walk[]; readonly say: string };
  /** The record that all of its pages are about; it counts as read also when they bring nothing. */
  readonly owner?: RecordId;
  /** Path and query of the page to begin with, where that is not the first one. */
  readonly from?: string;
  /** Pages after which the walk stops; all when left out. */
  readonly pages?: number;
  /** Told of every page in its order. A server that does not take `from` any more is told to it too, and is no failure of the walk. */
  readonly track?: Track;
}

/** A chain of pages of which a part can be read: later runs go on from a page that an earlier one came to. */
export interface Chain {
  /** Tells it from the stream's other chains; empty where there is one. */
  readonly key: string;
  /** The walk along the whole of it. */
  readonly walk: Walk;
  /** SQL condition over the stream's first table: the records of the chain. */
  readonly where: string;
}

/** A part of a chain that a run reads. */
export interface Part {
  readonly chain: string;
  /** `whole`: from the first page to the last. `tail`: new records behind the known ones. `sweep`: known records once more. */
  readonly kind: 'whole' | 'tail' | 'sweep';
  /** Path and query of the page that it begins with; `null` for the first one. */
  readonly from: string | null;
  /** Records up to this id stand on pages before it. */
  readonly afterId: number;
  /** The largest id that is known. */
  readonly knownId: number;
  /** Pages after which it ends; `null` for the end of the chain. */
  readonly pages: number | null;
  /** Of a unit that is read in pieces: when the first of its pages was read, ISO 8601; left out where this run reads that. */
  readonly since?: string;
}

/** The units of a stream that a run reads. */
export interface DueUnits {
  readonly due: readonly string[];
  /** All that were known when this was decided: others are new, and read at once. */
  readonly known: readonly string[];
  /** Those among the due ones that are too long for one run, and which part of them it reads; `chain` is then the unit. */
  readonly pieces?: readonly Part[];
  /** Of a stream that reads on in units that are not due: when each was last read, as a whole or on, ISO 8601. */
  readonly readTo?: Readonly<Record<string, string>>;
}

/** A stretch of the past that is read once more, both ends ISO 8601; an open end is `null`. */
export interface PastWindow {
  readonly from: string | null;
  readonly to: string | null;
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
  /** In mode `tail` or `sweep`: the parts of its chains that are read; chains that are not named are read whole. */
  readonly parts: readonly Part[];
  /** In mode `sweep`: the units that the plan names; all are read when left out. */
  readonly units?: DueUnits;
  /** Whether a unit is read in this run: one that is due, or one that is new. */
  readonly isDue: (unit: string) => boolean;
  /** In mode `filter`: the records written in this time are read once more. */
  readonly past: PastWindow | null;
  /** What the walks along chains, and along pieces of units, came to; filled while they run. */
  readonly tracks: Track[];
  /** Which fields are read; all when left out. */
  readonly choice?: FieldChoice;
  /** Contents of files that are there, and a way to fetch others. */
  readonly contents?: Contents;
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
  /**
   * How records of the past are read once more, a window of time in each run: the stream then reads `Reading.past` beside what is new, and
   * never has to be read from beginning to end. `column` of the first table holds when a record was written; `of` is an SQL condition: the
   * records that such a window brings.
   */
  readonly past?: { readonly column: string; readonly of: string };
  readonly reason: string;
}

/** A stream whose pages follow each other by ascending ids, so that parts of it can be read. */
export interface Chains {
  /** SQL over the first table: the key of the chain that a record stands on. */
  readonly key: string;
  readonly of: (reading: Reading) => readonly Chain[];
}

/** A stream of small listings, of which some are read in each run. */
export interface Units {
  /** Days in which every unit is read once; the period of the sweep when left out. */
  readonly days?: number;
  /** Units that are read less often than the others, each once in so many days. */
  readonly slower?: { readonly days: number; readonly has: (unit: string) => boolean };
  /** The units that the run knows, those that it read among them. */
  readonly of: (reading: Reading) => readonly string[];
  /**
   * SQL over the replica, its schema written as `$`: the columns `unit`, and `requests`, what reading it takes; 0 where only having read it
   * tells, as `took` does.
   */
  readonly query: string;
  /** Whether a unit may be read a few pages at a time, where it takes more requests than are due. */
  readonly inPieces?: (unit: string) => boolean;
  /**
   * Set where the records of a unit do not stand in the order of their ids, so that only all of its pieces together tell which are gone: whether
   * a record, by its id, is of a unit.
   */
  readonly gathers?: (unit: string, id: RecordId) => boolean;
  /** Tables that the query reads. */
  readonly tables: readonly string[];
  /** Pages that a unit took in this run; `undefined` where it was not read. */
  readonly took?: (unit: string) => number | undefined;
  /** Set where units that are not due are read on, from `DueUnits.readTo`. */
  readonly readsOn?: true;
  /** SQL condition over the first table: the records of units that were read, and of those that are no more. */
  readonly covers: (reading: Reading) => string;
  /** Set where what is read of a unit depends on others, which earlier runs may have read. */
  readonly rests?: true;
  /** By table, an SQL condition: rows of records that were read which belong to units, or pieces of them, that were not. They stay. */
  readonly keeps?: (reading: Reading) => Readonly<Record<string, string>>;
}

/** What a stream passes over unless it is asked for. */
export interface LeftOut {
  /** SQL aggregate over the stream's first table, as it will be: how much of it there is. */
  readonly count: string;
  readonly say: (count: number) => string;
}

/** What reading a stream whole costs. */
export interface Cost {
  /** What the requests go by, in words. */
  readonly basis: string;
  /**
   * SQL over the replica, its schema written as `$` and the ids of the chosen lists as `@lists`: the requests that a whole reading takes, as far
   * as the replica tells; 0 where it knows nothing yet.
   */
  readonly query: string;
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
  /** Read only when it is named, or when what it brings is asked for in another way. */
  readonly onDemand?: true;
  /** Set where the requests go by something else than its own pages; `plan` tells it. */
  readonly cost?: Cost;
  /** Read for the records of the lists that are named only. */
  readonly byListOnly?: true;
  /** Read where the key may: where it may not, and the stream was not named, the load is none the worse for it. */
  readonly extra?: true;
  /**
   * Set where it reads its records without all of their values: `by-lists` where it asks for those of the records on named lists alone, and
   * keeps what earlier loads read.
   */
  readonly narrowed?: true | 'by-lists';
  /** What it brings only when asked to. */
  readonly optional?: readonly Include[];
  /** Requests that each of these takes besides: a query over what is known, in which `$` stands for the replica. */
  readonly optionalCost?: Partial<Readonly<Record<Include, string>>>;
  readonly leftOut?: (reading: Reading) => LeftOut | undefined;
  /** Records that are whole even when other walks of the stream fail: what came of them is kept. */
  readonly independent?: true;
  /** How later runs can do with less than everything. */
  readonly later?: Later;
  /** Whether its records can also be read in batches by id. */
  readonly byIds?: true;
  /** How later runs read what is new and a share of the rest, where Affinity does not tell what changed. */
  readonly chains?: Chains;
  /** The same for a stream of listings. */
  readonly units?: Units;
  /** Set where nothing of it can be read, and why. */
  readonly absent?: string;
  /** Set where it reads what events named: what later loads go by stays as it is. */
  readonly byEvent?: Touched;
  /** What one request brings, for estimates. */
  readonly pageSize: number;
}

/** Whether what a stream brings depends on which lists are read. */
export const isByList = ({ needs, uses = [] }: Stream): boolean => needs.includes('lists') || uses.includes('lists');

/** What of a stream is read only because it is asked for. */
export const includesOf = (stream: Stream, include: readonly Include[] = []): readonly Include[] =>
  include.filter((name) => stream.optional?.includes(name));

/** A walk along a beta operation, or one of some accounts only, that does without it where it is not served. */
export const unservedOn = (unserved: string): Required<Pick<Walk, 'nothingOn' | 'unserved'>> => ({ nothingOn: [404, 405, 501], unserved });

/** Ids in batches that fit one request. */
export const batches = (ids: readonly RecordId[], size = 100): readonly (readonly RecordId[])[] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
