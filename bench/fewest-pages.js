// How many requests could bring a replica at the least: every listing in full pages, each listing at least one.

/** Listings of one kind as SQL: the records of each. */
const listings = [
  'SELECT count(*) AS n FROM companies',
  'SELECT count(*) FROM persons',
  'SELECT count(*) FROM lists',
  // Opportunities are read with their lists; the listing of them alone brings none of their values.
  'SELECT count(*) FROM opportunities',
  'SELECT count(e.id) FROM lists AS l LEFT JOIN list_entries AS e ON e.list_id = l.id GROUP BY l.id',
  'SELECT count(f.id) FROM lists AS l LEFT JOIN fields AS f ON f.list_id = l.id GROUP BY l.id',
  "SELECT count(*) FROM fields WHERE list_id IS NULL AND entity_type IN ('company', 'person') GROUP BY entity_type",
  "SELECT count(o.id) FROM fields AS f LEFT JOIN dropdown_options AS o ON o.field_id = f.id AND o.list_id IS NOT DISTINCT FROM f.list_id WHERE f.value_type IN ('dropdown', 'dropdown-multi', 'ranked-dropdown') GROUP BY f.id, f.list_id, f.entity_type",
  'SELECT count(v.id) FROM lists AS l LEFT JOIN saved_views AS v ON v.list_id = l.id GROUP BY l.id',
  "SELECT count(e.list_entry_id) FROM saved_views AS v LEFT JOIN saved_view_entries AS e ON e.saved_view_id = v.id WHERE v.type = 'sheet' GROUP BY v.id",
  'SELECT count(*) FROM field_value_changes',
  'SELECT count(*) FROM notes WHERE parent_id IS NULL',
  'SELECT count(*) FROM reminders',
  'SELECT count(*) FROM files',
  'SELECT count(*) FROM users',
  'SELECT count(*) FROM teams',
  "SELECT count(m.id) FROM (VALUES ('company'), ('person')) AS t(type) LEFT JOIN merges AS m ON m.entity_type = t.type GROUP BY t.type",
  "SELECT count(m.id) FROM (VALUES ('company'), ('person')) AS t(type) LEFT JOIN duplicate_suggestions AS m ON m.entity_type = t.type GROUP BY t.type",
  'SELECT count(*) FROM webhooks',
];

/** `whoami` is the one request that brings no records. */
export const fewestPages = async (replica) => {
  const [{ pages }] = await replica.query(`SELECT 1 + sum(greatest(1, ceil(n / 100))) AS pages FROM (${listings.join(' UNION ALL ')})`);
  return Number(pages);
};
