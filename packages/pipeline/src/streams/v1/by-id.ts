import type { EndpointSpec } from '@affinity-kit/contract';
import type { RecordId } from '../../replica/feed.ts';
import type { Walk } from '../stream.ts';

/** How v1 answers for a record that is gone, or that became part of another (v1 reference, section 2). */
export const gone: readonly number[] = [404, 422];

/** How one record is asked for. */
export interface ById {
  readonly endpoint: EndpointSpec;
  /** Parameters that name it. */
  readonly input: (id: RecordId) => Walk['input'];
  readonly record: Walk['record'];
}

/** Asks for records one by one: v1 takes no more than one id. */
export const byIdWalks = ({ endpoint, input, record }: ById, ids: readonly RecordId[]): readonly Walk[] =>
  ids.map((id) => ({ endpoint, input: input(id), single: true, nothingOn: gone, record }));
