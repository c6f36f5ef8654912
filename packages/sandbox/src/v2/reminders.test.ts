import { afterEach, describe, expect, it } from 'vitest';
import type { FirmSink } from '../seed/model.ts';
import { keys, type SmallSandbox, smallFirm, smallSandbox } from '../state/small-firm.fixture.ts';

const opened: SmallSandbox[] = [];
const open = (extra: Parameters<typeof smallSandbox>[0] = {}): SmallSandbox => {
  const small = smallSandbox({ now: '2026-11-20T17:00:00.000Z', ...extra });
  opened.push(small);
  return small;
};

afterEach(() => {
  for (const { sandbox } of opened.splice(0)) sandbox.close();
});

const day = 24 * 60 * 60 * 1000;

const oneTime = (extra: object = {}) => ({
  type: 'one-time',
  owner: { id: 2 },
  content: 'Call Kestrel',
  entity: { type: 'company', id: 101 },
  dueDate: '2026-11-25T10:00:00Z',
  ...extra,
});

const recurring = (extra: object = {}) => ({
  type: 'recurring',
  owner: { id: 1 },
  entity: { type: 'person', id: 501 },
  recurrence: { resetTrigger: 'email', periodDays: 30 },
  ...extra,
});

const create = (small: SmallSandbox, body: object) => small.call('POST', '/v2/reminders', { body });

