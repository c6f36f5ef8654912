import type { FirmSink, FirmSize } from './seed/model.ts';
import { always } from './state/keyset.ts';
import type { State } from './state/state.ts';

/** Which firm a sandbox is filled with. */
export interface FirmSource {
  /** Equal seeds give equal firms; 1 unless given. */
  readonly seed?: number;
  /** `S` unless given. */
  readonly size?: FirmSize;
  /** The moment at which the firm's history ends and the clock starts; a fixed one unless given, so that equal options give equal answers. */
  readonly now?: Date | string;
  /**
   * Whether all of its meetings, calls, chats and e-mails are there one by one (50,000 for `S`), which takes about as long again; without it
   * only those that notes are about.
   */
  readonly interactions?: boolean;
  /**
   * Writes a firm of one's own in the place of the invented one. What it leaves out, every account has: a person for each user, and the
   * fields that Affinity computes (`last-email`, `created-at`, `persons` …).
   */
  readonly firm?: (sink: FirmSink) => void;
}

/** What a state remembers of the firm in it. */
export interface FirmIdentity {
  readonly seed: number;
  /** `own` for a firm that was not invented. */
  readonly size: FirmSize | 'own';
  readonly now: string;
  readonly interactions: boolean;
}

/** An identity, and when by real time the firm was written: the clock of a reopened file has gone on since. */
interface Filled extends FirmIdentity {
  readonly filledAt: number;
}

const defaultNow = '2026-11-20T17:00:00.000Z';

/** What the options ask for, defaults filled in. */
const identityOf = ({ seed = 1, size = 'S', now = defaultNow, interactions = false, firm }: FirmSource): FirmIdentity => ({
  seed,
  size: firm === undefined ? size : 'own',
  now: new Date(now).toISOString(),
  interactions,
});

/** A state file holds another firm than the one that was asked for. */
export class SandboxFileMismatchError extends Error {
  override readonly name = 'SandboxFileMismatchError';
  /** What the file holds. */
  readonly found: FirmIdentity;

  constructor(found: FirmIdentity, differences: string) {
    super(
      `The state file holds another firm: ${differences}. Leave the option out to use the firm that is there, choose another file, or pass reseed to replace it.`,
    );
    this.found = found;
  }
}

const filledIn = (state: State): Filled | undefined => {
  const fingerprint = state.fingerprint();
  return fingerprint === undefined ? undefined : (JSON.parse(fingerprint) as Filled); // written by fill() below
};

/** Only what was asked for in so many words must agree: a file that is opened without options is taken as it is. */
const checkIdentity = (found: FirmIdentity, source: FirmSource): void => {
  const wanted = identityOf(source);
  const asked = (['seed', 'size', 'now', 'interactions'] as const).filter(
    (name) => source[name] !== undefined || (name === 'size' && source.firm !== undefined),
  );
  const differences = asked.filter((name) => found[name] !== wanted[name]).map((name) => `${name} is ${found[name]}, not ${wanted[name]}`);
  if (differences.length > 0) throw new SandboxFileMismatchError(found, differences.join(', '));
};

/** The last moment at which anything is known to have happened. */
const lastChange = (state: State): number => {
  const [change] = state.changes.page(always, { position: undefined, count: 1 }, true);
  return change === undefined ? 0 : Date.parse(change.changedAt);
};

/** A firm in its state, and the time its clock starts at. */
export interface SettledFirm {
  readonly identity: FirmIdentity;
  readonly start: Date;
}

const fill = (state: State, identity: FirmIdentity, write: (sink: FirmSink) => void): SettledFirm => {
  const filled: Filled = { ...identity, filledAt: Date.now() };
  state.load(JSON.stringify(filled), write);
  return { identity, start: new Date(identity.now) };
};

/** Time has passed while the file was closed, unless the clock stands still; nothing new may be older than what is there. */
const resume = (state: State, found: Filled, frozen: boolean): SettledFirm => {
  const elapsedMs = frozen ? 0 : Math.max(0, Date.now() - found.filledAt);
  const { seed, size, now, interactions } = found;
  return { identity: { seed, size, now, interactions }, start: new Date(Math.max(Date.parse(now) + elapsedMs, lastChange(state))) };
};

/** How a firm comes into a state. */
export interface SettleOptions {
  readonly source: FirmSource;
  /** Replaces another firm. */
  readonly reseed: boolean;
  readonly frozen: boolean;
  /** Writes the firm of an identity. */
  readonly write: (identity: FirmIdentity, sink: FirmSink) => void;
}

/**
 * Sees to it that a state holds the firm that was asked for: an empty one is filled, a filled one opens as it is.
 *
 * @throws SandboxFileMismatchError where it holds another firm and `reseed` is not set.
 */
export const settleFirm = (state: State, { source, reseed, frozen, write }: SettleOptions): SettledFirm => {
  const found = filledIn(state);
  if (found !== undefined && !reseed) {
    checkIdentity(found, source);
    return resume(state, found, frozen);
  }
  const identity = identityOf(source);
  return fill(state, identity, (sink) => write(identity, sink));
};
