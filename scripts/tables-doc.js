// The reference of tables as text, made from the tables as data.

/** The table that a column of this name points into. */
const targets = {
  company_id: 'companies',
  person_id: 'persons',
  opportunity_id: 'opportunities',
  list_id: 'lists',
  list_entry_id: 'list_entries',
  saved_view_id: 'saved_views',
  field_id: 'fields',
  option_id: 'dropdown_options',
  note_id: 'notes',
  parent_id: 'notes',
  interaction_id: 'interactions',
  transcript_id: 'transcripts',
  file_id: 'files',
  team_id: 'teams',
  user_id: 'users',
  owner_id: 'users',
  completer_id: 'users',
  changer_id: 'users',
};

const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

const code = (text) => text && `\`${text}\``;

const pathOf = (column, origin) => (origin ? (origin.paths?.[column] ?? camelCase(column)) : '');

const sectionOf = (table, origin) => {
  const rows = table.columns.map(({ name, type, comment }) => {
    const key = table.key.includes(name) ? ' 🔑' : '';
    return `| \`${name}\`${key} | ${type} | ${comment.replaceAll('|', '\\|')} |${origin ? ` ${code(pathOf(name, origin))} |` : ''}`;
  });
  const head = origin
    ? ['| column | type | meaning | in the API |', '| --- | --- | --- | --- |']
    : ['| column | type | meaning |', '| --- | --- | --- |'];
  const from = origin ? [`From ${code(origin.operation)}.`, ''] : [];
  return [`### ${table.name}`, '', table.comment, '', ...from, ...head, ...rows, ''];
};

const entityOf = ({ name, columns, key }) => {
  const shown = columns.filter((column) => key.includes(column.name) || column.name in targets);
  const lines = shown.map((column) => {
    const marks = [key.includes(column.name) && 'PK', targets[column.name] && 'FK'].filter(Boolean).join(', ');
    return `    ${column.type} ${column.name} ${marks}`;
  });
  return [`  ${name} {`, ...lines, '  }'];
};

const linksOf = (tables) => {
  const names = new Set(tables.map(({ name }) => name));
  return tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => names.has(targets[column.name]))
      .map((column) => `  ${targets[column.name]} ||--o{ ${name} : ${column.name}`),
  );
};

/** The page `docs/tables.md`. */
export const tablesPage = ({ dataTables, ledgerTables, bookkeepingColumns, origins }) => {
  const own = dataTables.filter(({ name }) => !name.startsWith('_'));
  const ledger = [...dataTables.filter(({ name }) => name.startsWith('_')), ...ledgerTables];
  return `${[
    '# Tables',
    '',
    '<!-- Made by `npm run docs:tables`. -->',
    '',
    'What a database holds. These names are a public contract: they are pinned by a test and change only with a new schema version, which the',
    'next sync brings an older database to. Tables hold what exists now; what changed or left is in `record_history`.',
    '',
    'Ids are `BIGINT`, moments `TIMESTAMPTZ`, and dates without a time the calendar `DATE` in Pacific time that Affinity shows. Columns marked 🔑',
    'identify a row. Every table of the first part has these columns too:',
    '',
    '| column | type | meaning |',
    '| --- | --- | --- |',
    ...bookkeepingColumns.map(({ name, type, comment }) => `| \`${name}\` | ${type} | ${comment} |`),
    '',
    '```mermaid',
    'erDiagram',
    ...linksOf(own),
    ...own.flatMap(entityOf),
    '```',
    '',
    'Where a table has `entity_type` and `entity_id`, they name a row of `companies`, `persons` or `opportunities`.',
    '',
    '## What Affinity holds',
    '',
    ...own.flatMap((table) => sectionOf(table, origins[table.name])),
    '## What loads say about themselves',
    '',
    ...ledger.flatMap((table) => sectionOf(table)),
  ]
    .join('\n')
    .trimEnd()}\n`;
};