describe('a reminder', () => {
  it('is active until it is due, then overdue, and completed once somebody says so', async () => {
    const small = open();
    const { status, body } = await create(small, oneTime());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'active',
      dueDate: '2026-11-25T10:00:00.000Z',
      creator: { id: 1 },
      company: { id: 101 },
      person: null,
    });
    small.sandbox.clock.advance(6 * day);
    expect((await small.get(`/v2/reminders/${body.id}`)).body.status).toBe('overdue');
    const done = await small.call('POST', `/v2/reminders/${body.id}`, { key: keys.jo, body: { completedAt: '2026-11-26T10:00:00Z' } });
    expect(done.status).toBe(204);
    const completed = { status: 'completed', completedAt: '2026-11-26T10:00:00.000Z', completer: { id: 2 } };
    expect((await small.get(`/v2/reminders/${body.id}`)).body).toMatchObject(completed);
    await small.call('POST', `/v2/reminders/${body.id}`, { body: { completedAt: null } });
    expect((await small.get(`/v2/reminders/${body.id}`)).body).toMatchObject({ status: 'overdue', completedAt: null, completer: null });
  });

  it('that recurs is due a period later when completed, and never reopened', async () => {
    const small = open();
    const { body } = await create(small, recurring());
    expect(body).toMatchObject({
      dueDate: '2026-12-20T17:00:00.000Z',
      recurrence: { resetTrigger: 'email', periodDays: 30 },
      content: null,
    });
    await small.call('POST', `/v2/reminders/${body.id}`, { body: { completedAt: '2026-11-21T00:00:00Z', recurrence: { periodDays: 10 } } });
    const after = (await small.get(`/v2/reminders/${body.id}`)).body;
    expect(after).toMatchObject({
      dueDate: '2026-12-30T17:00:00.000Z',
      completedAt: null,
      completer: { id: 1 },
      recurrence: { periodDays: 10 },
    });
    const reopened = await small.call('POST', `/v2/reminders/${body.id}`, { body: { completedAt: null } });
    expect(reopened.body.errors).toMatchObject([{ code: 'validation', param: 'completedAt' }]);
  });

  it.each([
    ['an owner who is no user', oneTime({ owner: { id: 501 } }), 'owner.id'],
    ['a tagged user', oneTime({ entity: { type: 'person', id: 2 } }), 'entity.id'],
    ['a record that is not there', oneTime({ entity: { type: 'company', id: 9 } }), 'entity.id'],
    ['a due date before 2000', oneTime({ dueDate: '1999-12-31T23:59:59Z' }), 'dueDate'],
    ['a due date of the year 9999', oneTime({ dueDate: '9999-01-01T00:00:00Z' }), 'dueDate'],
  ])('is refused with %s', async (_, body, param) => {
    expect(await create(open(), body)).toMatchObject({ status: 400, body: { errors: [{ code: 'validation', param }] } });
  });

  it('is changed by its creator and its owner alone, and seen by all', async () => {
    const small = open();
    const { body } = await create(small, oneTime());
    const target = `/v2/reminders/${body.id}`;
    expect((await small.get(target, { key: keys.ken })).status).toBe(200);
    expect((await small.call('POST', target, { key: keys.ken, body: { content: 'x' } })).status).toBe(403);
    expect((await small.call('DELETE', target, { key: keys.ken })).status).toBe(403);
    expect((await small.call('PUT', `/reminders/${body.id}`, { key: keys.ken, body: { content: 'x' } })).status).toBe(403);
    expect((await small.call('DELETE', target, { key: keys.jo })).status).toBe(204);
    expect((await small.get(target)).status).toBe(404);
    expect((await small.get(`/reminders/${body.id}`)).status).toBe(422);
  });

  it('is the same in v1, in other words', async () => {
    const small = open();
    const { body } = await create(small, recurring({ content: 'Check in' }));
    expect((await small.get(`/reminders/${body.id}`)).body).toMatchObject({
      type: 1,
      status: 1,
      content: 'Check in',
      due_date: '2026-12-20T09:00:00.000-08:00',
      reset_type: 1,
      reminder_days: 30,
      owner: { id: 1 },
      person: { id: 501 },
      organization: null,
    });
    const put = await small.call('PUT', `/reminders/${body.id}`, { body: { reset_type: 2, content: 'Again' } });
    expect(put.body).toMatchObject({ reset_type: 2, content: 'Again' });
    expect((await small.get(`/v2/reminders/${body.id}`)).body.recurrence).toEqual({ resetTrigger: 'event', periodDays: 30 });
    expect((await small.call('PUT', `/reminders/${body.id}`, { body: { is_completed: true } })).status).toBe(422);
  });

  it.each([
    ['interaction', '2026-12-19T12:00:00.000Z'],
    ['event', '2026-12-19T12:00:00.000Z'],
    ['email', '2026-11-22T00:00:00.000Z'],
  ])('that is reset by %s is due at %s after a meeting', async (resetTrigger, dueDate) => {
    const small = open();
    const due = { dueDate: '2026-11-22T00:00:00Z', recurrence: { resetTrigger, periodDays: 30 } };
    const onPerson = (await create(small, recurring(due))).body.id;
    const onCompany = (await create(small, recurring({ ...due, entity: { type: 'company', id: 102 } }))).body.id;
    const elsewhere = (await create(small, recurring({ ...due, entity: { type: 'company', id: 104 } }))).body.id;
    const meeting = { type: 0, person_ids: [1, 501], content: 'Met', date: '2026-11-19T12:00:00Z' };
    expect((await small.call('POST', '/interactions', { body: meeting })).status).toBe(200);
    const dueOf = async (id: number) => (await small.get(`/v2/reminders/${id}`)).body.dueDate;
    expect([await dueOf(onPerson), await dueOf(onCompany)]).toEqual([dueDate, dueDate]);
    expect(await dueOf(elsewhere)).toBe('2026-11-22T00:00:00.000Z');
  });

  it('of v1 may be overdue from the start, or done', async () => {
    const small = open();
    const past = await small.call('POST', '/reminders', { body: { owner_id: 1, type: 0, due_date: '2020-01-01' } });
    expect(past.body).toMatchObject({
      status: 2,
      due_date: '2020-01-01T00:00:00.000-08:00',
      person: null,
      organization: null,
      opportunity: null,
    });
    const done = await small.call('PUT', `/reminders/${past.body.id}`, { body: { is_completed: 1 } });
    expect(done.body).toMatchObject({ status: 0, completer: { id: 1 } });
    expect(done.body.completed_at).not.toBeNull();
    const internal = { owner_id: 1, type: 0, due_date: '2027-01-01', person_id: 2 };
    expect((await small.call('POST', '/reminders', { body: internal })).status).toBe(422);
  });
});

