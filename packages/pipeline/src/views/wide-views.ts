import { name, text } from '../replica/sql.ts';
import { slug } from './slug.ts';
import type { View } from './view.ts';
import { cellsQuery, type ValueSource, type WideColumn, type WideField, wideColumns } from './wide-columns.ts';

/** A list as the wide views see it. */
export interface WideList {
  readonly id: number;
  readonly name: string;
  readonly type: 'company' | 'person' | 'opportunity';
}

/** What the CRM looks like: its lists, and its fields in Affinity's order. */
export interface CrmShape {
  readonly lists: readonly WideList[];
  /** Fields of all companies, and of all persons. */
  readonly entityFields: Readonly<Record<'company' | 'person', readonly WideField[]>>;
  /** Fields that a list has for itself. */
  readonly listFields: ReadonlyMap<number, readonly WideField[]>;
}

/** Columns of a view that are not fields: SQL and comment, by name. */
export type Base = Readonly<Record<string, readonly [sql: string, comment: string]>>;

/** SQL for the address of a record in Affinity; `null` where the server did not say where the account is. */
const urlOf = (path: string, id: string): string => `(SELECT value FROM _meta WHERE key = 'web_url') || '/${path}/' || ${id}`;

const companyBase: Base = {
  id: ['r.id', 'Affinity id of the company.'],
  name: ['r.name', 'Name of the company.'],
  domain: ['r.domain', 'Primary web domain.'],
  domains: ['(SELECT list(d.domain ORDER BY d.ordinal) FROM company_domains AS d WHERE d.company_id = r.id)', 'All web domains.'],
  is_global: ['r.is_global', 'True when the profile is shared by all customers of Affinity.'],
  url: [urlOf('companies', 'r.id'), 'Page of the company in Affinity.'],
};

const personName = "concat_ws(' ', r.first_name, r.last_name)";

const personBase: Base = {
  id: ['r.id', 'Affinity id of the person.'],
  name: [personName, 'First and last name.'],
  first_name: ['r.first_name', 'First name.'],
  last_name: ['r.last_name', 'Last name.'],
  email: ['r.primary_email', 'Primary e-mail address.'],
  emails: ['(SELECT list(e.email ORDER BY e.ordinal) FROM person_emails AS e WHERE e.person_id = r.id)', 'All e-mail addresses.'],
  type: ['r.type', 'internal, collaborator or external.'],
  url: [urlOf('persons', 'r.id'), 'Page of the person in Affinity.'],
};

const opportunityBase: Base = {
  id: ['r.id', 'Affinity id of the opportunity.'],
  name: ['r.name', 'Name; [Hidden] when is_redacted.'],
  list_id: ['r.list_id', 'List that it belongs to.'],
  list_name: ['(SELECT l.name FROM lists AS l WHERE l.id = r.list_id)', 'Name of that list.'],
  is_restricted: ['r.is_restricted', 'True when only some users may see it.'],
  is_redacted: ['r.is_redacted', 'True when the key of the load may not see it.'],
  url: [urlOf('opportunities', 'r.id'), 'Page of the opportunity in Affinity.'],
};

interface Part extends ValueSource {
  readonly alias: string;
  readonly columns: readonly WideColumn[];
  /** Column of `field_values` that names the record, and what it is joined with. */
  readonly key: string;
  readonly joinedWith: string;
}

interface Wide {
  readonly name: string;
  readonly comment: string;
  readonly question: string;
  readonly base: Base;
  readonly from: string;
  readonly parts: readonly Part[];
}

/** Puts a wide view together: its own columns, then those of the fields. */
export function wideView({ name: viewName, comment, question, base, from, parts }: Wide): View {
  const used = parts.filter((part) => part.columns.length > 0);
  const ctes = used.map((part) => `${part.alias} AS (\n  ${cellsQuery(part.columns, part.key, part)}\n)`);
  const own = Object.entries(base).map(([column, [sql]]) => `${sql} AS ${name(column)}`);
  const cells = used.flatMap((part) => part.columns.map((column) => `${part.alias}.${name(column.name)}`));
  const joins = used.map((part) => `LEFT JOIN ${part.alias} ON ${part.alias}.${part.key} = ${part.joinedWith}`);
  const comments = Object.fromEntries([
    ...Object.entries(base).map(([column, [, about]]) => [column, about]),
    ...used.flatMap((part) => part.columns.map((column) => [column.name, column.comment])),
  ]);
  const head = ctes.length === 0 ? '' : `WITH ${ctes.join(', ')}\n`;
  const sql = `-- ${question}\n${head}SELECT ${[...own, ...cells].join(',\n  ')}\nFROM ${from}\n${joins.join('\n')}`;
  return { name: viewName, comment, sql, columns: comments };
}

const entityTables = { company: 'companies', person: 'persons', opportunity: 'opportunities' } as const;

