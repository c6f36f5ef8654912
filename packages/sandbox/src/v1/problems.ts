import { Problem, unprocessable } from '../problem.ts';

/** An id that names nothing: 422, never 404 (v1 reference, section 2). */
export const unknownId = (param: string, id: number, model: string): Problem =>
  unprocessable(`Field ${param}: expected ${id} to be a valid id for model Affinity::Models::${model}`);

/** A record that was merged away: 422 too, with the id of the record that it lives on in. */
export const mergedAway = (param: string, id: number, survivorId: number): Problem =>
  unprocessable(`${param}: ${id} no longer exists as it has been merged into ${survivorId}`);

/** Something that exists, and that the caller may not touch. */
export const noAccess = (what: string): Problem => new Problem('authorization', `You do not have access to this ${what}`);