describe('a collection of reminders', () => {
  const filled = async (): Promise<SmallSandbox> => {
    const small = open();
    await create(small, oneTime({ content: 'late', dueDate: '2026-11-30T00:00:00Z' }));
    await create(small, oneTime({ content: 'past', dueDate: '2026-11-01T00:00:00Z', owner: { id: 1 } }));
    await create(small, oneTime({ content: 'done', dueDate: '2026-11-10T00:00:00Z' }));
    await create(small, recurring({ content: 'again' }));
    const { data } = (await small.get('/v2/reminders?limit=2')).body;
    await small.call('POST', `/v2/reminders/${data[1].id}`, { body: { completedAt: '2026-11-20T00:00:00Z' } });
    return small;
  };
  const contents = (body: { readonly data: readonly { readonly content: string }[] }) => body.data.map(({ content }) => content);

  it('comes soonest due first, page by page, with its number', async () => {
    const small = await filled();
    const first = (await small.get('/v2/reminders?limit=3&totalCount=true')).body;
    expect(contents(first)).toEqual(['past', 'done', 'late']);
    expect(first.pagination.totalCount).toBe(4);
    expect(contents((await small.get(first.pagination.nextUrl)).body)).toEqual(['again']);
  });

  it.each([
    ['status=overdue', ['past']],
    ['status!=completed', undefined],
    ['status=completed | status=active', ['done', 'late', 'again']],
    ['type=recurring', ['again']],
    ['resetTrigger=email', ['again']],
    ['owner.id!=2', ['past', 'again']],
    ['person.id=501', ['again']],
    ['company.id=101 & dueDate>=2026-11-10T00:00:00Z', ['done', 'late']],
    ['completer.id=1', ['done']],
    ['completedAt=2026-11-20T00:00:00Z', ['done']],
    ['completedAt=*', ['done']],
  ])('is filtered by %s', async (filter, expected) => {
    const small = await filled();
    const answer = await small.get(`/v2/reminders?filter=${encodeURIComponent(filter)}`);
    if (expected === undefined) expect(answer).toMatchObject({ status: 400, body: { errors: [{ param: 'filter' }] } });
    else expect(contents(answer.body)).toEqual(expected);
  });

  it.each([
    ['status=2', ['past']],
    ['type=1&reset_type=1', ['again']],
    ['organization_id=101&owner_id=2', ['late', 'done']],
    ['completer_id=1', ['done']],
    ['due_before=2026-11-15&due_after=2026-11-05', ['done']],
  ])('of v1 is filtered by %s', async (query, expected) => {
    const { body } = await (await filled()).get(`/reminders?${query}`);
    expect(body.reminders.map(({ content }: { content: string }) => content)).toEqual(expected);
  });

  it('hides those of opportunities on hidden lists', async () => {
    const firm = (sink: FirmSink): void => {
      smallFirm(sink);
      const base = { creatorId: 1, ownerId: 1, createdAt: '2025-03-01T09:00:00Z', roles: [] };
      sink.list({ id: 14, name: 'Quiet deals', type: 'opportunity', isPublic: false, ...base });
      sink.opportunity({
        id: 703,
        name: 'Project Hush',
        listId: 14,
        companyIds: [],
        personIds: [],
        isRestricted: false,
        managerIds: [],
        createdAt: '2025-04-01T09:00:00Z',
      });
    };
    const small = open({ firm });
    const { body } = await create(small, oneTime({ entity: { type: 'opportunity', id: 703 } }));
    const found = async (key: string) => (await small.get('/v2/reminders?filter=opportunity.id%3D703', { key })).body.data.length;
    expect([await found(keys.mira), await found(keys.ken)]).toEqual([1, 0]);
    const one = async (target: string, key: string) => (await small.get(target, { key })).status;
    expect([await one(`/v2/reminders/${body.id}`, keys.mira), await one(`/v2/reminders/${body.id}`, keys.ken)]).toEqual([200, 404]);
    expect([await one(`/reminders/${body.id}`, keys.mira), await one(`/reminders/${body.id}`, keys.ken)]).toEqual([200, 403]);
  });

  it('gives a record its next open one as a field', async () => {
    const small = await filled();
    const { body } = await small.get('/v2/companies/101?fieldIds=reminders');
    expect(body.fields[0].value).toMatchObject({
      type: 'reminder',
      data: { content: 'past', type: 'one-time', dueDate: '2026-11-01T00:00:00.000Z' },
    });
    expect((await small.get('/v2/companies/104?fieldIds=reminders')).body.fields[0].value.data).toBeNull();
  });
});
