import type { Reading, Units, Walk } from './stream.ts';

/** What there are listings of. */
export type EntityType = 'company' | 'person';

export const entityTypes = ['company', 'person'] as const;

/**
 * How a stream of two listings, one of companies and one of persons, reads each once in so many days, the period of the sweep when left out.
 * `table` holds both, told apart by `entity_type`.
 */
export const entityTypeUnits = (table: string, days?: number): Units => ({
  ...(days !== undefined && { days }),
  of: () => entityTypes,
  query: `SELECT t.unit, greatest(1, ceil(count(r.id) / 100)) AS requests
    FROM (VALUES ('company'), ('person')) AS t(unit) LEFT JOIN $.${table} AS r ON r.entity_type = t.unit GROUP BY ALL`,
  tables: [table],
  covers: ({ isDue }) => {
    const read = entityTypes.filter(isDue).map((type) => `'${type}'`);
    return read.length === 0 ? 'false' : `entity_type IN (${read.join(', ')})`;
  },
});

/** The walks of those listings that are due, as stages of their stream. */
export const entityTypeStages =
  (walks: Readonly<Record<EntityType, Walk>>) =>
  ({ isDue }: Reading): readonly (readonly Walk[])[] => [entityTypes.filter(isDue).map((type) => walks[type])];
