import { afterAll, describe, expect, it } from 'vitest';
import type { FirmSink } from '../seed/model.ts';
import { keys, smallFirm, smallSandbox } from '../state/small-firm.fixture.ts';

const withTeams = (sink: FirmSink): void => {
  smallFirm(sink);
  const member = (id: number, userId: number) => ({ id, userId, privacyType: 'share-subjects' as const, addedAt: '2025-01-01T00:00:00Z' });
  const base = { privacyType: 'no-access' as const, updatedAt: null };
  sink.team({
    ...base,
    id: 1,
    name: 'Investment',
    createdAt: '2025-02-01T00:00:00Z',
    listIds: [10, 11],
    members: [member(11, 1), member(12, 2)],
  });
  sink.team({ ...base, id: 2, name: 'Early Stage', createdAt: '2025-01-01T00:00:00Z', listIds: [12], members: [member(13, 3)] });
};

const { sandbox, get, call } = smallSandbox({ firm: withTeams });
afterAll(() => sandbox.close());

const names = (body: { readonly data: readonly { readonly name: string }[] }) => body.data.map(({ name }) => name);

describe('teams', () => {
  it.each([
    ['', ['Early Stage', 'Investment']],
    ['?orderBy=-createdAt', ['Investment', 'Early Stage']],
    ['?filter=name%3D%5EInv', ['Investment']],
    ['?filter=name%3D%24Stage', ['Early Stage']],
    ['?filter=name%3D~vest', ['Investment']],
    ['?filter=id%3D2', ['Early Stage']],
    ['?limit=1', ['Early Stage']],
  ])('come as %s asks', async (query, expected) => {
    expect(names((await get(`/v2/teams${query}`)).body)).toEqual(expected);
  });

  it('show their privacy to who manages teams alone', async () => {
    const { body } = await get('/v2/teams/1?includes=membersPreview');
    expect(body).toMatchObject({
      privacyType: 'no-access',
      membersPreview: { totalCount: 2, data: [{ id: 11, user: { id: 1 }, privacyType: 'share-subjects' }, {}] },
    });
    expect(body).not.toHaveProperty('accessibleListsPreview');
    const other = (await get('/v2/teams/1?includes=membersPreview', { key: keys.jo })).body;
    expect(other).not.toHaveProperty('privacyType');
    expect(other.membersPreview.data[0]).not.toHaveProperty('privacyType');
  });

  it('have members and lists; a hidden list stays hidden', async () => {
    expect((await get('/v2/teams/1/members?totalCount=true')).body).toMatchObject({
      data: [{ id: 11 }, { id: 12 }],
      pagination: { totalCount: 2 },
    });
    expect(names((await get('/v2/teams/1/accessible-lists')).body)).toEqual(['Pipeline', 'Secret pipeline']);
    expect(names((await get('/v2/teams/1/accessible-lists', { key: keys.jo })).body)).toEqual(['Pipeline']);
    expect((await get('/v2/teams/9/members')).status).toBe(404);
  });
});

describe('feedback', () => {
  it('is taken', async () => {
    const body = { type: 'api', subject: 'Thanks', body: 'It works' };
    expect((await call('POST', '/v2/feedback', { body })).status).toBe(204);
    expect((await call('POST', '/v2/feedback', { body: { ...body, subject: '' } })).status).toBe(400);
  });
});
