import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { type Stage, stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { forbidden, validation } from '../support/refusals.ts';
import { anInstant, onlyPage } from '../support/shapes.ts';

const on = stage();
const proves = provesOn(on);

const aTask = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

const idIn = (taskUrl: string): string => {
  const [id] = aTask.exec(taskUrl) ?? [];
  if (id === undefined) throw new Error(`${taskUrl} names no task`);
  return id;
};

/** Tasks get their ids when the firm is loaded: they are read once, before the requests that name them are written down. */
const taskOf = async (kind: 'companyMerges' | 'personMerges'): Promise<string> => {
  const [task] = (await on.affinity.v2.tasks[kind].list()).data;
  return task?.id ?? '';
};

const [companyTask, personTask] = [await taskOf('companyMerges'), await taskOf('personMerges')];

const done = { status: 'success', startedAt: anInstant, completedAt: anInstant, errorMessage: null };
const summary = { total: 1, inProgress: 0, success: 1, failed: 0 };

const kestrels = { id: 701, ...done, taskId: companyTask, primaryCompanyId: 70455, duplicateCompanyId: 70400 };
const adas = { id: 702, ...done, taskId: personTask, primaryPersonId: 90211, duplicatePersonId: 90200 };

const noRight = (line: string) => ({
  'who may not manage duplicates [v2.permissions.manage-duplicates]': [
    line,
    forbidden(/Manage duplicates|duplicate/i),
    { as: keys.tomas },
  ] as const,
});

proves('v2.companyMerges.list', {
  does: {
    'shows the newest first, by state or task [v2.merges.order]': async ({ affinity }) => {
      const { taskUrl } = await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } });
      const found = async (text = '') =>
        (await affinity.v2.companyMerges.list({ filter: filterText('GET /v2/company-merges', text) })).data.map(
          (merge) => merge.primaryCompanyId,
        );
      expect(await found()).toEqual([70457, 70455]);
      expect(await found(`taskId=${idIn(taskUrl)}`)).toEqual([70457]);
      expect(await found('status=failed')).toEqual([]);
    },
  },
  raw: { line: 'GET /v2/company-merges?filter=status%3Dsuccess', status: 200, answer: { data: [kestrels], pagination: onlyPage } },
  refuses: {
    ...noRight('GET /v2/company-merges'),
    'to be filtered by anything else': ['GET /v2/company-merges?filter=id%3D1', validation('filter')],
  },
});

proves('v2.companyMerges.get', {
  does: {
    'is the state that its task sums up': async ({ affinity }) => {
      const { taskId, status } = await affinity.v2.companyMerges.get({ mergeId: 701 });
      expect((await affinity.v2.tasks.companyMerges.get({ taskId })).status).toBe(status);
    },
  },
  raw: { line: 'GET /v2/company-merges/701', status: 200, answer: kestrels },
  refuses: noRight('GET /v2/company-merges/701'),
});

const stateOf = async ({ affinity }: Stage, taskUrl: string) => {
  const [state] = (await affinity.v2.companyMerges.list({ filter: `taskId=${idIn(taskUrl)}` })).data;
  return state;
};

proves('v2.companyMerges.create', {
  does: {
    'moves domains, values, rows, notes, files and reminders to the survivor [v2.merges.data-moves]': async ({ affinity, send }) => {
      await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70456, duplicateCompanyId: 70455 } });
      expect((await affinity.v2.companies.get({ companyId: 70456 })).domains).toEqual([
        'solvane.example',
        'kestrelrobotics.example',
        'kestrel.example',
      ]);
      expect((await affinity.v2.companies.fieldValues.get({ companyId: 70456, fieldId: 'field-302' })).value.data).toBe(3);
      expect((await affinity.v2.companies.entries.list({ companyId: 70456 }).all()).map(({ id }) => id)).toEqual([640001, 640002, 640201]);
      expect((await affinity.v2.notes.attachedCompanies.list({ noteId: 21501 })).data.map(({ id }) => id)).toEqual([70456]);
      expect((await affinity.v1.entityFiles.get({ entity_file_id: 9301 })).organization_id).toBe(70456);
      expect(await affinity.v2.reminders.get({ reminderId: 15701 })).toMatchObject({ company: { id: 70456 } });
      expect((await send('GET /v2/companies/70455')).status).toBe(404);
    },
    'checks nothing up front: what is missing fails later [v2.merges.fail-later]': async (at) => {
      const { taskUrl } = await at.affinity.v2.companyMerges.create({ body: { primaryCompanyId: 999, duplicateCompanyId: 70458 } });
      expect(await stateOf(at, taskUrl)).toMatchObject({ status: 'failed', errorMessage: 'Primary company not found' });
    },
    'has no effect on one and the same [v2.merges.equal-ids]': async (at) => {
      const { taskUrl } = await at.affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70457 } });
      expect(await stateOf(at, taskUrl)).toMatchObject({ status: 'success' });
      expect((await at.affinity.v2.companies.get({ companyId: 70457 })).name).toBe('Acme');
    },
  },
  raw: {
    line: 'POST /v2/company-merges',
    body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 },
    status: 202,
    answer: { taskUrl: expect.stringMatching(/\/v2\/tasks\/company-merges\/[0-9a-f-]{36}$/) },
  },
  refuses: {
    'who may not manage duplicates': [
      'POST /v2/company-merges',
      forbidden(),
      { as: keys.tomas, body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } },
    ],
    'half a pair': ['POST /v2/company-merges', validation('duplicateCompanyId'), { body: { primaryCompanyId: 70457 } }],
  },
});

