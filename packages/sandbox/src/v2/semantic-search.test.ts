import { afterAll, describe, expect, it } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(() => sandbox.close());

const search = (body: object, key?: string) => call('POST', '/v2/semantic-search', { body, ...(key !== undefined && { key }) });

describe('the semantic search', () => {
  it('ranks companies by the words that are written of them', async () => {
    const { status, body } = await search({ prompt: 'Robotics companies in Norway' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ entityType: 'companies', data: [{ id: 101, name: 'Kestrel "Robotics"', score: '1.00' }] });
    expect((await search({ prompt: 'acme robots' })).body.data.map(({ id, score }: { id: number; score: string }) => [id, score])).toEqual([
      [101, '0.50'],
      [104, '0.50'],
      [105, '0.50'],
    ]);
  });

  it('keeps to the lists it is given, and to what is asked for', async () => {
    expect((await search({ prompt: 'acme kestrel', listIds: [10] })).body.data).toMatchObject([{ id: 101 }]);
    expect((await search({ prompt: 'acme kestrel', limit: 1 })).body.data).toHaveLength(1);
    expect((await search({ prompt: 'zeppelin' })).body.data).toEqual([]);
    expect((await search({ prompt: 'acme', listIds: [11] }, keys.jo)).status).toBe(404);
  });
});

describe('inferred connections', () => {
  const coworkers = '/v2/inferred-connections/coworkers';
  const of = (id: number) => encodeURIComponent(`target.currentCompany.id=${id}`);

  it('lead to people of one company over colleagues of another', async () => {
    const { body } = await get(`${coworkers}?totalCount=true&filter=${of(102)}`);
    expect(body.pagination.totalCount).toBe(1);
    const [{ target, connections }] = body.data;
    expect(target).toMatchObject({ fullName: 'Ada Novak', currentCompany: { id: 102, name: 'Ørsted Labs' } });
    expect(connections).toMatchObject([{ source: { id: 502, firstName: 'Bob' }, inference: { sharedEmployer: { id: 101 } } }]);
    expect(connections[0].inference.overlapStartDate < connections[0].inference.overlapEndDate).toBe(true);
    expect((await get(`${coworkers}?filter=${of(102)}`)).body.data).toEqual(body.data);
  });

  it.each([
    ['', 400],
    ['?filter=name%3Dx', 400],
    [`?filter=${of(101)}%7C${of(102)}`, 400],
    [`?filter=${of(101)}%26${of(102)}`, 400],
    [`?filter=!(${of(101)})`, 400],
    [`?filter=${of(999)}`, 404],
  ])('want a filter for exactly one company: %s answers %i', async (query, status) => {
    expect((await get(coworkers + query)).status).toBe(status);
    expect((await get(`/v2/inferred-connections/investor-executive-connections${query}`)).status).toBe(status);
  });
});
