import type {
  Cells,
  FirmSink,
  SeedChange,
  SeedCompany,
  SeedEntry,
  SeedField,
  SeedFile,
  SeedInteraction,
  SeedLinkedInLink,
  SeedList,
  SeedMerge,
  SeedNote,
  SeedPerson,
  SeedReminder,
  SeedTeam,
  SeedTranscript,
  SeedWebhook,
  StoredValue,
} from '../seed/model.ts';
import { encodeCell, encodeItem } from './cell-text.ts';
import { instant } from './instant.ts';
import { keyOf } from './interaction-key.ts';
import { taskIdOf } from './merges.ts';
import { RowWriter } from './row-writer.ts';
import type { Sql } from './sql.ts';
import { isStoredInteraction, seedOf } from './stored-interaction.ts';
import { addressLimits } from './value-id.ts';

const columns = {
  tenant: ['id', 'name', 'subdomain'],
  users: ['id', 'first_name', 'last_name', 'email', 'role', 'status', 'permissions', 'api_key', 'created_at'],
  fields: [
    'no',
    'id',
    'name',
    'description',
    'type',
    'enrichment_source',
    'value_type',
    'entity_type',
    'list_id',
    'is_required',
    'track_changes',
    'created_at',
  ],
  options: ['id', 'field_no', 'text', 'rank', 'color', 'status_category', 'win_rate'],
  companies: ['id', 'name', 'domain', 'domains', 'is_global', 'created_at', 'cells', 'in_account'],
  persons: ['id', 'first_name', 'last_name', 'primary_email', 'emails', 'type', 'created_at', 'cells'],
  employments: ['company_id', 'person_id'],
  lists: ['id', 'name', 'type', 'is_public', 'creator_id', 'owner_id', 'created_at', 'roles'],
  opportunities: ['id', 'name', 'list_id', 'company_ids', 'person_ids', 'is_restricted', 'manager_ids', 'created_at'],
  entries: ['id', 'list_id', 'entity_type', 'entity_id', 'creator_id', 'created_at', 'cells'],
  views: ['id', 'list_id', 'name', 'type', 'created_at', 'field_ids', 'filter'],
  notes: [
    'id',
    'type',
    'html',
    'creator_id',
    'created_at',
    'updated_at',
    'parent_id',
    'interaction_id',
    'interaction_type',
    'mentions',
    'viewers',
  ],
  note_links: ['note_id', 'entity_type', 'entity_id'],
  interactions: ['key', 'at', 'ends_at', 'title', 'all_day', 'direction', 'people', 'to_count', 'creator_id', 'is_private', 'created_at'],
  transcripts: ['id', 'note_id', 'language', 'created_at', 'fragments', 'is_deleted'],
  linkedin_links: ['user_id', 'person_id', 'connected_on'],
  changes: ['id', 'field_no', 'entity_id', 'list_entry_id', 'action', 'changer_id', 'changed_at', 'value'],
  reminders: [
    'id',
    'content',
    'due_date',
    'creator_id',
    'owner_id',
    'completer_id',
    'completed_at',
    'entity_type',
    'entity_id',
    'reset_trigger',
    'period_days',
    'created_at',
    'updated_at',
  ],
  files: ['id', 'name', 'size', 'type', 'entity_type', 'entity_id', 'uploader_id', 'created_at'],
  file_contents: ['file_id', 'base64'],
  teams: ['id', 'name', 'privacy_type', 'created_at', 'updated_at', 'list_ids', 'members'],
  webhooks: ['id', 'url', 'subscriptions', 'status', 'creator_id', 'created_at', 'updated_at'],
  merges: [
    'id',
    'kind',
    'task_id',
    'primary_id',
    'duplicate_id',
    'requester_id',
    'status',
    'started_at',
    'due_at',
    'completed_at',
    'error',
    'is_listed',
  ],
  merged: ['kind', 'id', 'survivor_id'],
} as const;

type Writers = Record<keyof typeof columns, RowWriter>;

