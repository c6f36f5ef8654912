import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { validation } from '../support/refusals.ts';
import { anInstant, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const tomas = {
  id: 5102,
  firstName: 'Tomas',
  lastName: 'Lindqvist',
  primaryEmailAddress: 'tomas@harborlight.example',
  photoUrl: null,
  status: 'active',
};

proves('v2.users.list', {
  does: {
    'shows those who left too, by name, e-mail or status [v2.term.users]': async ({ affinity }) => {
      const found = async (query: object) => (await affinity.v2.users.list(query)).data.map(({ id }) => id);
      expect(await found({})).toEqual([5101, 5102, 5103, 5104]);
      expect(await found({ term: 'LINDQ' })).toEqual([5102]);
      expect(await found({ term: 'ines@' })).toEqual([5103]);
      expect(await found({ filter: 'status=deactivated' })).toEqual([5104]);
      expect(await found({ filter: 'id=5101|id=5102' })).toEqual([5101, 5102]);
    },
  },
  raw: { line: 'GET /v2/users?filter=id%3D5102', as: keys.ines, status: 200, answer: { data: [tomas], pagination: onlyPage } },
  refuses: { 'to be filtered by name': ['GET /v2/users?filter=firstName%3DMira', validation('filter')] },
});

proves('v2.users.get', {
  does: {
    'shows role and e-mails to who manages users alone [v2.permissions.manage-users]': async ({ affinity, as }) => {
      expect(await affinity.v2.users.get({ userId: 5102 })).toMatchObject({
        role: 'Member',
        emailAddresses: ['tomas@harborlight.example'],
      });
      expect(await as(keys.tomas).v2.users.get({ userId: 5102 })).not.toHaveProperty('role');
    },
  },
  raw: { line: 'GET /v2/users/5102', as: keys.tomas, status: 200, answer: tomas },
});

const partners = { id: 61, name: 'Partners', createdAt: anInstant, updatedAt: null };
const watchlist = {
  id: 821,
  name: 'Robotics Watchlist',
  creatorId: 5101,
  ownerId: 5101,
  isPublic: true,
  type: 'company',
  createdAt: anInstant,
};
const member = {
  id: 602,
  user: { id: 5102, firstName: 'Tomas', lastName: 'Lindqvist', emailAddress: 'tomas@harborlight.example' },
  addedAt: anInstant,
};

proves('v2.teams.list', {
  does: {
    'shows them by name, in the order and with the previews asked for [v2.teams.order]': async ({ affinity }) => {
      const ids = async (query: object) => (await affinity.v2.teams.list(query)).data.map(({ id }) => id);
      expect([await ids({}), await ids({ orderBy: ['-name'] }), await ids({ filter: 'name=^Ass' })]).toEqual([[62, 61], [61, 62], [62]]);
      const { data: found } = await affinity.v2.teams.list({ filter: 'id=61', includes: ['membersPreview', 'accessibleListsPreview'] });
      expect(found).toMatchObject([{ membersPreview: { totalCount: 2 }, accessibleListsPreview: { totalCount: 2 } }]);
    },
  },
  raw: {
    line: 'GET /v2/teams?filter=name%3DPartners&totalCount=true',
    as: keys.tomas,
    status: 200,
    answer: { data: [partners], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: {
    'another order': ['GET /v2/teams?orderBy=id', validation('orderBy.0')],
    'to be filtered by anything else': ['GET /v2/teams?filter=createdAt%3E2026-01-01T00%3A00%3A00Z', validation('filter')],
  },
});

proves('v2.teams.get', {
  does: {
    'shows privacy to who manages teams alone [v2.permissions.manage-teams]': async ({ affinity, as }) => {
      expect(await affinity.v2.teams.get({ teamId: 61 })).toMatchObject({ privacyType: 'no-access' });
      expect(await as(keys.tomas).v2.teams.get({ teamId: 61 })).not.toHaveProperty('privacyType');
    },
  },
  raw: {
    line: 'GET /v2/teams/61?includes=membersPreview',
    as: keys.tomas,
    status: 200,
    answer: { ...partners, membersPreview: { totalCount: 2, data: [expect.objectContaining({ id: 601 }), member] } },
  },
  refuses: {
    'to include anything else': ['GET /v2/teams/61?includes=everything', validation('includes.0')],
    'to include the same twice': ['GET /v2/teams/61?includes=membersPreview&includes=membersPreview', validation('includes')],
  },
});

proves('v2.teams.members.list', {
  does: {
    'has memberships with ids of their own [v2.teams.membership-ids]': async ({ affinity }) => {
      const members = await affinity.v2.teams.members.list({ teamId: 61, limit: 1 }).all();
      expect(members.map(({ id, user }) => [id, user.id])).toEqual([
        [601, 5101],
        [602, 5102],
      ]);
    },
  },
  raw: {
    line: 'GET /v2/teams/61/members?totalCount=true',
    as: keys.tomas,
    status: 200,
    answer: { data: [expect.objectContaining({ id: 601 }), member], pagination: { ...onlyPage, totalCount: 2 } },
  },
});

proves('v2.teams.accessibleLists.list', {
  does: {
    'keeps hidden what the caller may not see': async ({ affinity, as }) => {
      const ids = async (client: typeof affinity) => (await client.v2.teams.accessibleLists.list({ teamId: 61 })).data.map(({ id }) => id);
      expect([await ids(affinity), await ids(as(keys.tomas))]).toEqual([[821, 823], [821]]);
    },
  },
  raw: { line: 'GET /v2/teams/61/accessible-lists', as: keys.tomas, status: 200, answer: { data: [watchlist], pagination: onlyPage } },
});
