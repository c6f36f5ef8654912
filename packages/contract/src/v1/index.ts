/** The v1 API, which lives at the root of the host. */
export const v1 = {};
