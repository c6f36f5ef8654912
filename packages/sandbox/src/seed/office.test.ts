import { describe, expect, it } from 'vitest';
import { createSandbox } from '../create-sandbox.ts';
import { gatherFirm } from './gathered-firm.ts';

const now = '2026-11-20T17:00:00.000Z';
const firm = gatherFirm({ seed: 1, size: 'S', now: new Date(now) });
const users = new Map(firm.user.map((user) => [user.id, user]));
const records = {
  company: new Map(firm.company.map((company) => [company.id, company])),
  person: new Map(firm.person.map((person) => [person.id, person])),
  opportunity: new Map(firm.opportunity.map((opportunity) => [opportunity.id, opportunity])),
};

const ascends = (ids: readonly number[]): boolean => ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0));

describe('the reminders of an invented firm', () => {
  it('are about records that are there, made by users who were there', () => {
    expect(firm.reminder.length).toBeGreaterThan(500);
    expect(ascends(firm.reminder.map(({ id }) => id))).toBe(true);
    for (const { entity, creatorId, ownerId, completerId, createdAt, dueDate, completedAt } of firm.reminder) {
      expect(entity !== null && records[entity.type].has(entity.id)).toBe(true);
      for (const id of [creatorId, ownerId, completerId ?? ownerId]) expect(users.has(id)).toBe(true);
      expect(createdAt < now && createdAt >= (users.get(creatorId)?.createdAt ?? '')).toBe(true);
      expect((completedAt ?? createdAt) <= now && (completedAt ?? dueDate) >= createdAt).toBe(true);
    }
  });

  it('are of every kind: done, due, late, recurring', () => {
    const share = (matching: (reminder: (typeof firm.reminder)[number]) => boolean): number =>
      firm.reminder.filter(matching).length / firm.reminder.length;
    expect(share(({ completedAt }) => completedAt !== null)).toBeGreaterThan(0.5);
    expect(share(({ recurrence }) => recurrence !== null)).toBeGreaterThan(0.1);
    expect(share(({ completedAt, dueDate }) => completedAt === null && dueDate > now)).toBeGreaterThan(0.05);
    expect(share(({ completedAt, dueDate }) => completedAt === null && dueDate < now)).toBeGreaterThan(0.05);
    expect(firm.reminder.every(({ recurrence, completedAt }) => recurrence === null || completedAt === null)).toBe(true);
  });
});

describe('the files of an invented firm', () => {
  it('lie on records that are there, and hold what their names promise', () => {
    expect(firm.file.length).toBeGreaterThan(300);
    expect(ascends(firm.file.map(({ id }) => id))).toBe(true);
    for (const { entity, uploaderId, content, name } of firm.file) {
      expect(records[entity.type].has(entity.id) && users.has(uploaderId)).toBe(true);
      expect(content.length).toBeGreaterThan(20);
      expect(name).not.toMatch(/[\\/]/);
    }
    for (const { content } of firm.file.filter(({ type }) => type === 'application/json')) expect(() => JSON.parse(content)).not.toThrow();
  });
});

describe('the teams of an invented firm', () => {
  it('are made of active users and see lists that are there', () => {
    const lists = new Set(firm.list.map(({ id }) => id));
    expect(firm.team.map(({ name }) => name)).toEqual(['Investment Team', 'Partners', 'Platform', 'Everybody']);
    for (const { members, listIds } of firm.team) {
      expect(members.length).toBeGreaterThan(0);
      for (const { userId } of members) expect(users.get(userId)?.status).toBe('active');
      for (const id of listIds) expect(lists.has(id)).toBe(true);
    }
  });
});

describe('an invented firm', () => {
  it('calls nobody: its webhook is switched off', async () => {
    expect(firm.webhook.map(({ status }) => status)).toEqual(['disabled']);
    const sandbox = createSandbox({ clock: 'frozen', now, checkResponses: true });
    const ask = async (target: string) =>
      (await sandbox.fetch(sandbox.url + target, { headers: { authorization: `Bearer ${sandbox.keys[0]?.key}` } })).json();
    expect(await ask('/webhook')).toMatchObject([{ disabled: true }]);
    expect(await ask('/v2/teams?includes=membersPreview&includes=accessibleListsPreview')).toMatchObject({
      data: [{ name: 'Everybody' }, {}, {}, {}],
    });
    expect(await ask('/v2/reminders?filter=status%3Doverdue&limit=3&totalCount=true')).toMatchObject({
      data: [{ status: 'overdue' }, {}, {}],
    });
    expect(await ask('/v2/files?limit=1')).toMatchObject({ data: [{ updatedAt: null }] });
    sandbox.close();
  });
});

describe('the merges of an invented firm', () => {
  it('lead from ids that are gone to records that are there, in the order in which they were done by admins', () => {
    expect(new Set(firm.merge.map(({ kind }) => kind))).toEqual(new Set(['company', 'person']));
    expect(ascends(firm.merge.map(({ id }) => id))).toBe(true);
    const times = firm.merge.map(({ startedAt }) => startedAt);
    expect(times).toEqual(times.toSorted());
    for (const { kind, primaryId, duplicateId, requesterId, startedAt, completedAt, error } of firm.merge) {
      const primary = records[kind].get(primaryId);
      expect(primary !== undefined && primary.createdAt < startedAt && startedAt < completedAt && completedAt < now).toBe(true);
      expect(users.get(requesterId)?.role).toBe('Admin');
      if (error === null) expect(records[kind].has(duplicateId)).toBe(false);
    }
  });

  it('show what fails too', () => {
    const errors = firm.merge.flatMap(({ error }) => error ?? []);
    expect(errors).toEqual(expect.arrayContaining(['Duplicate company not found', 'Duplicate person must be external']));
    expect(errors.length).toBeLessThan(firm.merge.length / 4);
  });
});

describe('the directory of an invented firm', () => {
  it('holds companies that the account has nothing to do with', () => {
    const [foreign, own] = [
      firm.company.filter(({ inAccount }) => inAccount === false),
      firm.company.filter(({ inAccount }) => inAccount !== false),
    ];
    expect([foreign.length, own.length]).toEqual([120, 3000]);
    const ids = new Set(foreign.map(({ id }) => id));
    expect(foreign.every(({ isGlobal, id }) => isGlobal && !own.some((company) => company.id === id))).toBe(true);
    expect(firm.person.some(({ companyIds }) => companyIds.some((id) => ids.has(id)))).toBe(false);
    expect(firm.entry.some(({ entityId }) => ids.has(entityId))).toBe(false);
  });
});

describe('the private notes of an invented firm', () => {
  it('are few, name users, and are answered by nobody', () => {
    const secret = firm.note.filter(({ viewerIds }) => viewerIds !== undefined);
    expect(secret.length).toBeGreaterThan(20);
    expect(secret.length).toBeLessThan(firm.note.length / 20);
    expect(secret.flatMap(({ viewerIds = [] }) => viewerIds).every((id) => users.has(id))).toBe(true);
    const ids = new Set(secret.map(({ id }) => id));
    expect(firm.note.some(({ parentId }) => parentId !== null && ids.has(parentId))).toBe(false);
  });
});
