import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companies, companyDomains } from './tables/entities.ts';
import { fieldValues } from './tables/fields.ts';
import { type ReplicaFixture, replicaFixture } from './testing/replica-fixture.ts';

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
});
afterEach(() => replica.remove());

const value = (entity_id: number, field_id: string, text: string, ordinal = 0) => ({
  entity_type: 'company',
  entity_id,
  field_id,
  ordinal,
  value_type: 'text',
  text,
});

describe('a first load', () => {
  it('fills the tables and describes itself', async () => {
    const report = await replica.load({
      companies: {
        read: [1, 2],
        rows: [
          [
            companies,
            [
              { id: 1, name: 'Kestrel Robotics', domain: 'kestrel.example', is_global: true },
              { id: 2, name: 'Æther \u0000 🦅' },
            ],
          ],
          [companyDomains, [{ company_id: 1, domain: 'kestrel.example', ordinal: 0 }]],
          [fieldValues, [value(1, 'field-1', 'a text that is longer than twelve bytes'), value(2, 'field-1', 'kurz')]],
        ],
        complete: true,
      },
    });
    expect(report).toMatchObject({ written: true, withheld: [], waitingAt: null });
    expect(report.tables).toContainEqual({ table: 'companies', rows: 2, inserted: 2, updated: 0, deleted: 0, unchanged: 0 });
    expect(await replica.query('SELECT id, name, domain, is_global FROM companies ORDER BY id')).toEqual([
      { id: 1, name: 'Kestrel Robotics', domain: 'kestrel.example', is_global: true },
      { id: 2, name: 'Æther \u0000 🦅', domain: null, is_global: null },
    ]);
    expect(await replica.query('SELECT entity_id, text FROM field_values ORDER BY ALL')).toEqual([
      { entity_id: 1, text: 'a text that is longer than twelve bytes' },
      { entity_id: 2, text: 'kurz' },
    ]);
    expect(await replica.query("SELECT value FROM _meta WHERE key = 'tenant_id'")).toEqual([{ value: '1' }]);
    expect(await replica.query('SELECT rows_inserted FROM _loads')).toEqual([{ rows_inserted: 5 }]);
    expect(await replica.query('SELECT stream, first_id, last_id FROM _freshness')).toEqual([
      { stream: 'companies', first_id: 1, last_id: 2 },
    ]);
  });
});
