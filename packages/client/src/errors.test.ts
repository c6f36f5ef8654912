import { describe, expect, it } from 'vitest';
import * as errors from './errors.ts';
import { createFake, json, rateHeaders } from './fake-fetch.fixture.ts';

const classes = new Map(Object.entries(errors));

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
  const { affinity } = createFake(() => json(body, { status, headers }), { retry: false });
  return affinity.v2.companies.list().then(
    () => undefined,
    (error: unknown) => error,
  );
};

const v2Error = (code: string, message: string, param?: string) => ({ errors: [{ code, message, ...(param && { param }) }] });

describe('an error answer', () => {
  it.each<[number, unknown, keyof typeof errors, object]>([
    [401, v2Error('authentication', 'Invalid key'), 'AffinityAuthenticationError', { code: 'authentication' }],
    [403, v2Error('authorization', 'Missing permission: Manage Users'), 'AffinityAuthorizationError', { permission: 'Manage Users' }],
    [403, v2Error('authorization', 'Missing permission: Walk on Water'), 'AffinityAuthorizationError', { permission: 'Walk on Water' }],
    [403, v2Error('authorization', 'needs export-all-people'), 'AffinityAuthorizationError', { permission: 'Export All People directory' }],
    [403, ['no'], 'AffinityAuthorizationError', { permission: 'Export All Organizations directory' }],
    [404, v2Error('not-found', 'Resource not found'), 'AffinityNotFoundError', { code: 'not_found' }],
    [404, 'Unknown API endpoint', 'AffinityNotFoundError', { code: 'not_found' }],
    [400, v2Error('validation', 'limit must be between 1 and 100', 'limit'), 'AffinityValidationError', { param: 'limit' }],
    [400, v2Error('bad-request', 'Invalid filter provided'), 'AffinityValidationError', { param: undefined }],
    [422, ['There exists a contact with this email address.'], 'AffinityValidationError', { code: 'validation' }],
    [
      422,
      ['Field person_id: expected 999 to be a valid id for model Affinity::Models::Person'],
      'AffinityNotFoundError',
      { code: 'not_found' },
    ],
    [422, ['organization_id: 70455 no longer exists as it has been merged into 70901'], 'AffinityMergedError', { survivingId: 70901 }],
    [405, v2Error('method-not-allowed', 'no'), 'AffinityRequestError', { code: 'request' }],
    [409, v2Error('conflict', 'no'), 'AffinityRequestError', { code: 'request' }],
    [500, v2Error('server', 'no'), 'AffinityServerError', { code: 'server' }],
    [501, v2Error('not-implemented', 'no'), 'AffinityServerError', { code: 'server' }],
  ])('of status %i saying %j is an %3$s', async (status, body, name, more) => {
    const error = await answer(status, body);
    expect(error).toBeInstanceOf(classes.get(name));
    expect(error).toBeInstanceOf(errors.AffinityError);
    expect(error).toMatchObject({ name, ...more, diagnostics: { method: 'GET', path: '/v2/companies', status, attempts: 1 } });
  });

  it('of status 429 tells when to try again', async () => {
    const body = v2Error('rate-limit', 'Rate limit exceeded');
    expect(await answer(429, body, rateHeaders({ remaining: 0, reset: 12 }))).toMatchObject({ code: 'rate_limit', retryAfterMs: 12_000 });
    expect(await answer(429, body, { 'retry-after': '3' })).toMatchObject({ code: 'rate_limit', retryAfterMs: 3_000 });
    expect(await answer(429, body, { 'retry-after': '-3' })).toMatchObject({ code: 'rate_limit', retryAfterMs: undefined });
    expect(await answer(429, body, rateHeaders({ remaining: 9, reset: 12 }, { remaining: 0 }))).toMatchObject({ code: 'monthly_quota' });
  });

  it('says what happened in one sentence, and the circumstances beside it', async () => {
    const error = await answer(400, v2Error('validation', 'must be between 1 and 100', 'limit'), {
      ...rateHeaders({ remaining: 5, reset: 9 }),
      'x-request-id': 'r-1',
    });
    expect(error).toMatchObject({
      message: 'GET /v2/companies answered 400: must be between 1 and 100 (limit)',
      diagnostics: { requestId: 'r-1', rate: { minute: { remaining: 5 } }, bodyExcerpt: expect.stringContaining('must be between') },
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'AffinityValidationError',
      code: 'validation',
      diagnostics: { status: 400 },
    });
  });

  it('quotes no more of the body than its beginning', async () => {
    const error = await answer(500, { message: 'x'.repeat(100_000) });
    if (!(error instanceof errors.AffinityError)) throw new Error('Not an AffinityError');
    expect(error.diagnostics.bodyExcerpt?.length).toBe(500);
    expect(error.message.length).toBeLessThan(2_000);
  });
});

describe('the error classes', () => {
  it('are all called Affinity…Error, by their own name, with a code of their own', () => {
    for (const name of Object.keys(errors)) expect(name).toMatch(/^Affinity\w+Error$|^AffinityError$/);
  });
});
