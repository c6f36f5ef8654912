import { expect } from 'vitest';

/** How an operation says no: a status and an envelope. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

const sentence = (text: RegExp | string | undefined): unknown => {
  if (text === undefined) return expect.any(String);
  return typeof text === 'string' ? text : expect.stringMatching(text);
};

const errors = (status: number, error: Readonly<Record<string, unknown>>): Refusal => ({
  status,
  body: { errors: expect.arrayContaining([error]) },
});

/** v2: 400 that names the guilty parameter (v2 reference, section 2). */
export const validation = (param: string, message?: RegExp | string): Refusal =>
  errors(400, { code: 'validation', message: sentence(message), param });

/** v2: 400 without a guilty parameter. */
export const badRequest = (message?: RegExp | string): Refusal => errors(400, { code: 'bad-request', message: sentence(message) });

/** v2: 400, where the references leave open which of its two codes it has. */
export const rejected: Refusal = {
  status: 400,
  body: {
    errors: expect.arrayContaining([
      expect.objectContaining({ code: expect.stringMatching(/^(validation|bad-request)$/), message: sentence(undefined) }),
    ]),
  },
};

/** v2: 403. */
export const forbidden = (message?: RegExp | string): Refusal => errors(403, { code: 'authorization', message: sentence(message) });

/** v2: 404, always with the same words. */
export const notFound: Refusal = errors(404, { code: 'not-found', message: 'Resource not found' });

/** v2: any other code. */
export const problem = (status: number, code: string): Refusal => errors(status, { code, message: sentence(undefined) });

const sentences = (status: number, text?: RegExp | string): Refusal => ({ status, body: expect.arrayContaining([sentence(text)]) });

/** v1: 422 and a list of sentences (v1 reference, section 2). */
export const unprocessable = (text?: RegExp | string): Refusal => sentences(422, text);

/** v1: an id that names nothing is 422 too. */
export const unknownId = (param: string, id: number): Refusal =>
  sentences(422, new RegExp(`^Field ${param}: expected ${id} to be a valid id for model `));

/** v1: 403. */
export const denied = (text?: RegExp | string): Refusal => sentences(403, text);

/** v1: any other status. */
export const refused = (status: number): Refusal => sentences(status);
