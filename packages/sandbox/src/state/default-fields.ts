import type { FieldDraft } from './fields.ts';
import type { ListRow } from './lists.ts';

type Option = FieldDraft['options'][number];

const stages: readonly Option[] = [
  { text: 'New', rank: 0, statusCategory: 'open', color: 'blue', winRate: null },
  { text: 'In Progress', rank: 1, statusCategory: 'open', color: 'orange', winRate: null },
  { text: 'Won', rank: 2, statusCategory: 'won', color: 'green', winRate: null },
  { text: 'Lost', rank: 3, statusCategory: 'lost', color: 'red', winRate: null },
];

type Default = Pick<FieldDraft, 'name' | 'valueType' | 'options'>;

const status: Default = { name: 'Status', valueType: 'ranked-dropdown', options: stages };
const owners: Default = { name: 'Owners', valueType: 'person-multi', options: [] };
const amount: Default = { name: 'Amount', valueType: 'number', options: [] };
const closeDate: Default = { name: 'Close Date', valueType: 'datetime', options: [] };

const defaults: Record<ListRow['type'], readonly Default[]> = {
  company: [status, owners],
  person: [owners],
  opportunity: [status, owners, amount, closeDate],
};

/** The fields that a new list starts with; they share its creation time (v2 reference, sections 9.5 and 14, row 10). */
export const defaultFields = (list: ListRow): FieldDraft[] =>
  defaults[list.type].map((field) => ({ ...field, entityType: list.type, listId: list.id, trackChanges: true, createdAt: list.createdAt }));
