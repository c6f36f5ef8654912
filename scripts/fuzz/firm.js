// A firm with a few of everything, so that the small numbers that a fuzzer likes are ids of something.

const key = 'f'.repeat(43);
const createdAt = '2026-01-15T10:00:00Z';

const permissions = [
  'Generate an API key',
  'Share accessible Lists globally',
  'Edit Global Field Values',
  'Export All Organizations directory',
  'Export All People directory',
  'Export data from Lists',
  'Manage duplicates',
  'Manage Users',
  'Manage Teams',
];

const user = (id, firstName, apiKey) => ({
  id,
  firstName,
  lastName: 'Fuzz',
  email: `${firstName.toLowerCase()}@fuzz.example`,
  role: 'Admin',
  status: 'active',
  permissions,
  apiKey,
  createdAt,
});

const valueTypes = [
  'text',
  'number',
  'datetime',
  'location',
  'person',
  'company',
  'dropdown',
  'dropdown-multi',
  'person-multi',
  'number-multi',
];

const field = (id, valueType, entityType) => ({
  id,
  name: `${entityType} ${valueType}`,
  description: null,
  type: 'global',
  enrichmentSource: null,
  valueType,
  entityType,
  listId: null,
  isRequired: false,
  trackChanges: true,
  createdAt,
  options: valueType.startsWith('dropdown')
    ? [{ id: Number(id.slice(6)), text: 'One', rank: null, color: null, statusCategory: null, winRate: null }]
    : [],
});

const users = [user(1, 'Ada', key), user(2, 'Bo', 'b'.repeat(43))];

const personOf = ({ id, firstName, lastName, email }) => ({
  id,
  firstName,
  lastName,
  primaryEmail: email,
  emails: [email],
  type: 'internal',
  companyIds: [],
  createdAt,
  cells: {},
});

/** The users and the account's fields; the rest is written through the API. */
const people = (sink) => {
  sink.tenant({ id: 1, name: 'Fuzz Capital', subdomain: 'fuzz' });
  for (const one of users) sink.user(one);
  valueTypes.forEach((valueType, index) => {
    sink.field(field(`field-${index + 1}`, valueType, 'company'));
    sink.field(field(`field-${index + 21}`, valueType, 'person'));
  });
  for (const one of users) sink.person(personOf(one));
};

const jsonOf = async (response) => {
  const text = await response.text();
  if (!response.ok) throw new Error(`The firm could not be written: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
};

const writer = (sandbox) => async (path, body) => {
  const isForm = body instanceof FormData;
  const headers = { authorization: `Bearer ${key}`, ...(isForm ? {} : { 'content-type': 'application/json' }) };
  return jsonOf(await sandbox.fetch(`${sandbox.url}${path}`, { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) }));
};

const writeRecords = async (post) => {
  for (const name of ['Alder', 'Birch', 'Cedar']) await post('/organizations', { name, domain: `${name.toLowerCase()}.example` });
  for (const name of ['Dora', 'Eli', 'Fay']) {
    await post('/persons', {
      first_name: name,
      last_name: 'Tester',
      emails: [`${name.toLowerCase()}@alder.example`],
      organization_ids: [1],
    });
  }
};

const writeLists = async (post) => {
  const lists = [];
  for (const type of ['company', 'person', 'opportunity'])
    lists.push(await post('/v2/lists', { name: `All ${type}`, type, isPublic: true }));
  const [companies, persons, opportunities] = lists.map(({ id }) => id);
  await post(`/lists/${companies}/list-entries`, { entity_id: 1 });
  await post(`/lists/${persons}/list-entries`, { entity_id: 3 });
  await post('/opportunities', { name: 'Round A', list_id: opportunities, organization_ids: [1], person_ids: [3] });
};

const writeActivity = async (post) => {
  const date = '2026-02-01T10:00:00Z';
  await post('/interactions', { type: 0, person_ids: [1, 3], content: 'Met', date });
  await post('/interactions', { type: 1, person_ids: [1, 3], content: 'Called', date });
  await post('/interactions', { type: 2, person_ids: [1, 3], content: 'Chatted', date, direction: 0 });
  await post('/notes', { organization_ids: [1], person_ids: [3], content: 'A note' });
  await post('/notes', { parent_id: 1, content: 'A reply' });
  await post('/reminders', { owner_id: 1, type: 0, organization_id: 1, due_date: '2027-01-01T10:00:00Z', content: 'Call' });
  await post('/field-values', { field_id: 2, entity_id: 1, value: 5 });
  const form = new FormData();
  form.append('file', new File(['A file'], 'a.txt', { type: 'text/plain' }));
  form.append('organization_id', '1');
  await post('/entity-files', form);
  await post('/v2/company-merges', { primaryCompanyId: 1, duplicateCompanyId: 3 });
  await post('/v2/person-merges', { primaryPersonId: 3, duplicatePersonId: 5 });
};

/** Starts a sandbox with the firm and hardly a limit; its key comes along. */
export const fuzzSandbox = async () => {
  const { createSandbox } = await import('../../packages/sandbox/dist/index.js');
  const sandbox = createSandbox({ firm: people, mergeDelayMs: 0, limits: { perMinute: 1_000_000_000 }, logSize: 100 });
  const post = writer(sandbox);
  await writeRecords(post);
  await writeLists(post);
  await writeActivity(post);
  return { sandbox, key };
};
