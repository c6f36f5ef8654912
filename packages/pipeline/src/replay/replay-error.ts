/** The replica cannot be rebuilt from its journal; the database is as it was. */
export class AffinityReplayError extends Error {
  override readonly name = 'AffinityReplayError';
  readonly code: 'replay-empty' | 'replay-incomplete' | 'replay-unknown-stream' | 'replay-damaged' | 'replay-held-open';
  readonly category = 'refused';
  /** What the user can do about it. */
  readonly nextStep: string;
  /** Streams that it is about. */
  readonly streams: readonly string[];

  private constructor(code: AffinityReplayError['code'], { message, nextStep, streams = [] }: Explanation) {
    super(message);
    this.code = code;
    this.nextStep = nextStep;
    this.streams = streams;
  }

  static empty(folder: string): AffinityReplayError {
    return new AffinityReplayError('replay-empty', {
      message: `${folder} holds no finished sync to rebuild a database from.`,
      nextStep: sync,
    });
  }

  static incomplete(streams: readonly string[]): AffinityReplayError {
    const message = `The journal holds no whole walk of ${streams.join(', ')}: what it does not hold would be missing from the new database.`;
    return new AffinityReplayError('replay-incomplete', { message, nextStep: `${sync} ${allow}`, streams });
  }

  static unknown(streams: readonly string[]): AffinityReplayError {
    const message = `The journal holds streams that are not built in: ${streams.join(', ')}.`;
    return new AffinityReplayError('replay-unknown-stream', {
      message,
      nextStep: `Pass their definitions in \`streams\`. ${allow}`,
      streams,
    });
  }

  static damaged(loadId: string, problems: readonly { readonly stream: string; readonly problem: string }[]): AffinityReplayError {
    const message = `The pages of load ${loadId} are damaged or missing (${problems.map(({ stream, problem }) => `${stream}: ${problem}`).join('; ')}).`;
    const streams = problems.map(({ stream }) => stream);
    return new AffinityReplayError('replay-damaged', { message, nextStep: `${sync} ${allow}`, streams });
  }

  static heldOpen(database: string): AffinityReplayError {
    const message = `Another program holds ${database} open; the rebuilt version waits for the next sync, which puts it in place.`;
    return new AffinityReplayError('replay-held-open', { message, nextStep: 'Close it there and sync.' });
  }
}

interface Explanation {
  readonly message: string;
  readonly nextStep: string;
  readonly streams?: readonly string[];
}

const sync = 'Sync in full instead (`affinity sync --full`).';
const allow = 'With `allowIncomplete` what the journal holds is rebuilt.';
