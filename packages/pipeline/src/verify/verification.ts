/** What one comparison found. */
export interface Verification {
  /** What was compared, such as `companies` or `entries of Deal Flow`. */
  readonly subject: string;
  readonly kind: 'count' | 'sample';
  /** `same`, `different`, or `unknown` where Affinity does not say or does not permit it. */
  readonly outcome: 'same' | 'different' | 'unknown';
  /** Records in the replica; of a sample those that were compared. */
  readonly here: number;
  /** Records in Affinity; of a sample those that are the same there. `null` when unknown. */
  readonly there: number | null;
  /** Ids of records that differ, up to 20. */
  readonly ids: readonly number[];
  /** Columns in which they differ, of list entries also ids of fields; `id` where Affinity has a record no more, or one that the replica lacks. */
  readonly columns: readonly string[];
}
