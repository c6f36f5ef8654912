import { v1 } from '@affinity-kit/contract';
import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import { companyRecord, companyStream, personRecord, personStream } from '../entities.ts';
import { fileOfV1, fileStream, v1List } from '../files.ts';
import { listRecord, listStream } from '../lists.ts';
import { noteRecord, noteStream } from '../notes.ts';
import { opportunityRecord, opportunityStream } from '../opportunities.ts';
import { reminderRecord, reminderStream } from '../reminders.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { v1EntityStream } from './entities.ts';
import type { V1Fields } from './fields.ts';

const page = { page_size: 500 };

/** A stream of v2 whose records v1 tells too: each is read as v2 would show it. Values are left as they are. */
const asV2 = (stream: Stream, walk: (reading: Reading) => Walk): Stream => {
  const { chains: _, again: __, byIds: ___, later: ____, units: _____, leftOut: ______, ...rest } = stream;
  const [first, ...others] = stream.feeds.filter(({ table }) => table !== 'field_values' && !table.startsWith('interaction'));
  return { ...rest, feeds: [first ?? stream.feeds[0], ...others], stages: (reading) => [[walk(reading)]], pageSize: 500 };
};

const types: Readonly<Record<number, string>> = { 0: 'person', 1: 'company', 8: 'opportunity' };
/** v2 shows collaborators as external persons. */
const personTypes: Readonly<Record<number, string>> = { 0: 'external', 1: 'internal', 2: 'external' };

const named = (names: Readonly<Record<number, string>>, code: unknown): string | null =>
  typeof code === 'number' ? (names[code] ?? `v1-${code}`) : null;

const listOf = (raw: JsonObject): JsonObject => {
  const { id, name, type, public: isPublic, creator_id: creatorId = null, owner_id: ownerId = null } = raw;
  return { id, name, type: named(types, type), isPublic, creatorId, ownerId, createdAt: null };
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

const interactionTypes: Readonly<Record<number, string>> = { 0: 'meeting', 1: 'call', 2: 'chat-message', 3: 'email' };

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

/** The streams that v1 can fill without asking for every record. */
export const v1RecordStreams = (known: V1Fields): readonly Stream[] => [
  v1EntityStream({
    stream: companyStream,
    entityType: 'company',
    known,
    walk: { endpoint: v1.organizations.list, input: page, record: (raw, out) => companyRecord(companyOf(raw), out) },
  }),
  v1EntityStream({
    stream: personStream,
    entityType: 'person',
    known,
    walk: { endpoint: v1.persons.list, input: page, record: (raw, out) => personRecord(personOf(raw), out) },
  }),
  asV2(opportunityStream, () => ({
    endpoint: v1.opportunities.list,
    input: page,
    record: (raw, out) => opportunityRecord(opportunityOf(raw), out),
  })),
  asV2(listStream, ({ catalog }) => ({
    endpoint: v1.lists.list,
    input: {},
    record: (raw, out) => listRecord(listOf(raw), out),
    learn: (raw) => catalog.list(listOf(raw)),
  })),
  asV2({ ...noteStream, covers: () => 'true' }, () => ({
    endpoint: v1.notes.list,
    input: page,
    record: (raw, out) => noteRecord('left-out')(noteOf(raw), out),
  })),
  asV2(reminderStream, () => ({ endpoint: v1.reminders.list, input: page, record: (raw, out) => reminderRecord(reminderOf(raw), out) })),
  asV2(fileStream, (reading) => ({ ...v1List, record: fileOfV1(reading) })),
];
