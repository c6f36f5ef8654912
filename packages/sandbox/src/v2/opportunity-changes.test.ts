import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterEach(sandbox.reset);
afterAll(sandbox.close);

test('an opportunity is renamed, and an empty body changes nothing', async () => {
  expect((await call('POST', '/v2/opportunities/701', { body: { name: 'Kestrel A' } })).status).toBe(204);
  expect((await call('POST', '/v2/opportunities/701', { body: {} })).status).toBe(204);
  expect((await get('/opportunities/701')).body.name).toBe('Kestrel A');
  expect((await call('POST', '/v2/opportunities/701', { body: { name: '' } })).body.errors[0].param).toBe('name');
});

test('a restricted opportunity is changed by those alone who manage it', async () => {
  for (const [method, body] of [
    ['POST', { name: 'Loud' }],
    ['DELETE', undefined],
  ] as const) {
    const answer = await call(method, '/v2/opportunities/702', { key: keys.jo, body });
    expect([answer.status, answer.body.errors[0].code]).toEqual([403, 'authorization']);
  }
  expect((await call('DELETE', '/v2/opportunities/701', { key: keys.ken })).body.errors[0].message).toBe(
    'Missing permission: Export data from Lists',
  );
});

test('a deleted opportunity takes its row along', async () => {
  expect((await call('DELETE', '/v2/opportunities/701')).status).toBe(204);
  expect((await get('/v2/opportunities/701')).status).toBe(404);
  expect((await get('/v2/lists/12/list-entries/1201')).status).toBe(404);
  expect((await get('/persons/501?with_opportunities=true')).body.opportunity_ids).toEqual([]);
  expect((await call('DELETE', '/v2/opportunities/701')).status).toBe(404);
});
