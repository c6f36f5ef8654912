/** Part of a table that one load may remove. */
const guardedPart = 0.05;

/** Rows that may always be removed, however small the table. */
const guardFloor = 20;

/** Whether removing `removed` of `rows` rows is so much that somebody should say yes first. */
export const isLargeDeletion = (removed: number, rows: number): boolean => removed > guardFloor && removed > rows * guardedPart;

/** Why rows that would have left their table stay. */
export type WithheldReason = 'large-deletion' | 'other-user' | 'seen-by-others';

/** Deletions that a load did not make. */
export interface Withheld {
  readonly stream: string;
  readonly table: string;
  /** Rows that would have left the table. */
  readonly rows: number;
  /** Rows of the table. */
  readonly of: number;
  readonly reason: WithheldReason;
}
