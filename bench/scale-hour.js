// An hour in the life of the sandbox's firm: changes that Affinity tells of, new records, and deletions. Used by scale.js.
import { createAffinity } from '@affinity-kit/client';
import { openReplica } from '@affinity-kit/pipeline/replica';

const changed = { values: 500, companies: 20, persons: 20, entries: 10, goneCompanies: 10, goneEntries: 10 };

/** Options of dropdowns that entries of a list could have in the place of what they have, of fields whose changes Affinity tells. */
const moves = `
  SELECT v.list_id AS "listId", v.list_entry_id AS "listEntryId", v.field_id AS "fieldId",
    (SELECT min(o.id) FROM dropdown_options AS o WHERE o.field_id = v.field_id AND o.id <> v.option_id) AS "optionId"
  FROM field_values AS v WHERE v.value_type = 'ranked-dropdown' AND v.list_entry_id IS NOT NULL
    AND v.field_id IN (SELECT field_id FROM field_value_changes)
  ORDER BY hash(v.list_entry_id) LIMIT ${changed.values}`;

const choose = async (database) => {
  const replica = await openReplica(database);
  try {
    const free =
      'NOT is_global AND id NOT IN (SELECT entity_id FROM list_entries) AND id NOT IN (SELECT coalesce(ref_id, 0) FROM field_values)';
    return {
      moved: await replica.query(moves),
      companies: await replica.query(`SELECT id FROM companies WHERE ${free} ORDER BY hash(id) LIMIT ${changed.goneCompanies}`),
      entries: await replica.query(
        `SELECT id, list_id AS "listId" FROM list_entries WHERE id NOT IN (SELECT "listEntryId" FROM (${moves})) ORDER BY hash(id) LIMIT ${changed.goneEntries}`,
      ),
      list: (await replica.query("SELECT id FROM lists WHERE type = 'company' ORDER BY id LIMIT 1"))[0],
    };
  } finally {
    replica.close();
  }
};

const range = (count) => Array.from({ length: count }, (_, n) => n);

/** Changes 500 values, adds 50 records and deletes 20. */
export const liveAnHour = async ({ baseUrl, key, database }) => {
  const client = createAffinity({ apiKey: key, baseUrl, policies: { writes: 'allow' } });
  const { moved, companies, entries, list } = await choose(database);
  for (const { listId, listEntryId, fieldId, optionId } of moved) {
    const value = { type: 'ranked-dropdown', data: { dropdownOptionId: optionId } };
    await client.v2.lists.entries.fieldValues.update({ listId, listEntryId, fieldId, body: { value } });
  }
  const name = `Bench ${Date.now()}`;
  const made = [];
  for (const n of range(changed.companies))
    made.push(await client.v1.organizations.create({ body: { name: `${name} ${n}`, domain: `bench-${n}.example` } }));
  for (const n of range(changed.persons))
    await client.v1.persons.create({ body: { first_name: name, last_name: String(n), emails: [`person-${n}@bench.example`] } });
  for (const { id } of made.slice(0, changed.entries)) await client.v1.lists.entries.create({ list_id: list.id, body: { entity_id: id } });
  for (const { id } of companies) await client.v1.organizations.delete({ organization_id: id });
  for (const { id, listId } of entries) await client.v1.lists.entries.delete({ list_id: listId, list_entry_id: id });
  return { values: moved.length, deleted: companies.length + entries.length, added: changed.companies + changed.persons + changed.entries };
};
