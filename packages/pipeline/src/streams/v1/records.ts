import { type EndpointSpec, v1 } from '@affinity-kit/contract';
import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import { companyRecord, companyStream, personRecord, personStream } from '../entities.ts';
import { fileOfV1, fileStream, v1List } from '../files.ts';
import { listRecord, listStream } from '../lists.ts';
import { noteRecord, noteStream } from '../notes.ts';
import { opportunityRecord, opportunityStream } from '../opportunities.ts';
import { reminderRecord, reminderStream } from '../reminders.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { webhookRecord, webhookStream } from '../webhooks.ts';
import { byIdWalks } from './by-id.ts';
import { v1EntityStream } from './entities.ts';
import type { V1Fields } from './fields.ts';
import { entityTypes, interactionTypes, named } from './names.ts';

const page = { page_size: 500 };

/** How all records of a stream are read, and one by its id. */
interface Ways {
  readonly walk: (reading: Reading) => Walk;
  readonly get?: readonly [endpoint: EndpointSpec, key: string];
}

/** A stream of v2 whose records v1 tells too: each is read as v2 would show it. Values are left as they are. */
const asV2 = (stream: Stream, { walk, get }: Ways): Stream => {
  const { chains: _, again: __, byIds: ___, later: ____, units: _____, leftOut: ______, ...rest } = stream;
  const again: Stream['again'] =
    get && ((ids, reading) => byIdWalks({ endpoint: get[0], input: (id) => ({ [get[1]]: id }), record: walk(reading).record }, ids));
  const [first, ...others] = stream.feeds.filter(({ table }) => table !== 'field_values' && !table.startsWith('interaction'));
  return {
    ...rest,
    feeds: [first ?? stream.feeds[0], ...others],
    stages: (reading) => [[walk(reading)]],
    ...(again && { again }),
    pageSize: 500,
  };
};

/** v2 shows collaborators as external persons. */
const personTypes: Readonly<Record<number, string>> = { 0: 'external', 1: 'internal', 2: 'external' };

const listOf = (raw: JsonObject): JsonObject => {
  const { id, name, type, public: isPublic, creator_id: creatorId = null, owner_id: ownerId = null } = raw;
  return { id, name, type: named(entityTypes, type), isPublic, creatorId, ownerId, createdAt: null };
};

const companyOf = ({ id, name, domain, domains, global: isGlobal }: JsonObject): JsonObject => ({
  id,
  name,
  domain,
  domains,
  isGlobal,
  fields: [],
});

const personOf = (raw: JsonObject): JsonObject => {
  const { id, first_name: firstName, last_name: lastName, primary_email: primaryEmailAddress, emails: emailAddresses, type } = raw;
  return { id, firstName, lastName, primaryEmailAddress, emailAddresses, type: named(personTypes, type), fields: [] };
};

const opportunityOf = ({ id, name, list_entries: entries }: JsonObject): JsonObject => {
  const [entry] = Array.isArray(entries) ? entries : [];
  return { id, name, listId: isObject(entry) ? entry['list_id'] : null, isRestricted: null, isRedacted: null };
};

const recordsOf = (ids: unknown): JsonObject => {
  const data = Array.isArray(ids) ? ids.filter(isId).map((id) => ({ id })) : [];
  return { data, totalCount: data.length };
};

const noteTypeOf = ({ type, parent_id: parent, interaction_id: interaction }: JsonObject): string => {
  if (isId(parent)) return type === 3 ? 'ai-notetaker-reply' : 'user-reply';
  if (type === 3) return 'ai-notetaker';
  return isId(interaction) ? 'interaction' : 'entities';
};

