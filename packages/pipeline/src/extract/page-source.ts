import { deflateSync, inflateSync } from 'node:zlib';
import { itemsKeys } from '@affinity-kit/contract';
import type { PageMemo } from '../journal/page-memo.ts';
import type { PageHeader, PageRecord } from '../journal/record.ts';
import { keepShape } from '../normalise/kept-shapes.ts';
import { isObject, type JsonObject } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import { hashOf, nextLink, splitAnswer } from './answer.ts';
import type { Api } from './api.ts';
import { Budget } from './budget.ts';
import { attemptsOf, UnreadableAnswerError } from './errors.ts';
import { asCall, asTarget, followLink, fromTarget, keyOf, type PageRequest } from './request.ts';

/** A page takes a third of a millisecond; handing it to another thread takes more than that again. */
const packed = (bytes: Buffer): Buffer => deflateSync(bytes, { level: 1, chunkSize: 65_536 });

/** What a page comes to, as its header keeps it. */
export interface PageContents {
  readonly ids: readonly RecordId[];
  readonly cut: number;
}

/** A page that was read. */
export interface FetchedPage {
  readonly next: PageRequest | null;
  readonly ids: readonly RecordId[];
  /** True when the page is the same as in the run before, and was not read. */
  readonly unchanged: boolean;
  /** Resolves when the page is in the journal: a run that is killed then does not ask for it again. */
  readonly kept: Promise<void>;
}

/** How a page is to be read. */
export interface ReadPage {
  readonly stream: string;
  readonly request: PageRequest;
  /** Whether a page that has not changed can be passed over. */
  readonly canPassOver: boolean;
  /** Reads the parsed answer; called unless the page is passed over. */
  readonly read: (json: unknown) => PageContents;
}

/** The records of an answer: of a page, of a bare array, or the answer itself. */
export const recordsOf = (json: unknown, items: string | readonly string[] = 'data'): readonly unknown[] => {
  if (Array.isArray(json)) return json;
  if (!isObject(json)) throw new UnreadableAnswerError('The answer is neither an object nor an array');
  const keys = itemsKeys({ items });
  const records = keys.map((key) => json[key]).find((value) => value !== undefined);
  // Pages of list entries may come with `data: null` in the middle of a list.
  if (records === null || (records === undefined && 'pagination' in json)) return [];
  if (Array.isArray(records)) return records;
  throw new UnreadableAnswerError(`The answer has no "${keys.join('" or "')}"`);
};

/** A few records of a page: most of the shapes on it. */
const examplesOf = (json: unknown): unknown => (isObject(json) && Array.isArray(json['data']) ? json['data'].slice(0, 3) : undefined);

const parse = (text: string, key: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswerError(`${key} answered with text that is not JSON`);
  }
};

/** The next page in either style of paging. */
const nextRequest = (request: PageRequest, json: unknown, baseUrl: string): PageRequest | null => {
  if (request.endpoint.paging === 'page-token') {
    const token = isObject(json) ? json['next_page_token'] : undefined;
    if (typeof token !== 'string' || token === '') return null;
    const search = new URLSearchParams(request.search);
    search.set('page_token', token);
    return { ...request, search };
  }
  const link = nextLink(json);
  return link === null ? null : followLink(request, link, baseUrl);
};

/** An answer in hand, before it is known what it comes to. */
export interface Answer {
  readonly key: string;
  readonly hash: string;
  readonly text: () => Promise<string>;
  /** The answer as it goes into the journal; only of an answer that just came. */
  readonly bytes: Buffer | undefined;
  /** Set when the answer already lies in the journal of this run. */
  readonly kept: PageHeader | undefined;
  /** Set when the next page is known without parsing. */
  readonly next: PageRequest | null | undefined;
}

/** Where pages come from: this run's journal, else the API, by way of the journal. */
export class PageSource {
  /** Requests sent, by stream. */
  readonly requests = new Map<string, number>();
  readonly #api: Api;
  readonly #journal: PageMemo;
  readonly #now: () => Date;
  readonly #budget: Budget;

  constructor(parts: { readonly api: Api; readonly journal: PageMemo; readonly now: () => Date; readonly budget?: Budget }) {
    this.#api = parts.api;
    this.#journal = parts.journal;
    this.#now = parts.now;
    this.#budget = parts.budget ?? new Budget({});
  }

  /** Reads an answer, or passes it over when it is that of the run before, and begins to keep it. */
  async read(read: ReadPage, answer: Answer): Promise<FetchedPage> {
    const earlier = read.canPassOver ? await this.#journal.unchanged(read.stream, answer.key, answer.hash) : undefined;
    if (earlier && !earlier.header.cut && answer.next !== undefined) return this.#passOver(read, answer, { ...earlier, next: answer.next });
    return await this.#read(read, answer);
  }

