/** The journal beside the database cannot be written. What was written before is whole, and the next sync goes on from it. */
export class AffinityJournalError extends Error {
  override readonly name = 'AffinityJournalError';
  readonly code = 'journal';
  readonly category = 'failed';
  /** What the user can do about it. */
  readonly nextStep: string;

  constructor(folder: string, cause: Error) {
    super(`The journal in ${folder} cannot be written (${cause.message}).`, { cause });
    this.nextStep = `Make room on the disk, or make the folder writable, then run the command again: it goes on from where it was.`;
  }
}

const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR', 'EMFILE']);

/** Turns an error of the file system into ours; others are given back as they are. */
export const journalError = (folder: string, error: unknown): unknown =>
  error instanceof Error && 'code' in error && codes.has(error.code) && 'syscall' in error
    ? new AffinityJournalError(folder, error)
    : error;
