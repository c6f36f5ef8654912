import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeSession, openSession } from './connection.ts';
import { migrate, pendingMigrations, schemaVersion } from './migrations.ts';
import { createTables, type Wanted } from './schema.ts';
import { text } from './sql.ts';
import { workFolder } from './swap.ts';

/** Where a database of an older version is kept when a new version takes its place. */
export const olderPath = (database: string, version: number): string => `${database}.v${version}`;

const upgraded = 'upgraded';

/**
 * Copies a database of an older version into the work folder and brings the copy forward. Resolves to the copy; the database stays as it is
 * until a load puts its next version in place.
 */
export async function upgradeCopy(database: string, from: number, tables: Wanted): Promise<string> {
  const path = join(workFolder(database), `${upgraded}.duckdb`);
  await copyFile(database, path);
  await chmod(path, 0o600);
  const session = await openSession(':memory:');
  const { connection } = session;
  try {
    await connection.run(`ATTACH ${text(path)} AS ${upgraded}`);
    await connection.run(`USE ${upgraded}`);
    await connection.run('BEGIN');
    await migrate(connection, pendingMigrations(from));
    await createTables(connection, upgraded, tables);
    await connection.run(`UPDATE _meta SET value = ${text(String(schemaVersion))} WHERE key = 'schema_version'`);
    await connection.run('COMMIT');
    await connection.run(`CHECKPOINT ${upgraded}`);
    await connection.run('USE memory');
    await connection.run(`DETACH ${upgraded}`);
    return path;
  } finally {
    closeSession(session);
  }
}
