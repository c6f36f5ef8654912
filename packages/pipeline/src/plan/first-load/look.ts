import type { EndpointSpec } from '@affinity-kit/contract';
import type { SyncOptions } from '../../sync/options.ts';
import { type Estimate, unknown } from '../estimate.ts';
import type { KnownLists } from '../known-lists.ts';
import { type Probe, Refusal } from '../probe.ts';

/** What a first load is priced by. */
export interface Look {
  readonly probe: Probe;
  readonly lists: KnownLists;
  readonly asked: Pick<SyncOptions, 'lists' | 'views' | 'include' | 'prefer'>;
  readonly now: Date;
}

/** Prices a stream of which nothing is known yet. */
export type Estimator = (look: Look) => Promise<Estimate> | Estimate;

/** Where a collection has no count. */
export const untold = unknown('Affinity does not tell how many there are');
/** Where lists have no sizes. */
export const untoldLists = unknown('v1, which tells the sizes of lists, does not answer');

/** What is refused costs the request that finds out. */
export const refused = ({ isOfKey }: Refusal): Estimate => ({
  requests: 1,
  certainty: 'about',
  basis: isOfKey ? 'this key may not read it' : 'not served to this account',
});

/** The sum of numbers. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What a collection takes that tells its total, where it is read itself. */
export const byTotal = async (
  { probe }: Look,
  { endpoint, input }: { readonly endpoint: EndpointSpec; readonly input?: Readonly<Record<string, unknown>> },
  estimate: (total: number) => Estimate | Promise<Estimate>,
): Promise<Estimate> => {
  const total = await probe.total(endpoint, input);
  if (total instanceof Refusal) return refused(total);
  return total === undefined ? untold : await estimate(total);
};
