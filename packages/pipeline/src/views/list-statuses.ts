import type { View } from './view.ts';

/** The statuses of each list. */
export const listStatuses: View = {
  name: 'list_statuses',
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
WITH candidates AS (
  SELECT f.list_id, f.id AS field_id, f.ordinal, bool_or(o.type = 'status-dropdown') AS has_categories
  FROM fields AS f
  LEFT JOIN dropdown_options AS o ON o.list_id = f.list_id AND o.field_id = f.id
  WHERE f.list_id IS NOT NULL AND f.value_type = 'ranked-dropdown'
  GROUP BY f.list_id, f.id, f.ordinal, f.name
  HAVING coalesce(has_categories, false) OR lower(f.name) = 'status'
), status_fields AS (
  SELECT list_id, field_id
  FROM candidates
  QUALIFY row_number() OVER (PARTITION BY list_id ORDER BY coalesce(has_categories, false) DESC, ordinal, field_id) = 1
)
SELECT list_id, field_id, o.id AS option_id, o.text AS status, o.rank,
  row_number() OVER (PARTITION BY list_id ORDER BY o.rank NULLS LAST, o.ordinal, o.id) AS position, o.category
FROM status_fields
JOIN dropdown_options AS o USING (list_id, field_id)`,
};