proves('v2.tasks.companyMerges.list', {
  does: {
    'shows one task for each merge': async ({ affinity }) => {
      await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } });
      const merges = (await affinity.v2.companyMerges.list()).data;
      expect((await affinity.v2.tasks.companyMerges.list({ limit: 1 }).all()).map(({ id }) => id)).toEqual(
        merges.map(({ taskId }) => taskId),
      );
    },
  },
  raw: {
    line: 'GET /v2/tasks/company-merges?filter=status%3Dsuccess',
    status: 200,
    answer: { data: [{ id: companyTask, status: 'success', resultsSummary: summary }], pagination: onlyPage },
  },
  refuses: {
    ...noRight('GET /v2/tasks/company-merges'),
    'to be filtered by task': [`GET /v2/tasks/company-merges?filter=taskId%3D${companyTask}`, validation('filter')],
  },
});

proves('v2.tasks.companyMerges.get', {
  does: {
    'is where a new merge says it can be followed': async ({ affinity, sandbox }) => {
      const { taskUrl } = await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 999, duplicateCompanyId: 998 } });
      sandbox.clock.advance(1000);
      expect(await affinity.v2.tasks.companyMerges.get({ taskId: idIn(taskUrl) })).toMatchObject({
        status: 'failed',
        resultsSummary: { total: 1, failed: 1 },
      });
    },
  },
  raw: {
    line: `GET /v2/tasks/company-merges/${companyTask}`,
    status: 200,
    answer: { id: companyTask, status: 'success', resultsSummary: summary },
  },
  refuses: noRight(`GET /v2/tasks/company-merges/${companyTask}`),
});

proves('v2.personMerges.list', {
  does: {
    'shows a new one at once, by its task': async ({ affinity }) => {
      const { taskUrl } = await affinity.v2.personMerges.create({ body: { primaryPersonId: 90211, duplicatePersonId: 90214 } });
      const { data: found } = await affinity.v2.personMerges.list({ filter: `taskId=${idIn(taskUrl)}` });
      expect(found).toMatchObject([{ primaryPersonId: 90211, duplicatePersonId: 90214 }]);
    },
  },
  raw: { line: 'GET /v2/person-merges', status: 200, answer: { data: [adas], pagination: onlyPage } },
  refuses: noRight('GET /v2/person-merges'),
});

proves('v2.personMerges.get', {
  does: {
    'says what became of it': async ({ affinity }) => {
      expect(await affinity.v2.personMerges.get({ mergeId: 702 })).toMatchObject({ status: 'success', primaryPersonId: 90211 });
    },
  },
  raw: { line: 'GET /v2/person-merges/702', status: 200, answer: adas },
  refuses: noRight('GET /v2/person-merges/702'),
});

proves('v2.personMerges.create', {
  does: {
    'moves e-mails, rows and notes to the survivor': async ({ affinity, send }) => {
      await affinity.v2.personMerges.create({ body: { primaryPersonId: 90212, duplicatePersonId: 90211 } });
      expect((await affinity.v2.persons.get({ personId: 90212 })).emailAddresses).toEqual([
        'ivo@solvane.example',
        'ada@kestrelrobotics.example',
      ]);
      expect((await affinity.v2.persons.entries.list({ personId: 90212 }).all()).map(({ id }) => id)).toEqual([640050]);
      expect((await affinity.v2.notes.attachedPersons.list({ noteId: 21506 })).data.map(({ id }) => id)).toEqual([90212]);
      expect((await send('GET /v2/persons/90211')).status).toBe(404);
    },
    'fails for an internal person as the duplicate [v2.merges.internal-fails]': async ({ affinity }) => {
      await affinity.v2.personMerges.create({ body: { primaryPersonId: 90211, duplicatePersonId: 5102 } });
      expect((await affinity.v2.personMerges.list()).data[0]).toMatchObject({ status: 'failed', errorMessage: expect.any(String) });
      expect((await affinity.v2.persons.get({ personId: 5102 })).firstName).toBe('Tomas');
    },
  },
  raw: {
    line: 'POST /v2/person-merges',
    body: { primaryPersonId: 90211, duplicatePersonId: 90214 },
    status: 202,
    answer: { taskUrl: expect.stringMatching(/\/v2\/tasks\/person-merges\/[0-9a-f-]{36}$/) },
  },
  refuses: {
    'who may not manage duplicates': [
      'POST /v2/person-merges',
      forbidden(),
      { as: keys.tomas, body: { primaryPersonId: 90211, duplicatePersonId: 90214 } },
    ],
    'what is no id': [
      'POST /v2/person-merges',
      validation('primaryPersonId'),
      { body: { primaryPersonId: 'ada', duplicatePersonId: 90214 } },
    ],
  },
});

proves('v2.tasks.personMerges.list', {
  does: {
    'tells those that failed': async ({ affinity }) => {
      await affinity.v2.personMerges.create({ body: { primaryPersonId: 90211, duplicatePersonId: 5102 } });
      expect((await affinity.v2.tasks.personMerges.list({ filter: 'status=failed' })).data).toMatchObject([
        { resultsSummary: { failed: 1 } },
      ]);
    },
  },
  raw: {
    line: 'GET /v2/tasks/person-merges?limit=5',
    status: 200,
    answer: { data: [{ id: personTask, status: 'success', resultsSummary: summary }], pagination: onlyPage },
  },
  refuses: noRight('GET /v2/tasks/person-merges'),
});

proves('v2.tasks.personMerges.get', {
  does: {
    'knows no task of companies': async ({ send }) => {
      expect((await send(`GET /v2/tasks/person-merges/${companyTask}`)).status).toBe(404);
    },
  },
  raw: {
    line: `GET /v2/tasks/person-merges/${personTask}`,
    status: 200,
    answer: { id: personTask, status: 'success', resultsSummary: summary },
  },
  refuses: noRight(`GET /v2/tasks/person-merges/${personTask}`),
});
