import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AffinityError } from './errors.ts';
import { brokenConnection, createFake, json, type Reply, rateHeaders, testKey } from './fake-fetch.fixture.ts';
import { createSecret } from './secret.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Every form in which the key could be recognised. */
const forms = [
  testKey,
  encodeURIComponent(testKey),
  base64(testKey),
  base64(`:${testKey}`),
  base64(testKey).replace(/=+$/, ''),
  base64(`xx${testKey}`).slice(4, -4),
  Buffer.from(testKey).toString('base64url'),
  new URLSearchParams({ key: testKey }).toString().slice(4),
];

const leaksIn = (text: string): string[] => forms.filter((form) => text.includes(form));

const shown = (thing: unknown): string => {
  const json = JSON.stringify(thing, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
  const deep = inspect(thing, { depth: 20, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null });
  const error = thing instanceof Error ? `${thing.message} ${thing.stack} ${inspect(thing.cause, { depth: 20 })}` : '';
  return `${String(thing)} ${json} ${deep} ${error}`;
};

/** A server that echoes what it was sent in every place it can. */
const echo = (status: number): Reply => {
  const said = `you sent ${testKey} and ${encodeURIComponent(testKey)} and ${base64(`:${testKey}`)}`;
  return () =>
    json(
      { errors: [{ code: 'validation', message: said, param: said }] },
      {
        status,
        headers: {
          ...rateHeaders({ remaining: 5, reset: 5 }),
          'x-request-id': testKey,
          'x-echo': `Bearer ${testKey}`,
          location: `https://${'e'.repeat(3)}.example/${encodeURIComponent(testKey)}`,
        },
      },
    );
};

const evilFetch: Reply = (seen) => {
  throw Object.assign(brokenConnection('ECONNRESET'), {
    message: `failed with ${testKey}`,
    request: seen,
    cause: Object.assign(new Error(testKey), { headers: seen.headers }),
  });
};

describe('a key', () => {
  const replies: [string, Reply][] = [
    ...[200, 302, 400, 401, 403, 404, 422, 429, 500].map((status): [string, Reply] => [
      `an answer of ${status} that echoes it`,
      echo(status),
    ]),
    ['a fetch that throws it', evilFetch],
    ['a body that is cut', () => new Response(`{"key": "${testKey}"`)],
    ['a page of markup', () => new Response(`<p>${testKey}</p>`)],
  ];

  it.each(replies)('appears nowhere after %s', async (_, reply) => {
    for (const auth of ['bearer', 'basic'] as const) {
      const told: unknown[] = [];
      const tell = (...things: unknown[]): void => void told.push(...things);
      const { affinity, until } = createFake(reply, {
        auth,
        retry: { retries: 1 },
        hooks: { onRequest: tell, onResponse: tell, onRetry: tell },
        logger: { debug: tell, warn: tell },
      });
      const calls = [
        () => affinity.v1.lists.get({ list_id: 1 }).withResponse(),
        () => affinity.v2.lists.entries.fieldValues.get({ listId: 1, listEntryId: 2, fieldId: testKey }).withResponse(),
        () => affinity.v2.companies.list({ cursor: testKey }).withResponse(),
      ];
      for (const call of calls) {
        const outcome: unknown = await until(call().catch((error: unknown) => error));
        if (outcome instanceof AffinityError) told.push(outcome, outcome.diagnostics);
        // The body belongs to the caller; what stands beside it is ours.
        else if (typeof outcome === 'object' && outcome !== null && 'response' in outcome)
          told.push(outcome.response, [...(outcome as { response: { headers: Headers } }).response.headers]);
        else throw outcome;
      }
      told.push(affinity, affinity.rate, affinity.v2.companies.list, affinity.readOnly(), calls);
      expect(leaksIn(told.map(shown).join('\n'))).toEqual([]);
    }
  });

  it('appears neither in a secret nor in what it tells of itself', () => {
    const secret = createSecret(testKey);
    expect(leaksIn(shown(secret))).toEqual([]);
    expect(secret.fingerprint).not.toContain(testKey.slice(0, 6));
    expect(createSecret(`${testKey}\n`).fingerprint).toBe(secret.fingerprint);
    expect(createSecret(`${testKey}y`).fingerprint).not.toBe(secret.fingerprint);
  });

  it.each(['kéy', 'a b', 'line\nbreak', 'nul\u0000'])('that cannot travel in a header is refused without being repeated: %j', (key) => {
    expect(() => createSecret(key)).toThrow(expect.objectContaining({ code: 'configuration', message: expect.not.stringContaining(key) }));
  });

  it('that is empty is missing', () => {
    expect(() => createSecret(' \n')).toThrow(expect.objectContaining({ code: 'missing_key' }));
  });

  it('of a few letters does not garble what is told', () => {
    expect(createSecret('x').redact('Export exactly this')).toBe('Export exactly this');
  });
});
