import type { View } from './view.ts';

/** The statuses of each list: a hundred rows that every funnel needs several times. */
export const listStatuses: View = {
  name: 'list_statuses',
  stored: ['lists', 'fields', 'dropdown_options'],
  comment: "Statuses of each list in the firm's own order.",
  columns: {
    list_id: 'The list.',
    field_id: 'Its Status field.',
    option_id: 'Dropdown option of the status.',
    status: 'Label.',
    rank: 'Rank in Affinity; ranks may have gaps or repeat.',
    position: "Place in the firm's order, from 1, without gaps.",
    category: 'open, won, lost or on-hold; NULL where the API version does not say.',
  },
  sql: `
-- Which statuses does a list have, in which order?
-- The Status field of a list is its own ranked dropdown whose options have a category; where no option tells (older API versions), the one
-- that is called Status. Options of equal rank follow the order of the API.
WITH ranked AS (
  SELECT list_id, field_id, bool_or(type = 'status-dropdown') AS has_categories
  FROM dropdown_options
  WHERE list_id IS NOT NULL
  GROUP BY list_id, field_id
), status_fields AS (
  SELECT r.list_id, arg_min(r.field_id, (NOT r.has_categories, f.ordinal, f.id)) AS field_id
  FROM ranked AS r
  JOIN fields AS f ON f.list_id = r.list_id AND f.id = r.field_id
  WHERE f.value_type = 'ranked-dropdown' AND (r.has_categories OR lower(f.name) = 'status')
  GROUP BY r.list_id
)
SELECT list_id, field_id, o.id AS option_id, o.text AS status, o.rank,
  row_number() OVER (PARTITION BY list_id ORDER BY o.rank NULLS LAST, o.ordinal, o.id) AS position, o.category
FROM status_fields
JOIN dropdown_options AS o USING (list_id, field_id)`,
};
