import { newestApiVersion } from '@affinity-kit/contract';
import { createAdmin } from './admin/admin.ts';
import { createExchanges } from './admin/exchanges.ts';
import { isAdminTarget } from './admin/guard.ts';
import type { AccountFacts } from './admin/parts.ts';
import { createRequestLog, type LoggedRequest } from './admin/request-log.ts';
import { createClock, type SandboxClock } from './behaviour/clock.ts';
import { createDeliveries, type WebhookAttempt } from './behaviour/deliveries.ts';
import { createDownloadLinks, downloadPrefix } from './behaviour/download-links.ts';
import { createFaults, type Faults } from './behaviour/faults.ts';
import { createKeyChain, type KeyRequest, type SandboxKey } from './behaviour/key-chain.ts';
import { createMeter, defaultLimits, type Meter } from './behaviour/limits.ts';
import { planLimits } from './behaviour/plans.ts';
import { createReadReplica } from './behaviour/read-replica.ts';
import { sendToLoopback } from './behaviour/webhook-sender.ts';
import { serveDownloads } from './downloads.ts';
import type { FirmIdentity } from './firm-source.ts';
import { createFetch, type Fetch } from './in-process-fetch.ts';
import { mount, type NamedOperation, type ServedOperation } from './mount.ts';
import type { BehaviourOptions } from './options.ts';
import { createProfile } from './profile/create-profile.ts';
import { Random } from './seed/random.ts';
import { createServer } from './server.ts';
import type { State } from './state/state.ts';
import type { WireReply, WireRequest } from './wire.ts';

/** A moment to go back to: the state of the firm and the time of the clock. */
export interface Snapshot {
  readonly id: number;
  /** The sandbox's own time when it was taken. */
  readonly now: string;
}

/** A local Affinity. */
export interface Sandbox {
  /**
   * Base URL for a client that is given `fetch`; nothing listens there.
   *
   * Each sandbox has a name of its own below `.localhost`, so that clients that share a pace per key and host keep two sandboxes apart.
   */
  readonly url: string;
  /** The keys it accepts now: one for each active user, and those that were made. */
  readonly keys: readonly SandboxKey[];
  /** Makes one more key, for a user or a role, with other permissions where they are named. */
  readonly createKey: (request?: KeyRequest) => SandboxKey;
  /** Lets a key act as another active user; `null` gives it back to its owner. */
  readonly actAs: (key: string, userId: number | null) => SandboxKey;
  /** The standard `fetch`, answered in this process; under a `drop` fault it rejects with a `TypeError`, as a broken connection does. */
  readonly fetch: Fetch;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  /** Reads and changes the limits, and tells what they have counted. */
  readonly limits: Pick<Meter, 'current' | 'change' | 'state' | 'clear'>;
  readonly webhooks: {
    /** The last attempts to deliver, oldest first. */
    readonly attempts: () => readonly WebhookAttempt[];
    /** Resolves once nothing is on its way that is due by the clock: `clock.advance(…)` makes retries due. */
    readonly settled: () => Promise<void>;
  };
  /** The last requests, oldest first. */
  readonly requests: () => readonly LoggedRequest[];
  /** Goes back to the firm as it was seeded, the first moment of the clock, fresh allowances, the keys and faults it was created with and an empty log. */
  readonly reset: () => void;
  /** Keeps the state of the firm and the time. */
  readonly snapshot: () => Snapshot;
  /** Goes back to what was kept; what happened since is lost. Allowances, faults and log stay as they are. */
  readonly restore: (snapshot: Snapshot) => void;
  /** What `fetch` and `listen` are made of. */
  readonly handle: (request: WireRequest) => Promise<WireReply>;
  /** Releases the state. */
  readonly close: () => void;
}

/** What a sandbox is put together from. */
export interface SandboxParts {
  readonly state: State;
  readonly operations: readonly ServedOperation[];
  /** Operations that Affinity has, served or not. */
  readonly known: readonly NamedOperation[];
  readonly seed: number;
  /** A firm of the caller's own unless given. */
  readonly size?: FirmIdentity['size'];
  readonly start: Date;
  readonly behaviour: BehaviourOptions;
  /** Called when the clock was moved. */
  readonly onClockMove?: (reading: number) => void;
}

let created = 0;

const nextUrl = (): string => {
  created += 1;
  return `http://sandbox-${created}.localhost`;
};

/** A topic of its own, so that faults draw from another stream than the firm. */
const faultTopic = 0xfa17;

