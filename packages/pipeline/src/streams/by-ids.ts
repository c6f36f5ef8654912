import type { EndpointSpec } from '@affinity-kit/contract';
import { isId } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import { partWalk } from './chain-stages.ts';
import { batches, type Reading, type Walk } from './stream.ts';

/** Records that can be read in batches by id. */
export interface ByIds {
  readonly endpoint: EndpointSpec;
  /** What a request for whole records says. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly record: Walk['record'];
}

/** Records that were asked for and did not come are asked for once more, in batches of this size: a server may take fewer ids at once. */
const smallBatch = 20;

/** Asks for records by id; a server that knows no `ids` answers with others. */
export const batchWalk = ({ endpoint, input, record }: ByIds, batch: readonly RecordId[]): Walk => {
  const wanted = new Set<unknown>(batch);
  return { endpoint, input: { ...input, ids: batch }, record, inFilter: ({ id }) => isId(id) && wanted.has(id) };
};

/** Which records there are, which were asked for, and which came. */
class Progress {
  readonly #walked = new Set<RecordId>();
  readonly #asked: Set<RecordId>;
  readonly #came = new Set<RecordId>();
  readonly #waiting: RecordId[] = [];

  constructor(known: readonly (readonly RecordId[])[]) {
    this.#asked = new Set(known.flat());
  }

  came(ids: readonly RecordId[]): void {
    for (const id of ids) this.#came.add(id);
  }

  /** Takes the ids of a page, and gives those of whole batches that are new; at the end also the rest. */
  walked(ids: readonly RecordId[], isLast: boolean): readonly (readonly RecordId[])[] {
    for (const id of ids) {
      this.#walked.add(id);
      if (!this.#asked.has(id)) this.#waiting.push(id);
      this.#asked.add(id);
    }
    const whole = this.#waiting.length - (this.#waiting.length % 100);
    return batches(this.#waiting.splice(0, isLast ? this.#waiting.length : whole));
  }

  get missing(): readonly RecordId[] {
    return [...this.#walked].filter((id) => !this.#came.has(id));
  }
}

/**
 * Reads records by their ids, side by side: those that the replica holds at once, others as a walk without fields finds them. The same walk
 * tells which records are gone.
 */
export function* byIdStages(parts: ByIds, reading: Reading): Generator<readonly Walk[]> {
  const { batches: known } = reading;
  const progress = new Progress(known);
  const counted = (batch: readonly RecordId[]): Walk => ({
    ...batchWalk(parts, batch),
    follow: (ids) => {
      progress.came(ids);
      return [];
    },
  });
  const idWalk: Walk = {
    endpoint: parts.endpoint,
    input: { limit: 100 },
    record: ({ id }) => (isId(id) ? id : undefined),
    idsOnly: true,
    leads: true,
    follow: (ids, isLast) => progress.walked(ids, isLast).map(counted),
  };
  const whole = { chain: '', kind: 'whole', from: null, afterId: 0, knownId: 0, pages: null } as const;
  yield [partWalk({ key: '', walk: idWalk, where: 'true' }, whole, reading), ...known.map(counted)];
  const { missing } = progress;
  if (missing.length > 0) yield batches(missing, smallBatch).map((batch) => batchWalk(parts, batch));
}
