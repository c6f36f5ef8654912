import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSession, openSession, readRows, type Session } from './connection.ts';
import { type Migration, migrate, migrations, pendingMigrations, schemaVersion } from './migrations.ts';

const steps: readonly Migration[] = [
  { version: 3, statements: ["UPDATE companies SET stage = 'seed' WHERE stage IS NULL"] },
  { version: 2, statements: ['ALTER TABLE companies ADD COLUMN stage VARCHAR', 'ALTER TABLE companies RENAME COLUMN title TO name'] },
];

let session: Session;
beforeEach(async () => {
  session = await openSession(':memory:');
  await session.connection.run("CREATE TABLE companies AS SELECT 1 AS id, 'Kestrel' AS title");
});
afterEach(() => closeSession(session));

describe('migrations', () => {
  it('lead to the version that this code writes', () => {
    expect(Math.max(1, ...migrations.map(({ version }) => version))).toBe(schemaVersion);
  });

  it('run forward and in order, those that the database lacks', async () => {
    expect(pendingMigrations(2, steps).map(({ version }) => version)).toEqual([3]);
    expect(pendingMigrations(3, steps)).toEqual([]);
    await migrate(session.connection, pendingMigrations(1, steps));
    expect(await readRows(session.connection, 'SELECT * FROM companies')).toEqual([{ id: 1, name: 'Kestrel', stage: 'seed' }]);
  });

  it('leave nothing behind when one fails in its transaction', async () => {
    await session.connection.run('BEGIN');
    const broken: Migration = { version: 4, statements: ['DROP TABLE companies', 'SELECT nonsense'] };
    await expect(migrate(session.connection, [broken])).rejects.toThrow('nonsense');
    await session.connection.run('ROLLBACK');
    expect(await readRows(session.connection, 'SELECT id FROM companies')).toEqual([{ id: 1 }]);
  });
});
