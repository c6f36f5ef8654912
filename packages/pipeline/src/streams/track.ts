import type { RecordId } from '../replica/feed.ts';
import type { Part } from './stream.ts';

/** A page as a track is told of it. */
export interface TrackedPage {
  readonly ids: readonly RecordId[];
  /** Path and query of the page. */
  readonly target: string;
  /** Path and query of the next one; `null` at the end. */
  readonly next: string | null;
}

/** What a walk along a chain came to: how far it went, and whether its ids ascended all the way. */
export class Track {
  readonly part: Part;
  /** SQL condition over the stream's first table: the records of the chain. */
  readonly where: string;
  /** Whether every id was greater than the one before. */
  ascending = true;
  /** Whether it met the records that were known, so that nothing lies between them and what is new. */
  overlaps = false;
  /** Whether it came to the end of the chain. */
  ended = false;
  /** Whether a page of it could not be read. */
  failed = false;
  /** Whether the server did not take the page that it was to begin with. */
  refused = false;
  /** Largest id of what was read; before anything was, the id that it began behind. */
  lastId: number;
  /** Path and query of the page after the last one that was read. */
  next: string | null = null;
  /** The last page with records on it, and the id that it begins behind. */
  lastPage: { readonly target: string; readonly afterId: number } | null = null;
  pages = 0;

  constructor(part: Part, where: string) {
    this.part = part;
    this.where = where;
    this.lastId = part.afterId;
  }

  page({ ids, target, next }: TrackedPage): void {
    if (ids.length > 0) this.lastPage = { target, afterId: this.lastId };
    for (const id of ids) this.#id(id);
    this.next = next;
    this.ended = next === null;
    this.pages++;
  }

  /** Whether everything is known of the records of {@link where} that {@link range} names. */
  get proved(): boolean {
    return this.ascending && !this.refused && !this.failed && this.pages > 0 && (this.part.kind !== 'tail' || this.overlaps);
  }

  /** The ids that it has seen all records of, the first one excluded and the last one included. */
  get range(): { readonly after: number; readonly to: number | null } {
    return { after: this.part.afterId, to: this.ended ? null : this.lastId };
  }

  #id(id: RecordId): void {
    if (typeof id !== 'number' || id <= this.lastId) this.ascending = false;
    else this.lastId = id;
    if (typeof id === 'number' && id <= this.part.knownId) this.overlaps = true;
  }
}