const createWriters = (sql: Sql): Writers => {
  // The same interaction stands in several cells.
  const intoOf = (table: string): string => (table === 'interactions' ? `OR IGNORE INTO ${table}` : `INTO ${table}`);
  const writers = Object.entries(columns).map(([table, names]) => [table, new RowWriter(sql, intoOf(table), names)]);
  return Object.fromEntries(writers) as Writers; // one writer per key of `columns`
};

interface NumberedField {
  readonly no: number;
  readonly field: SeedField;
}

type FieldsById = Map<string, NumberedField>;

/** Fields met so far. A slug such as `created-at` may be declared once per list; then the list's own comes first. */
class FieldIndex {
  readonly #byHome = new Map<string, FieldsById>();
  readonly #byType = new Map<string, FieldsById>();
  #count = 0;

  add(field: SeedField): NumberedField {
    this.#count += 1;
    if (this.#count > addressLimits.fieldNo) throw new RangeError(`A firm has at most ${addressLimits.fieldNo} fields`);
    const numbered = { no: this.#count, field };
    this.#at(this.#byHome, `${field.entityType}/${field.listId ?? ''}`).set(field.id, numbered);
    this.#at(this.#byType, field.entityType).set(field.id, numbered);
    return numbered;
  }

  /** A field by its id alone, on whichever list it is. */
  anywhere(entityType: string, fieldId: string): NumberedField {
    const found = this.#byType.get(entityType)?.get(fieldId);
    if (found === undefined) throw new Error(`The seed changes the field '${fieldId}' of ${entityType} before it declares it`);
    return found;
  }

  /** Finds the fields of a record by their ids; made once per record, since records have dozens. */
  finder(entityType: string, listId: number | null): (fieldId: string) => NumberedField {
    const own = listId === null ? undefined : this.#byHome.get(`${entityType}/${listId}`);
    const wide = this.#byHome.get(`${entityType}/`);
    return (fieldId) => {
      const found = own?.get(fieldId) ?? wide?.get(fieldId);
      if (found === undefined) throw new Error(`The seed uses the field '${fieldId}' of ${entityType} before it declares it`);
      return found;
    };
  }

  #at(homes: Map<string, FieldsById>, home: string): FieldsById {
    const known = homes.get(home);
    if (known !== undefined) return known;
    const fields: FieldsById = new Map();
    homes.set(home, fields);
    return fields;
  }
}

const checkOwnerId = (kind: string, id: number): number => {
  if (!Number.isSafeInteger(id) || id < 1 || id > addressLimits.ownerId)
    throw new RangeError(`The ${kind} id ${id} is not in 1 to ${addressLimits.ownerId}`);
  return id;
};

const instantOrNull = (text: string | null): string | null => (text === null ? null : instant(text));

const isPresent = (value: StoredValue | null | undefined): value is StoredValue =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Writes a firm into empty tables. */
export class FirmLoader implements FirmSink {
  readonly #writers: Writers;
  readonly #fields = new FieldIndex();
  readonly #lists = new Map<number, SeedList>();
  readonly #userPersons = new Map<number, SeedPerson>();

  constructor(sql: Sql) {
    this.#writers = createWriters(sql);
  }