  /** Takes the right to send requests for a stream in another way, and counts them. Throws BudgetSpentError when there is none left. */
  spend(stream: string, requests: number): void {
    for (let each = 0; each < requests; each++) this.#budget.grant();
    this.#count(stream, requests);
  }

  #count(stream: string, requests: number): void {
    this.requests.set(stream, (this.requests.get(stream) ?? 0) + requests);
  }

  /** Gets a page, reads it and keeps it. */
  async page(read: ReadPage, signal: AbortSignal): Promise<FetchedPage> {
    const page = await this.read(read, await this.answer(read, signal));
    await page.kept;
    return page;
  }

  /** Gets an answer: from this run's journal, else from the API. */
  async answer({ stream, request }: Pick<ReadPage, 'stream' | 'request'>, signal: AbortSignal): Promise<Answer> {
    const key = keyOf(request);
    const kept = await this.#journal.answered(stream, key);
    if (kept) {
      const text = async (): Promise<string> => inflateSync(kept.body).toString('utf8');
      return {
        key,
        hash: kept.header.hash,
        text,
        bytes: undefined,
        kept: kept.header,
        next: kept.header.next === null ? null : fromTarget(request.endpoint, kept.header.next),
      };
    }
    signal.throwIfAborted();
    const text = await this.#ask(stream, request, signal);
    const { contents, next } = splitAnswer(text);
    const bytes = Buffer.from(text, 'utf8');
    // The tail is short: its length in bytes tells where the contents end, without encoding them twice.
    const contentBytes = bytes.subarray(0, bytes.length - Buffer.byteLength(text.slice(contents)));
    const known = request.endpoint.paging === 'page-token' ? undefined : next;
    return {
      key,
      hash: hashOf(contentBytes),
      bytes,
      text: () => Promise.resolve(text),
      kept: undefined,
      next: typeof known === 'string' ? followLink(request, known, this.#api.baseUrl) : known,
    };
  }

  async #ask(stream: string, request: PageRequest, signal: AbortSignal): Promise<string> {
    const { endpoint, input } = asCall(request);
    const grant = this.#budget.grant();
    try {
      const { text, attempts, rate } = await this.#api.exchange(endpoint, input, { signal, mayRetry: grant.mayRetry });
      this.#count(stream, attempts);
      grant.used(attempts, rate);
      return text;
    } catch (error) {
      this.#count(stream, attemptsOf(error));
      grant.used(attemptsOf(error));
      throw grant.reasonOf(error);
    }
  }

  #passOver({ stream }: ReadPage, answer: Answer, earlier: PageRecord & { next: PageRequest | null }): FetchedPage {
    const { ids } = earlier.header;
    const page = { body: earlier.body, contents: { ids, cut: 0 }, next: earlier.next };
    return { next: earlier.next, ids, unchanged: true, kept: answer.kept ? Promise.resolve() : this.#keep(stream, answer, page) };
  }

  async #read({ stream, request, read }: ReadPage, answer: Answer): Promise<FetchedPage> {
    const json = parse(await answer.text(), answer.key);
    keepShape(stream, examplesOf(json));
    const contents = read(json);
    const next = answer.kept ? (answer.next ?? null) : nextRequest(request, json, this.#api.baseUrl);
    const kept = answer.bytes ? this.#deflateAndKeep(stream, answer, { bytes: answer.bytes, contents, next }) : Promise.resolve();
    return { next, ids: contents.ids, unchanged: false, kept };
  }

  async #deflateAndKeep(
    stream: string,
    answer: Answer,
    { bytes, ...page }: { bytes: Buffer; contents: PageContents; next: PageRequest | null },
  ): Promise<void> {
    await this.#keep(stream, answer, { ...page, body: packed(bytes) });
  }

  async #keep(
    stream: string,
    { key, hash }: Answer,
    page: { body: Uint8Array; contents: PageContents; next: PageRequest | null },
  ): Promise<void> {
    const { ids, cut } = page.contents;
    const header: PageHeader = {
      key,
      hash,
      next: page.next && asTarget(page.next),
      ids,
      at: this.#now().toISOString(),
      ...(cut > 0 ? { cut } : {}),
    };
    await this.#journal.append(stream, { header, body: page.body });
  }
}

/** Records that are objects; the others are counted by the caller. */
export const objectAt = (records: readonly unknown[], index: number): JsonObject | undefined => {
  const record = records[index];
  return isObject(record) ? record : undefined;
};
