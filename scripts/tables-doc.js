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

const quoted = "'((?:[^']|'')*)'";

const unquoted = (text) => text.replaceAll("''", "'");

/** A view from its file: the question in its first comment, what that is about, and the comments of the view and its columns. */
const viewSection = ({ name, sql }) => {
  const [question = '', ...notes] = /^(?:--.*\n)+/
    .exec(sql)[0]
    .trim()
    .split('\n')
    .map((line) => line.replace(/^-- ?/, ''));
  const comment = new RegExp(`COMMENT ON (?:VIEW|TABLE) ${name} IS\\s+${quoted}`).exec(sql)?.[1] ?? '';
  const columns = [...sql.matchAll(new RegExp(`COMMENT ON COLUMN ${name}\\.(\\w+) IS\\s+${quoted}`, 'g'))];
  return [
    `### ${name}`,
    '',
    `**${question}** ${unquoted(comment)}`,
    '',
    ...(notes.length > 0 ? [...notes, ''] : []),
    '| column | meaning |',
    '| --- | --- |',
    ...columns.map(([, column, meaning]) => `| \`${column}\` | ${unquoted(meaning).replaceAll('|', '\\|')} |`),
    '',
  ];
};

const wideViews = [
  '`companies_wide`, `persons_wide` and `opportunities_wide` have one row per record, `list_<name>` one per entry of that list, and',
  '`view_<list>_<view>` the rows and columns of a saved view that was asked for with `--views`. Every field is a column named after its label,',
  'in the order of Affinity and also where no record has a value; beside a label stands its id, several values are a list, `url` is the page of',
  'the record in Affinity. The comment of each column holds the id of the field. `affinity tables NAME` shows the columns of yours.',
];

/** The page `docs/tables.md`. */
export const tablesPage = ({ dataTables, ledgerTables, bookkeepingColumns, origins, views }) => {
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
    '## Views with a column per field',
    '',
    ...wideViews,
    '',
    '## Views that answer questions',
    '',
    ...views.filter(({ name }) => !name.startsWith('_')).flatMap(viewSection),
    '## What loads say about themselves',
    '',
    ...ledger.flatMap((table) => sectionOf(table)),
  ]
    .join('\n')
    .trimEnd()}\n`;
};
