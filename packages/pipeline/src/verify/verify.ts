import { openReplica } from '../replica/index.ts';
import type { ReplicaReader } from '../replica/reader.ts';
import type { SyncClient } from '../sync/options.ts';
import { Asker } from './asker.ts';
import { compareCounts } from './counts.ts';
import { compareEntries } from './entries.ts';
import { compareSamples } from './samples.ts';
import type { Verification } from './verification.ts';

/** What to compare. */
export interface VerifyOptions {
  readonly client: SyncClient;
  /** Path of the replica. */
  readonly database: string;
  /**
   * Records of each kind that are asked for again, and a fifth as many list entries; 100 when left out, which is a request for each kind, five
   * for notes, and 20 for entries, which Affinity serves one by one.
   */
  readonly sample?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a verification found: the object that `affinity verify --json` prints. */
export interface VerifyReport {
  readonly status: 'same' | 'different' | 'unknown';
  readonly requests: number;
  readonly checks: readonly Verification[];
}

/** Streams that a load has filled; of others there is nothing to compare. */
async function loadedStreams(replica: ReplicaReader): Promise<Set<string>> {
  const rows = await replica.query("SELECT DISTINCT stream FROM _streams WHERE status = 'succeeded'");
  return new Set(rows.map(({ stream }) => String(stream)));
}

const overall = (checks: readonly Verification[]): VerifyReport['status'] => {
  if (checks.some(({ outcome }) => outcome === 'different')) return 'different';
  return checks.some(({ outcome }) => outcome === 'same') ? 'same' : 'unknown';
};

/**
 * Compares the replica with Affinity: the number of companies, persons, notes and entries of each list, all lists, and a
 * random sample of companies, persons, opportunities and notes by id, and of list entries with their values. What changed in Affinity since
 * the last load differs, and rightly so.
 *
 * It costs a request for each number, and for each hundred records, each twenty notes or each list entry of the samples.
 *
 * @throws the client's errors but for missing permissions; AffinityReplicaError when the replica cannot be read.
 */
export const verify = async (options: VerifyOptions): Promise<VerifyReport> => {
  const replica = await openReplica(options.database);
  try {
    const asker = new Asker(options);
    const loaded = await loadedStreams(replica);
    const sample = Math.floor(options.sample ?? 100);
    const entries = loaded.has('list_entries') ? Math.ceil(sample / 5) : 0;
    const checks = [
      ...(await compareCounts(replica, asker, loaded)),
      ...(await compareSamples(replica, asker, { loaded, sample })),
      ...(entries > 0 ? [await compareEntries(replica, asker, entries)] : []),
    ];
    return { status: overall(checks), requests: asker.requests, checks };
  } finally {
    replica.close();
  }
};
