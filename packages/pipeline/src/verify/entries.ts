import { v2 } from '@affinity-kit/contract';
import { PageRows } from '../normalise/page-rows.ts';
import type { ReplicaReader } from '../replica/reader.ts';
import type { Cell, RowBuffer } from '../replica/table.ts';
import { fieldValues } from '../replica/tables/fields.ts';
import { listEntries } from '../replica/tables/lists.ts';
import { entryRecord, selectionByType } from '../streams/list-entries.ts';
import type { Asker, Json } from './asker.ts';
import { type Compared, sampleOf, unknownSample } from './samples.ts';
import type { Verification } from './verification.ts';

/** An entry as the replica has it, with what tells its list's fields from others. */
interface Sampled {
  readonly entry: Json;
  readonly list: { readonly id: number; readonly name: string; readonly type: string };
}

/** Columns of an entry, and its values by field. */
interface Held {
  readonly entry: Json;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Days and microseconds, as normalising makes them. */
const entryColumns = 'e.entity_id, e.creator_id, epoch_us(e.created_at) AS created_at';
const valueColumns = `field_id, text, number, date - DATE '1970-01-01' AS date, epoch_us(instant) AS instant, option_id, ref_id, json`;

const sampleEntries = async (replica: ReplicaReader, sample: number): Promise<Sampled[]> => {
  const rows = await replica.query(
    `SELECT e.id, ${entryColumns}, l.id AS list_id, l.name, l.type FROM list_entries AS e JOIN lists AS l ON l.id = e.list_id
     ORDER BY random() LIMIT ${sample}`,
  );
  return rows.map(({ list_id: id, name, type, ...entry }) => ({ entry, list: { id: Number(id), name: String(name), type: String(type) } }));
};

const valuesOf = async (replica: ReplicaReader, sampled: readonly Sampled[]): Promise<ReadonlyMap<number, readonly Json[]>> => {
  const values = new Map<number, Json[]>(sampled.map(({ entry }) => [Number(entry['id']), []]));
  if (values.size === 0) return values;
  const rows = await replica.query(
    `SELECT list_entry_id, ${valueColumns} FROM field_values WHERE list_entry_id IN (${[...values.keys()].join()})`,
  );
  for (const row of rows) values.get(Number(row['list_entry_id']))?.push(row);
  return values;
};

/** Fields of each list of which the replica has values: those that were never loaded are not missed. */
const knownFields = async (replica: ReplicaReader): Promise<ReadonlySet<string>> => {
  const rows = await replica.query('SELECT DISTINCT list_id, field_id FROM field_values WHERE list_id IS NOT NULL');
  return new Set(rows.map(({ list_id: list, field_id: field }) => `${String(list)}/${String(field)}`));
};

/** One value as a text that is equal where the value is: labels and names beside an id may change without it. */
const valueKey = ({ text, number, date, instant, option_id: option, ref_id: ref, json }: Json): string => {
  const object: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  return JSON.stringify([option ?? ref ?? text ?? null, number ?? null, date ?? null, instant ?? null, object]);
};

const byField = (rows: readonly Json[]): Map<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const row of rows) values.set(String(row['field_id']), [...(values.get(String(row['field_id'])) ?? []), valueKey(row)].sort());
  return values;
};

const rowsOf = ({ table, columns, length }: RowBuffer): Record<string, Cell>[] =>
  Array.from({ length }, (_, at) => Object.fromEntries(table.columns.map(({ name }, index) => [name, columns[index]?.[at] ?? null])));

/** An entry as Affinity has it, in the replica's own terms; `unfinished` are fields whose values did not all fit into the answer. */
interface Asked extends Held {
  readonly unfinished: ReadonlySet<string>;
}

const ask = async (asker: Asker, { entry, list }: Sampled): Promise<Asked | undefined> => {
  const { query, owns } = selectionByType(list);
  const answer = await asker.ask(v2.lists.entries.get, { listId: list.id, listEntryId: Number(entry['id']), ...query });
  if (answer === undefined) return undefined;
  const out = new PageRows('list_entries');
  entryRecord(list, owns)(answer, out);
  const unfinished = out.completions.flatMap((one) => ('input' in one ? [String(one.input['fieldId'])] : []));
  return { entry: rowsOf(out.of(listEntries))[0] ?? {}, values: byField(rowsOf(out.of(fieldValues))), unfinished: new Set(unfinished) };
};

const differingColumns = (here: Held, there: Asked, isKnown: (field: string) => boolean): string[] => {
  const columns = ['entity_id', 'creator_id', 'created_at'].filter((name) => (here.entry[name] ?? null) !== (there.entry[name] ?? null));
  const fields = [...new Set([...here.values.keys(), ...there.values.keys()])].filter((id) => isKnown(id) && !there.unfinished.has(id));
  return [...columns, ...fields.filter((id) => String(here.values.get(id) ?? []) !== String(there.values.get(id) ?? []))];
};

/**
 * Compares a random sample of list entries with the values that are theirs, one request each. Differing fields are named by their ids among
 * the columns.
 */
export async function compareEntries(replica: ReplicaReader, asker: Asker, sample: number): Promise<Verification> {
  const sampled = await sampleEntries(replica, sample);
  const [known, values] = [await knownFields(replica), await valuesOf(replica, sampled)];
  const compared: Compared[] = [];
  let answers = 0;
  for (const one of sampled) {
    const id = Number(one.entry['id']);
    const there = await ask(asker, one);
    if (there) answers += 1;
    const here = { entry: one.entry, values: byField(values.get(id) ?? []) };
    const isKnown = (field: string): boolean => known.has(`${one.list.id}/${field}`);
    compared.push({ id, columns: there ? differingColumns(here, there, isKnown) : ['id'] });
  }
  // That all of them are gone is less likely than that the key may not read them.
  return sampled.length > 0 && answers === 0 ? unknownSample('list_entries', sampled.length) : sampleOf('list_entries', { compared });
}
