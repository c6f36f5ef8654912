/** Role permissions that the documentation names (v2 reference, section 1.1). */
export const permissions = [
  'Generate an API key',
  'Export All Organizations directory',
  'Export All People directory',
  'Export data from Lists',
  'Share accessible Lists globally',
  'Edit Global Field Values',
  'Manage duplicates',
  'Manage Users',
  'Manage Teams',
] as const;

/** The name of a role permission, in Affinity's own words. */
export type Permission = (typeof permissions)[number];
