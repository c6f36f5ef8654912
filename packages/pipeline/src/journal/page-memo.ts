import type { PageRecord } from './record.ts';

/** Answers by request. */
export interface PageMemo {
  /** The answer that this run already got to a request. */
  answered(stream: string, key: string): Promise<PageRecord | undefined>;
  /** The last answer to a request before this run, if it was this one. */
  unchanged(stream: string, key: string, hash: string): Promise<PageRecord | undefined>;
  /** Keeps an answer. */
  append(stream: string, page: PageRecord): Promise<void>;
}
