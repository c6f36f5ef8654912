import type { Api } from './behaviour/versions.ts';
import { Problem } from './problem.ts';
import { jsonReply, type WireReply } from './wire.ts';

/** v1 knows neither 400 nor 409: what it cannot satisfy is 422 (v1 reference, section 2). */
const v1Status = (status: number): number => (status === 400 || status === 409 ? 422 : status);

/** A problem in the envelope of the API version that was called: `{ errors }` in v2, an array of sentences in v1. */
export const problemReply = (api: Api, problem: Problem): WireReply => {
  if (api === 'v1')
    return jsonReply(
      v1Status(problem.status),
      problem.issues.map(({ message }) => message),
    );
  return jsonReply(problem.status, { errors: problem.issues.map((issue) => ({ code: problem.code, ...issue })) });
};

/** A path that no operation has; v1 says so in a bare JSON string. */
export const unknownEndpointReply = (api: Api): WireReply =>
  api === 'v1' ? jsonReply(404, 'Unknown API endpoint') : problemReply(api, new Problem('not-found', 'Resource not found'));

/** What was thrown, as a problem; anything unforeseen is a 500 that says what happened. */
export const problemOf = (thrown: unknown): Problem => {
  if (thrown instanceof Problem) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem('server', `The sandbox failed: ${reason}`);
};
