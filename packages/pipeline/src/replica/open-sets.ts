import { fieldValueTypes } from '@affinity-kit/contract';

/** A column whose values come from a set that Affinity may extend. */
interface OpenSet {
  readonly table: string;
  readonly column: string;
  /** What the set is called in `_schema_changes.subject`. */
  readonly subject: string;
  /** Members that the references know (v2 reference, sections 5.5 and 8). */
  readonly known: readonly string[];
}

/** The sets whose new members are worth knowing of. They are kept as they come; only nobody has said yet what they mean. */
export const openSets: readonly OpenSet[] = [
  { table: 'fields', column: 'value_type', subject: 'value type', known: fieldValueTypes },
  { table: 'field_values', column: 'value_type', subject: 'value type', known: fieldValueTypes },
  { table: 'fields', column: 'kind', subject: 'field type', known: ['enriched', 'global', 'list', 'relationship-intelligence'] },
  { table: 'lists', column: 'type', subject: 'list type', known: ['company', 'person', 'opportunity'] },
  { table: 'persons', column: 'type', subject: 'person type', known: ['internal', 'external', 'collaborator'] },
  { table: 'saved_views', column: 'type', subject: 'view type', known: ['sheet', 'board', 'dashboard'] },
  { table: 'field_value_changes', column: 'action', subject: 'change', known: ['add', 'update', 'delete'] },
  {
    table: 'notes',
    column: 'type',
    subject: 'note type',
    known: ['entities', 'interaction', 'ai-notetaker', 'user-reply', 'ai-notetaker-reply', 'email'],
  },
];
