import type { EndpointSpec } from '@affinity-kit/contract';
import type { Snapshot, State } from '../state/state.ts';
import type { Api } from './versions.ts';

/** What v2 reads from: Affinity has it answer from a replica that lags behind writes of v1 (v2 reference, section 14). */
export interface ReadReplica {
  /** Runs a handler on what its API can see by now. */
  readonly serve: <T>(api: Api, effect: EndpointSpec['effect'], run: () => T) => T;
  /** Sees everything at once, as after a restore. */
  readonly catchUp: () => void;
}

interface ReplicaParts {
  readonly state: State;
  readonly now: () => Date;
  /** How long the next write stays unseen by the sandbox's clock; 0 for none. */
  readonly lagMs: () => number;
}

interface Unseen {
  /** The state before a write of v1. */
  readonly before: Snapshot;
  /** When v2 sees it. */
  readonly seenAtMs: number;
}

/** Writes of v1 become visible to v2 in their order, each after the lag; a write of v2 brings all of them along, so that v2 sees its own at once. */
export const createReadReplica = ({ state, now, lagMs }: ReplicaParts): ReadReplica => {
  let unseen: Unseen[] = [];
  const catchUp = (): void => {
    unseen = [];
  };
  const readBehind = <T>(before: Snapshot, run: () => T): T => {
    const present = state.snapshot();
    state.restore(before);
    try {
      return run();
    } finally {
      state.restore(present);
    }
  };
  return {
    catchUp,
    serve: (api, effect, run) => {
      const nowMs = now().getTime();
      const isAhead = api === 'v1' && effect === 'write';
      const delayMs = isAhead ? lagMs() : 0;
      if (delayMs > 0) unseen.push({ before: state.snapshot(), seenAtMs: Math.max(nowMs + delayMs, unseen.at(-1)?.seenAtMs ?? 0) });
      if (unseen.length === 0) return run();
      if (api === 'v2' && effect === 'write') catchUp();
      if (api === 'v1' || effect === 'write') return run();
      unseen = unseen.filter(({ seenAtMs }) => seenAtMs > nowMs);
      const [oldest] = unseen;
      return oldest === undefined ? run() : readBehind(oldest.before, run);
    },
  };
};