const createSnapshots = (state: State, clock: SandboxClock, settle: () => void) => {
  const taken = new Map<string, Snapshot>();
  const restore = (snapshot: Snapshot): void => {
    state.restore(snapshot.id);
    settle();
    clock.set(snapshot.now);
  };
  const snapshot = (): Snapshot => {
    const made = { id: state.snapshot(), now: clock.now().toISOString() };
    taken.set(String(made.id), made);
    return made;
  };
  const restoreByName = (name: string): boolean => {
    const found = taken.get(name);
    if (found !== undefined) restore(found);
    return found !== undefined;
  };
  const list = () => [...taken].map(([name, { now }]) => ({ snapshot: name, now }));
  return { snapshot, restore, restoreByName, list };
};

/** What every request of a sandbox shares. */
const createInstruments = ({ state, seed, start, behaviour, onClockMove }: SandboxParts) => {
  const frozen = behaviour.clock === 'frozen';
  const onMove = (reading: number): void => {
    onClockMove?.(reading);
    deliveries.pump();
  };
  const clock = createClock({ start, frozen, onMove });
  const deliveries = createDeliveries({ state, clock, send: behaviour.sendWebhook ?? sendToLoopback, running: !frozen });
  const links = createDownloadLinks({ state, now: clock.now, secret: `sandbox ${seed}` });
  const meter = createMeter({ ...defaultLimits, ...planLimits(behaviour), ...behaviour.limits }, () => clock.now().getTime());
  const profile = createProfile(behaviour, seed);
  const faults = createFaults([...(behaviour.faults ?? []), ...profile.faults], () => new Random(seed, faultTopic, 0));
  const log = createRequestLog(behaviour.logSize ?? 10_000);
  const exchanges = createExchanges(behaviour.logBodies ?? true);
  const { v2LagMs } = behaviour;
  const lagMs = v2LagMs === undefined ? (profile.lagMs ?? (() => 0)) : () => v2LagMs;
  const replica = createReadReplica({ state, now: clock.now, lagMs });
  return {
    clock,
    meter,
    faults,
    log,
    exchanges,
    keyChain: createKeyChain(state.users.all),
    deliveries,
    links,
    replica,
    distort: profile.distort,
  };
};

const accountOf = ({ seed, size = 'own', behaviour }: SandboxParts): AccountFacts => ({
  seed,
  size,
  profile: behaviour.profile ?? 'strict',
  plan: behaviour.plan ?? null,
  v2: behaviour.v2 ?? true,
  apiVersion: behaviour.apiVersion ?? newestApiVersion,
  clock: behaviour.clock ?? 'running',
});

/** Puts a sandbox together; `createSandbox` does so with all of Affinity's operations and an invented firm. */
export const assemble = (parts: SandboxParts): Sandbox => {
  const { state, behaviour, start } = parts;
  const instruments = createInstruments(parts);
  const { clock, meter, faults, log, exchanges, keyChain, deliveries, replica } = instruments;
  /** What was underway in another state of the firm is no more. */
  const settle = (): void => {
    deliveries.clear();
    replica.catchUp();
  };
  const snapshots = createSnapshots(state, clock, settle);
  const reset = (): void => {
    state.reset();
    settle();
    clock.set(start);
    meter.clear();
    faults.reset();
    log.clear();
    exchanges.clear();
    keyChain.reset();
  };
  const serve = createServer({
    ...instruments,
    router: mount(parts.operations, parts.known),
    state,
    keys: keyChain.ring,
    latency: behaviour.latency ?? 0,
    mergeDelayMs: behaviour.mergeDelayMs ?? 500,
    account: behaviour,
    apiVersion: behaviour.apiVersion ?? newestApiVersion,
    checkResponses: behaviour.checkResponses ?? false,
  });
  const admin = createAdmin({
    ...instruments,
    state,
    account: accountOf(parts),
    reset,
    snapshot: () => String(snapshots.snapshot().id),
    snapshots: snapshots.list,
    restore: snapshots.restoreByName,
  });
  const download = serveDownloads(instruments);
  const handle = (request: WireRequest): Promise<WireReply> => {
    if (isAdminTarget(request.target)) return admin(request);
    return (request.target.startsWith(downloadPrefix) ? download : serve)(request);
  };
  const { snapshot, restore } = snapshots;
  const close = (): void => {
    deliveries.close();
    state.close();
  };
  return {
    url: nextUrl(),
    get keys() {
      return keyChain.all();
    },
    createKey: (request = {}) => keyChain.create(request),
    actAs: keyChain.actAs,
    fetch: createFetch(handle),
    clock,
    faults,
    limits: meter,
    webhooks: deliveries,
    requests: log.all,
    reset,
    snapshot,
    restore,
    handle,
    close,
  };
};
