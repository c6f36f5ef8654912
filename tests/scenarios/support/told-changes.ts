import type { Affinity } from '@affinity-kit/client';

/** A company with all that belongs to one, a value and a status that change, notes, a person. Gives what {@link takeBack} removes. */
export const makeChanges = async ({ v1 }: Affinity): Promise<{ readonly noteId: number }> => {
  const company = await v1.organizations.create({ body: { name: 'Kestrel Robotics', domain: 'kestrel.example' } });
  await v1.organizations.update({ organization_id: 1, body: { name: 'Renamed' } });
  const entry = await v1.lists.entries.create({ list_id: 801, body: { entity_id: company.id } });
  await v1.fieldValues.create({ body: { field_id: 12, entity_id: company.id, list_entry_id: entry.id, value: 250 } });
  const status = (await v1.fieldValues.list({ list_entry_id: 6001 })).find(({ field_id }) => field_id === 11);
  await v1.fieldValues.update({ field_value_id: status?.id ?? 0, body: { value: 32 } });
  await v1.fieldValues.create({ body: { field_id: 1, entity_id: company.id, value: 7 } });
  const note = await v1.notes.create({ body: { content: 'They sell robots', organization_ids: [company.id] } });
  await v1.notes.create({ body: { content: 'And they weld', organization_ids: [company.id] } });
  await v1.persons.create({ body: { first_name: 'Ines', last_name: 'Vahl', emails: ['ines@vahl.example'] } });
  return { noteId: note.id };
};

/** A note, an entry and a company that go, and a field that comes. */
export const takeBack = async ({ v1 }: Affinity, { noteId }: { readonly noteId: number }): Promise<void> => {
  await v1.notes.delete({ note_id: noteId });
  await v1.lists.entries.delete({ list_id: 801, list_entry_id: 6002 });
  await v1.organizations.delete({ organization_id: 3 });
  await v1.fields.create({ body: { name: 'Region', entity_type: 1, value_type: 6, list_id: 801 } });
};
