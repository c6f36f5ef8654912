import type { Run } from '../journal/run.ts';
import { readRows, readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import type { ReplicaWriter } from '../replica/writer.ts';
import type { Catalog } from '../streams/catalog.ts';

/** Tells the catalog of the fields that this run does not read, all or some: the replica holds what was last read of them. */
export const seedCatalog = async (catalog: Catalog, run: Run, writer: ReplicaWriter): Promise<void> => {
  const planned = run.plan['fields'];
  if ((planned && !planned.units) || !writer.meta) return;
  const { connection } = writer.scratch;
  const tables = await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = '${live}'`);
  if (!tables.includes('fields')) return;
  const due = new Set(planned?.units?.due);
  const rows = await readRows(connection, `SELECT id, kind, value_type, entity_type, list_id FROM ${live}.fields`);
  const fields = rows.map((row) => ({
    id: String(row['id']),
    type: String(row['kind'] ?? ''),
    valueType: String(row['value_type'] ?? ''),
    entityType: String(row['entity_type']),
    listId: typeof row['list_id'] === 'number' ? row['list_id'] : null,
  }));
  catalog.seed(fields.filter(({ listId, entityType }) => !due.has(listId === null ? entityType : String(listId))));
};
