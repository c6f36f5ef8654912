import { type EndpointSpec, v1, v2 } from '@affinity-kit/contract';
import { statusOf } from '../extract/errors.ts';
import { isObject, type JsonObject } from '../normalise/record-reader.ts';
import type { SyncClient } from '../sync/options.ts';

/** Where in the time of the feed it is looked at: in the middle of its first, its second and its last third. */
const samples = [1 / 6, 1 / 2, 5 / 6] as const;

/** Asks how much there is, in as few requests as that takes. */
export class Probe {
  readonly #client: SyncClient;
  readonly #signal: AbortSignal | undefined;
  readonly #lists = new Map<string, number>();
  #asked: Promise<void> | undefined;
  requests = 0;

  constructor(client: SyncClient, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#signal = signal;
  }

  /** Requests that a first load of a stream takes; `null` where nothing tells. */
  async requestsOf(stream: string, lists: readonly string[] | undefined): Promise<number | null> {
    switch (stream) {
      case 'companies':
        return await this.#pages(v2.companies.search, { limit: 1, totalCount: true, body: {} });
      case 'persons':
        return await this.#pages(v2.persons.search, { limit: 1, totalCount: true, body: {} });
      case 'notes':
        return await this.#pages(v2.notes.list, { limit: 0, totalCount: true });
      case 'reminders':
        return await this.#pages(v2.reminders.list, { limit: 1, totalCount: true });
      case 'list_entries':
        return await this.#entries(lists);
      case 'field_value_changes':
        return await this.#changes();
      default:
        return ['lists', 'users', 'teams', 'webhooks', 'merges'].includes(stream) ? 1 : null;
    }
  }

  /** The same for an account without API v2: v1 tells the sizes of lists alone, and the values of each entry take a request. */
  async v1RequestsOf(stream: string, lists: readonly string[] | undefined): Promise<number | null> {
    if (stream === 'lists') return 1;
    if (stream === 'fields') return 3;
    return stream === 'list_entries' ? await this.#entries(lists, (size) => size + Math.max(1, Math.ceil(size / 500))) : null;
  }

  /** Of a server that cannot tell, nothing is known; whatever else fails, fails when it is read. */
  async #ask(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.requests++;
    try {
      const { text } = await this.#client.exchange(endpoint, input, this.#signal ? { signal: this.#signal } : {});
      return JSON.parse(text);
    } catch (error) {
      if (statusOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
      return undefined;
    }
  }

  async #pages(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>): Promise<number | null> {
    const answer = await this.#ask(endpoint, input);
    const pagination = isObject(answer) ? answer['pagination'] : undefined;
    const total = isObject(pagination) ? pagination['totalCount'] : undefined;
    return typeof total === 'number' ? Math.max(1, Math.ceil(total / 100)) : null;
  }

  /** v1 tells the sizes of all lists in one answer. */
  async #entries(
    wanted: readonly string[] | undefined,
    requests = (size: number): number => Math.max(1, Math.ceil(size / 100)),
  ): Promise<number | null> {
    this.#asked ??= this.#readLists();
    await this.#asked;
    if (this.#lists.size === 0) return null;
    const names = wanted?.map((name) => name.trim().toLowerCase());
    const sizes = [...this.#lists].filter(([list]) => !names || names.some((name) => list.split('\n').includes(name)));
    return sizes.reduce((sum, [, size]) => sum + requests(size), 0);
  }

  async #readLists(): Promise<void> {
    const answer = await this.#ask(v1.lists.list, {});
    for (const list of Array.isArray(answer) ? answer.filter(isObject) : []) {
      const { id, name, list_size: size } = list;
      if (typeof size === 'number') this.#lists.set(`${String(id)}\n${String(name).toLowerCase()}`, size);
    }
  }

  /** The feed has no count: how long a page of changes lasts from a few moments on tells how many there may be. */
  async #changes(): Promise<number | null> {
    const [first] = await this.#times({ limit: 1 });
    const [last] = await this.#times({ limit: 1, orderBy: ['-changedAt'] });
    if (first === undefined || last === undefined) return first === last ? 1 : null;
    const share = (last - first) / samples.length;
    const pages: number[] = [];
    for (const sample of samples) {
      const from = first + (last - first) * sample;
      const times = await this.#times({ limit: 100, filter: `changedAt>=${new Date(from).toISOString()}` });
      pages.push(times.length < 100 ? times.length / 100 : share / Math.max((times.at(-1) ?? from) - from, 1));
    }
    return Math.max(1, Math.ceil(pages.reduce((sum, one) => sum + one, 0)));
  }

  async #times(input: JsonObject): Promise<readonly number[]> {
    const answer = await this.#ask(v2.fieldValueChanges.list, input);
    const rows = isObject(answer) && Array.isArray(answer['data']) ? answer['data'].filter(isObject) : [];
    return rows.map(({ changedAt }) => Date.parse(String(changedAt))).filter((at) => !Number.isNaN(at));
  }
}
