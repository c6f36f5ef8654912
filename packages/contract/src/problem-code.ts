/** Codes of the v2 error envelope and the HTTP status that each comes with (v2 reference, section 2). */
export const problemStatuses = {
  authentication: 401,
  authorization: 403,
  'bad-request': 400,
  conflict: 409,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'not-found': 404,
  'not-implemented': 501,
  'rate-limit': 429,
  server: 500,
  timeout: 504,
  'unprocessable-entity': 422,
  'unsupported-media-type': 415,
  validation: 400,
} as const;

/** A documented code; answers may carry others. */
export type ProblemCode = keyof typeof problemStatuses;
