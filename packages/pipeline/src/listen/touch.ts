import { type KnownWebhookEvent, knownWebhookEvent, type WebhookEvent } from '@affinity-kit/contract';
import { isId } from '../normalise/record-reader.ts';

/** What a delivery is about, and no more: what it says of it is read from Affinity. */
export interface Touch {
  /** `field-owner` is a company, person or opportunity, of which the delivery does not say which; `id` is then that of the field. */
  readonly kind: 'company' | 'person' | 'opportunity' | 'list-entry' | 'list' | 'note' | 'reminder' | 'file' | 'fields' | 'field-owner';
  readonly id: number;
  /** List of a list entry; of `fields`, the list whose fields they are, none for those of companies and persons. */
  readonly listId?: number;
  /** Record of a `field-owner`. */
  readonly entityId?: number;
  /** Set where the record is, or may be, no more: its list entries leave with it. */
  readonly ended?: true;
  /** Set where a value changed, which the feed of changes may tell. */
  readonly valued?: true;
  /** Set where two records became one. */
  readonly merged?: true;
}

const entityKinds: Readonly<Record<number, 'person' | 'company' | 'opportunity'>> = { 0: 'person', 1: 'company', 8: 'opportunity' };

type Of<Type extends KnownWebhookEvent['type']> = KnownWebhookEvent<Type>['body'];

const ofValue = ({ field_id: id, entity_id, list_entry_id, entity_type }: Of<'field_value.created'>): Touch => {
  if (list_entry_id !== null) return { kind: 'list-entry', id: list_entry_id, valued: true };
  const kind = entity_type === undefined ? undefined : entityKinds[entity_type];
  return kind ? { kind, id: entity_id, valued: true } : { kind: 'field-owner', id, entityId: entity_id, valued: true };
};

/** Which lists a company or person is on is a value of its own. */
const ofEntry = ({ id, list_id: listId, entity_id: entityId, entity_type: type }: Of<'list_entry.created'>): readonly Touch[] => {
  const entry: Touch = { kind: 'list-entry', id, listId };
  const kind = type === undefined ? undefined : entityKinds[type];
  return kind === 'company' || kind === 'person' ? [entry, { kind, id: entityId }] : [entry];
};

const ofNote = ({ id, parent_id }: Of<'note.created'>): readonly Touch[] =>
  [id, parent_id].filter(isId).map((note) => ({ kind: 'note', id: note }));

const ended = (type: string): { readonly ended?: true } => (type.endsWith('.deleted') ? { ended: true } : {});

const ofRecord = ({ type, body }: KnownWebhookEvent): readonly Touch[] => {
  switch (type) {
    case 'person.created':
    case 'person.updated':
    case 'person.deleted':
      return [{ kind: 'person', id: body.id, ...ended(type) }];
    case 'organization.created':
    case 'organization.updated':
    case 'organization.deleted':
      return [{ kind: 'company', id: body.id, ...ended(type) }];
    case 'organization.merged':
      return [body.company, body.removed_company].map(({ id }) => ({ kind: 'company', id, ended: true, merged: true }));
    case 'opportunity.created':
    case 'opportunity.updated':
    case 'opportunity.deleted':
      return [{ kind: 'opportunity', id: body.id, ...ended(type) }];
    default:
      return [];
  }
};

const ofOther = ({ type, body }: KnownWebhookEvent): readonly Touch[] => {
  switch (type) {
    case 'list.created':
    case 'list.updated':
    case 'list.deleted':
      return [{ kind: 'list', id: body.id }];
    case 'list_entry.created':
    case 'list_entry.deleted':
      return ofEntry(body);
    case 'note.created':
    case 'note.updated':
    case 'note.deleted':
      return ofNote(body);
    case 'field.created':
    case 'field.updated':
    case 'field.deleted':
      return [{ kind: 'fields', id: body.id, ...(isId(body.list_id) ? { listId: body.list_id } : {}) }];
    case 'field_value.created':
    case 'field_value.updated':
    case 'field_value.deleted':
      return [ofValue(body)];
    case 'file.created':
    case 'file.deleted':
      return [{ kind: 'file', id: body.id, ...ended(type) }];
    case 'reminder.created':
    case 'reminder.updated':
    case 'reminder.deleted':
      return [{ kind: 'reminder', id: body.id }];
    default:
      return [];
  }
};

/** What a delivery is about; nothing where it is of a kind that nobody knows, which the next load finds. */
export const touchesOf = (event: WebhookEvent): readonly Touch[] => {
  const known = knownWebhookEvent(event);
  if (!known) return [];
  const touches = ofRecord(known);
  return touches.length > 0 ? touches : ofOther(known);
};
