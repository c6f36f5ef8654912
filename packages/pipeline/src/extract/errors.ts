/** The literal code of an error of the client, or of our own. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The HTTP status behind an error of the client. */
export const statusOf = (error: unknown): number | undefined => {
  const diagnostics = error instanceof Error && 'diagnostics' in error ? error.diagnostics : undefined;
  const status = typeof diagnostics === 'object' && diagnostics !== null && 'status' in diagnostics ? diagnostics.status : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** The permission that a 403 is about, as far as the answer or the operation names one. */
export const permissionOf = (error: unknown): string | undefined =>
  error instanceof Error && 'permission' in error && typeof error.permission === 'string' ? error.permission : undefined;

/** Requests that a failed call cost. */
export const attemptsOf = (error: unknown): number => {
  const diagnostics = error instanceof Error && 'diagnostics' in error ? error.diagnostics : undefined;
  const attempts = typeof diagnostics === 'object' && diagnostics !== null && 'attempts' in diagnostics ? diagnostics.attempts : undefined;
  return typeof attempts === 'number' ? attempts : 1;
};

/** Thrown when an answer holds records that its filter should have kept out: the server does not know filters. */
export class FilterIgnoredError extends Error {
  readonly code = 'filter-ignored';
}

/** Thrown when an answer with a good status cannot be understood as a page. */
export class UnreadableAnswerError extends Error {
  readonly code = 'unreadable-answer';
}
