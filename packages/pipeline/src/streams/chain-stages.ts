import type { Chain, Part, Reading, Walk } from './stream.ts';
import { Track } from './track.ts';

const wholeOf = ({ key }: Chain): Part => ({ chain: key, kind: 'whole', from: null, afterId: 0, knownId: 0, pages: null });

/** A walk along a part of a chain; what it comes to is noted in the reading. */
export const partWalk = (chain: Chain, part: Part, { tracks }: Reading): Walk => {
  const track = new Track(part, chain.where);
  tracks.push(track);
  const start = part.from === null ? {} : { from: part.from };
  return { ...chain.walk, ...start, ...(part.pages === null ? {} : { pages: part.pages }), track };
};

const partsOf = (chain: Chain, { mode, parts }: Reading): readonly Part[] => {
  const asked = mode === 'full' ? [] : parts.filter((part) => part.chain === chain.key);
  return asked.length > 0 ? asked : [wholeOf(chain)];
};

/**
 * The walks along the chains of a stream: all of them from beginning to end, or the parts that the plan names. Where a part turns out not to
 * be what it was taken for (ids that do not ascend, known records that are not met, a page that the server does not take any more), its chain
 * is walked as a whole.
 */
export function* chainStages(chains: readonly Chain[], reading: Reading): Generator<readonly Walk[]> {
  yield chains.flatMap((chain) => partsOf(chain, reading).map((part) => partWalk(chain, part, reading)));
  if (reading.mode === 'full') return;
  const failed = new Set(reading.tracks.filter(({ part, proved }) => part.kind !== 'whole' && !proved).map(({ part }) => part.chain));
  const again = chains.filter(({ key }) => failed.has(key));
  if (again.length > 0) yield again.map((chain) => partWalk(chain, wholeOf(chain), reading));
}
