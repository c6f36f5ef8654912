import type { FieldDraft } from './fields.ts';
import type { ListRow } from './lists.ts';

type Option = FieldDraft['options'][number];

const stage = (text: string, rank: number, statusCategory: Option['statusCategory'], color: string): Option => ({
  text,
  rank,
  color,
  statusCategory,
  winRate: null,
});

const stages: readonly Option[] = [
  stage('New', 0, 'open', 'blue'),
  stage('In Progress', 1, 'open', 'orange'),
  stage('Won', 2, 'won', 'green'),
  stage('Lost', 3, 'lost', 'red'),
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
