/**
 * What a load does when fields are new, gone, renamed or retyped. All of them are noted in `_schema_changes` in any case, and no value is lost.
 * `evolve`: tables and views follow. `freeze`: `fields` and the columns of the views stay as they are. `report`: followed, and the load ends as
 * `partial`, so that somebody looks.
 */
export const schemaPolicies = ['evolve', 'freeze', 'report'] as const;
export type SchemaPolicy = (typeof schemaPolicies)[number];