  /** Writes out the rows that still wait for company, and the persons of users whom the firm did not tell as persons. */
  flush(): void {
    for (const person of this.#userPersons.values()) this.person(person);
    for (const writer of Object.values(this.#writers)) writer.flush();
  }

  tenant(tenant: Parameters<FirmSink['tenant']>[0]): void {
    this.#writers.tenant.write(tenant.id, tenant.name, tenant.subdomain);
  }

  user(user: Parameters<FirmSink['user']>[0]): void {
    const { id, firstName, lastName, email, role, status, permissions, apiKey, createdAt } = user;
    this.#writers.users.write(id, firstName, lastName, email, role, status, JSON.stringify(permissions), apiKey, instant(createdAt));
    const person = { id, firstName, lastName, primaryEmail: email, emails: [email], type: 'internal', createdAt } as const;
    this.#userPersons.set(id, { ...person, companyIds: [], cells: {} });
  }

  field(field: SeedField): void {
    const { no } = this.#fields.add(field);
    const { id, name, description, type, enrichmentSource, valueType, entityType, listId, isRequired, trackChanges, createdAt } = field;
    const created = createdAt === null ? null : instant(createdAt);
    const kind = [type, enrichmentSource, valueType, entityType, listId] as const;
    this.#writers.fields.write(no, id, name, description, ...kind, Number(isRequired), Number(trackChanges), created);
    for (const option of field.options) {
      this.#writers.options.write(option.id, no, option.text, option.rank, option.color, option.statusCategory, option.winRate);
    }
  }

  company(company: SeedCompany): void {
    const { name, domain, domains, isGlobal, createdAt, inAccount = true } = company;
    const id = checkOwnerId('company', company.id);
    const cells = this.#cellText('company', null, company.cells);
    this.#keepInteractions(company);
    this.#writers.companies.write(
      id,
      name,
      domain,
      JSON.stringify(domains),
      Number(isGlobal),
      instant(createdAt),
      cells,
      Number(inAccount),
    );
  }

  person(person: SeedPerson): void {
    const { firstName, lastName, primaryEmail, emails, type, createdAt } = person;
    const id = checkOwnerId('person', person.id);
    this.#userPersons.delete(id);
    const cells = this.#cellText('person', null, person.cells);
    this.#keepInteractions(person);
    this.#writers.persons.write(id, firstName, lastName, primaryEmail, JSON.stringify(emails), type, instant(createdAt), cells);
    for (const companyId of new Set(person.companyIds)) this.#writers.employments.write(companyId, id);
  }

  list(list: SeedList): void {
    this.#lists.set(list.id, list);
    const { id, name, type, isPublic, creatorId, ownerId, createdAt, roles } = list;
    this.#writers.lists.write(id, name, type, Number(isPublic), creatorId, ownerId, instant(createdAt), JSON.stringify(roles));
  }

  opportunity(opportunity: Parameters<FirmSink['opportunity']>[0]): void {
    const { id, name, listId, companyIds, personIds, isRestricted, managerIds, createdAt } = opportunity;
    const links = [JSON.stringify(companyIds), JSON.stringify(personIds)] as const;
    this.#writers.opportunities.write(id, name, listId, ...links, Number(isRestricted), JSON.stringify(managerIds), instant(createdAt));
  }

  entry(entry: SeedEntry): void {
    const list = this.#lists.get(entry.listId);
    if (list === undefined) throw new Error(`The seed adds an entry to the list ${entry.listId} before it declares it`);
    const id = checkOwnerId('entry', entry.id);
    const cells = this.#cellText(list.type, list.id, entry.cells);
    this.#keepInteractions(entry);
    this.#writers.entries.write(id, list.id, list.type, entry.entityId, entry.creatorId, instant(entry.createdAt), cells);
  }

  view(view: Parameters<FirmSink['view']>[0]): void {
    const { id, listId, name, type, createdAt, fieldIds, filter } = view;
    const filterText = filter === null ? null : JSON.stringify(filter);
    this.#writers.views.write(id, listId, name, type, instant(createdAt), JSON.stringify(fieldIds), filterText);
  }

  note(note: SeedNote): void {
    const { id, type, html, creatorId, createdAt, updatedAt, parentId, interaction, mentions, viewerIds } = note;
    const times = [instant(createdAt), updatedAt === null ? null : instant(updatedAt)] as const;
    const about = [interaction?.id ?? null, interaction?.type ?? null] as const;
    const viewers = viewerIds === undefined ? null : JSON.stringify(viewerIds);
    this.#writers.notes.write(id, type, html, creatorId, ...times, parentId, ...about, JSON.stringify(mentions), viewers);
    this.#link(id, 'company', note.companyIds);
    this.#link(id, 'person', note.personIds);
    this.#link(id, 'opportunity', note.opportunityIds);
  }

  interaction(interaction: SeedInteraction): void {
    const { id, type, at, endsAt, title, allDay, direction, personIds, toCount, creatorId, isPrivate, createdAt } = interaction;
    const when = [instant(at), endsAt === null ? null : instant(endsAt)] as const;
    const what = [title, Number(allDay), direction, JSON.stringify(personIds), toCount] as const;
    this.#writers.interactions.write(keyOf(type, id), ...when, ...what, creatorId, Number(isPrivate), instant(createdAt));
  }

  transcript({ id, noteId, language, createdAt, fragments }: SeedTranscript): void {
    const words = fragments.map(({ content, speaker, start, end }) => [content, speaker, start, end]);
    this.#writers.transcripts.write(id, noteId, language, instant(createdAt), JSON.stringify(words), 0);
  }

  linkedInLink({ userId, personId, connectedOn }: SeedLinkedInLink): void {
    this.#writers.linkedin_links.write(userId, personId, connectedOn);
  }

  change(change: SeedChange): void {
    const { id, fieldId, entityType, entityId, listEntryId, action, changerId, changedAt, value } = change;
    const { no, field } = this.#fields.anywhere(entityType, fieldId);
    const payload = encodeItem(field.valueType, value);
    this.#writers.changes.write(id, no, entityId, listEntryId, action, changerId, instant(changedAt), payload);
  }

  reminder(reminder: SeedReminder): void {
    const { id, content, dueDate, creatorId, ownerId, completerId, completedAt, entity, recurrence, createdAt, updatedAt } = reminder;
    const about = [entity?.type ?? null, entity?.id ?? null, recurrence?.resetTrigger ?? null, recurrence?.periodDays ?? null] as const;
    const people = [creatorId, ownerId, completerId] as const;
    const times = [instant(createdAt), instantOrNull(updatedAt)] as const;
    this.#writers.reminders.write(id, content, instant(dueDate), ...people, instantOrNull(completedAt), ...about, ...times);
  }

  file(file: SeedFile): void {
    const { id, name, type, entity, uploaderId, createdAt } = file;
    const content = Buffer.from(file.content);
    this.#writers.files.write(id, name, content.byteLength, type, entity.type, entity.id, uploaderId, instant(createdAt));
    this.#writers.file_contents.write(id, content.toString('base64'));
  }

  team(team: SeedTeam): void {
    const { id, name, privacyType, createdAt, updatedAt, listIds } = team;
    const members = team.members.map((member) => ({ ...member, addedAt: instant(member.addedAt) }));
    const times = [instant(createdAt), instantOrNull(updatedAt)] as const;
    this.#writers.teams.write(id, name, privacyType, ...times, JSON.stringify(listIds), JSON.stringify(members));
  }

  webhook(webhook: SeedWebhook): void {
    const { id, url, subscriptions, status, creatorId, createdAt, updatedAt } = webhook;
    const times = [instant(createdAt), instantOrNull(updatedAt)] as const;
    this.#writers.webhooks.write(id, url, JSON.stringify(subscriptions), status, creatorId, ...times);
  }

  merge(merge: SeedMerge): void {
    const { id, kind, primaryId, duplicateId, requesterId, error } = merge;
    const [startedAt, completedAt] = [instant(merge.startedAt), instant(merge.completedAt)];
    const who = [primaryId, duplicateId, requesterId] as const;
    const status = error === null ? 'success' : 'failed';
    this.#writers.merges.write(id, kind, taskIdOf(id, { kind, startedAt }), ...who, status, startedAt, completedAt, completedAt, error, 1);
    if (error === null) this.#writers.merged.write(kind, duplicateId, primaryId);
  }

  #link(noteId: number, entityType: string, ids: readonly number[]): void {
    for (const id of new Set(ids)) this.#writers.note_links.write(noteId, entityType, id);
  }

  #keepInteractions({ cells, createdAt }: { readonly cells: Cells; readonly createdAt: string }): void {
    for (const value of new Set(Object.values(cells))) {
      if (isPresent(value) && isStoredInteraction(value)) this.interaction(seedOf(value, createdAt));
    }
  }

  #cellText(entityType: string, listId: number | null, cells: Cells): string {
    const fieldOf = this.#fields.finder(entityType, listId);
    let text = '';
    for (const fieldId of Object.keys(cells)) {
      const value = cells[fieldId];
      if (!isPresent(value)) continue;
      const { no, field } = fieldOf(fieldId);
      text += `${text === '' ? '' : '\n'}${no}=${encodeCell(field.valueType, value)}`;
    }
    return text;
  }
}