const noteOf = (raw: JsonObject): JsonObject => {
  const { id, creator_id: creator, parent_id: parent, interaction_id: about, mentioned_person_ids: mentioned } = raw;
  return {
    id,
    type: noteTypeOf(raw),
    content: { html: null, text: raw['content'] },
    creator: isId(creator) ? { id: creator } : null,
    createdAt: raw['created_at'],
    updatedAt: raw['updated_at'],
    parent: isId(parent) ? { id: parent } : null,
    interaction: isId(about) ? { id: about, type: named(interactionTypes, raw['interaction_type']) } : null,
    companiesPreview: recordsOf(raw['organization_ids']),
    personsPreview: recordsOf(raw['associated_person_ids'] ?? raw['person_ids']),
    opportunitiesPreview: recordsOf(raw['opportunity_ids']),
    mentions: Array.isArray(mentioned) ? mentioned.filter(isId).map((id) => ({ person: { id } })) : [],
  };
};

const reminderOf = (raw: JsonObject): JsonObject => {
  const isRecurring = raw['type'] === 1;
  const resetTrigger = named({ 0: 'interaction', 1: 'email', 2: 'event' }, raw['reset_type']);
  return {
    id: raw['id'],
    type: isRecurring ? 'recurring' : 'one-time',
    status: named({ 0: 'completed', 1: 'active', 2: 'overdue' }, raw['status']),
    content: raw['content'],
    dueDate: raw['due_date'],
    company: raw['organization'],
    person: raw['person'],
    opportunity: raw['opportunity'],
    owner: raw['owner'],
    creator: raw['creator'],
    completer: raw['completer'],
    completedAt: isRecurring ? null : raw['completed_at'],
    recurrence: isRecurring ? { resetTrigger, periodDays: raw['reminder_days'] } : null,
    createdAt: raw['created_at'],
    updatedAt: null,
  };
};

const webhookOf = ({ id, webhook_url: url, subscriptions, disabled, created_by: creator }: JsonObject): JsonObject => ({
  id,
  url,
  status: disabled === true ? 'disabled' : 'active',
  subscriptions,
  creator: { id: creator },
});

/** The streams that v1 can fill without asking for every record. */
export const v1RecordStreams = (known: V1Fields): readonly Stream[] => [
  v1EntityStream({
    stream: companyStream,
    entityType: 'company',
    known,
    get: v1.organizations.get,
    walk: { endpoint: v1.organizations.list, input: page, record: (raw, out) => companyRecord(companyOf(raw), out) },
  }),
  v1EntityStream({
    stream: personStream,
    entityType: 'person',
    known,
    get: v1.persons.get,
    walk: { endpoint: v1.persons.list, input: page, record: (raw, out) => personRecord(personOf(raw), out) },
  }),
  asV2(opportunityStream, {
    walk: () => ({ endpoint: v1.opportunities.list, input: page, record: (raw, out) => opportunityRecord(opportunityOf(raw), out) }),
    get: [v1.opportunities.get, 'opportunity_id'],
  }),
  asV2(listStream, {
    walk: ({ catalog }) => ({
      endpoint: v1.lists.list,
      input: {},
      record: (raw, out) => listRecord(listOf(raw), out),
      learn: (raw) => catalog.list(listOf(raw)),
    }),
  }),
  asV2(
    { ...noteStream, covers: () => 'true' },
    {
      walk: () => ({ endpoint: v1.notes.list, input: page, record: (raw, out) => noteRecord('left-out')(noteOf(raw), out) }),
      get: [v1.notes.get, 'note_id'],
    },
  ),
  asV2(reminderStream, {
    walk: () => ({ endpoint: v1.reminders.list, input: page, record: (raw, out) => reminderRecord(reminderOf(raw), out) }),
    get: [v1.reminders.get, 'reminder_id'],
  }),
  asV2(fileStream, {
    walk: (reading) => ({ ...v1List, record: fileOfV1(reading) }),
    get: [v1.entityFiles.get, 'entity_file_id'],
  }),
  asV2(webhookStream, {
    walk: () => ({ endpoint: v1.webhooks.list, input: {}, record: (raw, out) => webhookRecord(webhookOf(raw), out) }),
    get: [v1.webhooks.get, 'webhook_subscription_id'],
  }),
];
