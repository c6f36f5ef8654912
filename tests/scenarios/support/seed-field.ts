import type { SeedField } from '@affinity-kit/sandbox';

/** A field of every company that nothing is special about, called by its id; `rest` says what is. */
export const seedField = (id: string, valueType: SeedField['valueType'], rest: Partial<SeedField> = {}): SeedField => ({
  id,
  valueType,
  name: id,
  description: null,
  type: 'global',
  enrichmentSource: null,
  entityType: 'company',
  listId: null,
  isRequired: false,
  trackChanges: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  options: [],
  ...rest,
});