function entityView(type: 'company' | 'person', base: Base, fields: readonly WideField[]): View {
  const table = entityTables[type];
  const columns = wideColumns(fields, Object.keys(base));
  const condition = `entity_type = ${text(type)} AND list_entry_id IS NULL`;
  return wideView({
    name: `${table}_wide`,
    comment: `${type === 'company' ? 'Companies' : 'Persons'} with one column per field.`,
    question: `What is known of each ${type}, side by side?`,
    base,
    from: `${table} AS r`,
    parts: [{ alias: 'v', columns, key: 'entity_id', joinedWith: 'r.id', condition }],
  });
}

/** Fields of opportunity lists that have the same label and type share a column: an opportunity stands on one list only. */
function shareColumns(fields: readonly WideField[]): WideField[] {
  const shared = new Map<string, WideField>();
  for (const field of fields) {
    const key = `${slug(field.label)}/${field.valueType}`;
    const before = shared.get(key);
    shared.set(key, before === undefined ? field : { ...before, ids: [...new Set([...before.ids, ...field.ids])] });
  }
  return [...shared.values()];
}

function opportunitiesView(shape: CrmShape): View {
  const lists = shape.lists.filter(({ type }) => type === 'opportunity');
  const fields = shareColumns(lists.flatMap(({ id }) => shape.listFields.get(id) ?? []));
  return wideView({
    name: 'opportunities_wide',
    comment: 'Opportunities of all lists with one column per field; fields of the same label and type share a column.',
    question: 'What is known of each opportunity, side by side?',
    base: opportunityBase,
    from: 'opportunities AS r',
    parts: [
      {
        alias: 'v',
        columns: wideColumns(fields, Object.keys(opportunityBase)),
        key: 'entity_id',
        joinedWith: 'r.id',
        condition: "entity_type = 'opportunity'",
      },
    ],
  });
}

const entryBase: Base = {
  list_entry_id: ['e.id', 'Affinity id of the list entry.'],
  entity_id: ['e.entity_id', 'The company, person or opportunity in the row.'],
};

const entryUrl = (type: WideList['type']): Base => ({
  url: [urlOf(entityTables[type], 'e.entity_id'), `Page of the ${type} in Affinity.`],
});

const entryAdded: Base = {
  created_at: ['e.created_at', 'When the row was added.'],
  creator_id: ['e.creator_id', 'Internal person who added it.'],
};

const recordBase: Readonly<Record<WideList['type'], Base>> = {
  company: { name: ['r.name', 'Name of the company.'], domain: ['r.domain', 'Primary web domain of the company.'] },
  person: { name: [personName, 'Name of the person.'], email: ['r.primary_email', 'Primary e-mail address of the person.'] },
  opportunity: { name: ['r.name', 'Name of the opportunity.'] },
};

/** How the comment of a list's view begins; by it the views of lists that are gone are found. */
export const listViewMark = 'Entries of the list ';

function listView(list: WideList, viewName: string, shape: CrmShape): View {
  const base = { ...entryBase, ...recordBase[list.type], ...entryUrl(list.type), ...entryAdded };
  const own = shape.listFields.get(list.id) ?? [];
  const ofRecord = list.type === 'opportunity' ? [] : shape.entityFields[list.type];
  const columns = wideColumns([...own, ...ofRecord], Object.keys(base));
  const isOwn = ({ field }: WideColumn): boolean => own.includes(field);
  return wideView({
    name: viewName,
    comment: `${listViewMark}${list.name} (${list.id}) with one column per field: the list's own, then the ${list.type}'s.`,
    question: `What does the list ${list.id} show?`,
    base,
    from: `(SELECT * FROM list_entries WHERE list_id = ${list.id}) AS e\nLEFT JOIN ${entityTables[list.type]} AS r ON r.id = e.entity_id`,
    parts: [
      { alias: 'v', columns: columns.filter(isOwn), key: 'list_entry_id', joinedWith: 'e.id', condition: `list_id = ${list.id}` },
      {
        alias: 'w',
        columns: columns.filter((column) => !isOwn(column)),
        key: 'entity_id',
        joinedWith: 'e.entity_id',
        condition: `entity_type = ${text(list.type)} AND list_entry_id IS NULL`,
      },
    ],
  });
}

/** Names of the views of lists: `list_<slug>`, with the id where two lists share a slug or something else has the name. */
export function listViewNames(lists: readonly WideList[], taken: ReadonlySet<string>): Map<number, string> {
  const uses = new Map<string, number>();
  for (const list of lists) uses.set(slug(list.name), (uses.get(slug(list.name)) ?? 0) + 1);
  return new Map(
    lists.map((list) => {
      const words = slug(list.name);
      const bare = `list_${words}`;
      const isFree = words !== '' && uses.get(words) === 1 && !taken.has(bare);
      return [list.id, isFree ? bare : words === '' ? `list_${list.id}` : `${bare}_${list.id}`];
    }),
  );
}

/** The wide views of a CRM: one per entity and one per list. `taken` are names that other tables and views have. */
export function wideViews(shape: CrmShape, taken: ReadonlySet<string>): View[] {
  const names = listViewNames(shape.lists, taken);
  return [
    entityView('company', companyBase, shape.entityFields.company),
    entityView('person', personBase, shape.entityFields.person),
    opportunitiesView(shape),
    ...shape.lists.map((list) => listView(list, names.get(list.id) ?? `list_${list.id}`, shape)),
  ];
}
