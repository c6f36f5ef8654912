import { createSandbox } from '@affinity-kit/sandbox';
import { describe, expect, it } from 'vitest';
import { firm, keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';

const { send } = stage();

describe('what no operation is', () => {
  it('is 404 in the words of each version [v1.routes.unknown]', async () => {
    expect((await send('GET /people')).body).toBe('Unknown API endpoint');
    const { status, body } = await send('GET /v2/people');
    expect([status, body]).toEqual([404, { errors: [{ code: 'not-found', message: 'Resource not found' }] }]);
  });
});

describe('a page of v1', () => {
  it('is clamped to the maximum, whatever is asked for [v1.paging.clamps]', async () => {
    const lines = ['persons', 'organizations', 'opportunities', 'notes', 'entity-files', 'reminders'].map(
      (path) => `GET /${path}?page_size=501`,
    );
    const may = 'start_time=2026-05-01T00:00:00Z&end_time=2026-05-31T00:00:00Z';
    const others = ['GET /lists/821/list-entries?page_size=501', `GET /interactions?type=3&person_id=90211&${may}&page_size=101`];
    for (const line of [...lines, ...others]) expect([line, (await send(line)).status]).toEqual([line, 200]);
  });
});

describe('a plan', () => {
  it('says which API may be called, and how often in a month [v2.limits.plans]', async () => {
    const statuses = async (options: object) => {
      const sandbox = createSandbox({ firm, ...options });
      const headers = { authorization: `Bearer ${keys.mira}` };
      const answers = [
        await sandbox.fetch(`${sandbox.url}/lists`, { headers }),
        await sandbox.fetch(`${sandbox.url}/v2/lists`, { headers }),
      ];
      sandbox.close();
      return [...answers.map(({ status }) => status), answers[0]?.headers.get('x-ratelimit-limit-org') ?? null];
    };
    expect(await statuses({ plan: 'essentials' })).toEqual([403, 403, expect.anything()]);
    expect(await statuses({ plan: 'scale' })).toEqual([200, 200, '100000']);
    expect(await statuses({ plan: 'enterprise' })).toEqual([200, 200, null]);
    expect(await statuses({ v2: false })).toEqual([200, 403, null]);
  });
});

const instants = ['>2000-01-01T00:00:00Z', '>=2000-01-01T00:00:00Z', '<2100-01-01T00:00:00Z', '<=2100-01-01T00:00:00Z'];
const ranges = (...names: readonly string[]) => names.flatMap((name) => instants.map((rest) => name + rest));

/** Filters of the table (v2 reference, section 6.2), each of which finds something of the firm. */
const filters: Readonly<Record<string, readonly string[]>> = {
  '/v2/companies/fields': ['name=Fit', 'name=~Fi'],
  '/v2/persons/fields': ['name=Expertise', 'name=~Exp'],
  '/v2/lists/821/fields': ['name=Status', 'name=~Stat'],
  '/v2/calls': ['id=1', ...ranges('startTime', 'createdAt')],
  '/v2/meetings': ['id=77', ...ranges('startTime', 'createdAt')],
  '/v2/emails': ['id=1', ...ranges('sentAt', 'createdAt')],
  '/v2/chat-messages': ['id=1', ...ranges('sentAt', 'createdAt')],
  '/v2/notes': ['id=21501', 'creator.id=5101', ...ranges('createdAt')],
  '/v2/companies/70455/notes': ['creator.id=5101', ...ranges('createdAt')],
  '/v2/persons/90211/notes': ['creator.id=5101', ...ranges('createdAt')],
  '/v2/opportunities/3301/notes': ['creator.id=5101', ...ranges('createdAt')],
  '/v2/notes/21501/replies': ['creator.id=5102', ...ranges('createdAt')],
  '/v2/files': ['creator.id=5101', ...ranges('createdAt')],
  '/v2/transcripts': ['id=41', ...ranges('createdAt')],
  '/v2/field-value-changes': ['field.id=field-4101', 'listEntry.id=640001', 'changer.id=5101', 'actionType=add', ...ranges('changedAt')],
  '/v2/lists/821/list-entries/640001/field-value-changes': [
    'field.id=field-4101',
    'changer.id=5101',
    'actionType=add',
    ...ranges('changedAt'),
  ],
  '/v2/companies/70455/relationships': ['interactionScore>0', 'interactionScore>=0', 'interactionScore<2', 'interactionScore<=1'],
  '/v2/persons/90211/relationships': ['interactionScore>0', 'interactionScore>=0', 'interactionScore<2', 'interactionScore<=1'],
  '/v2/reminders': [
    'id=15700',
    'type=recurring',
    'status=overdue',
    'resetTrigger=email',
    'owner.id=5102',
    'owner.id!=5101',
    'creator.id=5101',
    'company.id=70455',
    'person.id=90211',
    ...ranges('dueDate', 'createdAt'),
  ],
  '/v2/users': ['id=5101', 'status=active'],
  '/v2/webhooks': ['id=1301', ...ranges('createdAt')],
  '/v2/teams': ['id=61', 'name=Partners', 'name=^Part', 'name=$ners', 'name=~tner'],
  '/v2/company-merges': ['status=success'],
  '/v2/person-merges': ['status=success'],
  '/v2/tasks/company-merges': ['status=success'],
  '/v2/tasks/person-merges': ['status=success'],
  '/v2/duplicates/company-suggestions': ['matchCriteria=name'],
  '/v2/duplicates/person-suggestions': ['matchCriteria=name'],
};

describe('a filter', () => {
  it.each(Object.entries(filters))(
    'on %s takes the properties of its table, and finds by them [v2.filter.properties]',
    async (path, texts) => {
      const found = async (text: string): Promise<number> => {
        const { status, body } = await send(`GET ${path}?limit=100&filter=${encodeURIComponent(text)}`);
        expect([text, status]).toEqual([text, 200]);
        return body.data.length;
      };
      const { body } = await send(`GET ${path}?limit=100`);
      for (const text of texts) {
        const count = await found(text);
        expect([text, count]).toEqual([text, expect.toSatisfy((matching: number) => matching > 0)]);
        expect([text, count + (await found(`!(${text})`))]).toEqual([text, body.data.length]);
        expect([text, await found(`${text} | ${text}`), await found(`${text} & ${text}`)]).toEqual([text, count, count]);
      }
    },
  );
});

describe('a search body', () => {
  const dateRange = (value: unknown) => ({ fieldId: 'created-at', valueType: 'date', operator: 'is-between', value });
  const within = (amount: unknown) => ({
    fieldId: 'created-at',
    valueType: 'date',
    operator: 'is-within-the-last',
    value: { amount, unit: 'day' },
  });
  const relative = (value: unknown) => ({ fieldId: 'created-at', valueType: 'date', operator: 'is-between-relative', value });

  it.each([
    ['a range of dates that is reversed', dateRange(['2026-02-01', '2026-01-01']), [201, 201, 400]],
    ['a range of equal dates', dateRange(['2026-01-01', '2026-01-01']), [201, 201, 400]],
    ['a span of no days', within([0]), [201, 201, 400]],
    ['a relative range of one number', relative({ amount: [3], unit: 'day' }), [201, 201, 400]],
    ['a relative range that is reversed', relative({ amount: [3, 1], unit: 'day' }), [201, 201, 400]],
    ['a span of one day', within([1]), [201, 201, 201]],
  ])('with %s is judged by the version [v2.versions.search-rules]', async (_, filter, statuses) => {
    const answers = ['2024-01-01', '2026-07-15', '2026-09-17'].map((version) =>
      send('POST /v2/lists/821/list-entries/search', { version, body: { filters: { operator: 'and', filters: [filter] } } }),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(statuses);
  });
});

describe('a link to the next page', () => {
  it('repeats what was asked for, and leads back', async () => {
    const { body } = await send('GET /v2/companies?limit=2&fieldIds=field-302');
    const next = new URL(body.pagination.nextUrl);
    expect([next.searchParams.getAll('fieldIds'), next.searchParams.get('limit')]).toEqual([['field-302'], '2']);
    const { body: second } = await send(`GET ${next.pathname}${next.search}`);
    const back = new URL(second.pagination.prevUrl);
    expect((await send(`GET ${back.pathname}${back.search}`)).body.data).toEqual(body.data);
  });
});
