import { Option } from 'commander';
import { type AddCommand, configured, connection, database, examples, json, namesOf, textOrNone } from './options.ts';

const collected = (text: string, before: readonly string[] = []): string[] => [...before, text];

const addSql: AddCommand = (program, act) => {
  const command = program
    .command('sql')
    .description('Ask the local database questions; it cannot write. Without a query, a prompt')
    .argument('[query]', 'SELECT statements, or .tables, or .schema NAME');
  configured(json(database(command)))
    .option('-f, --file <path>', 'take the query from a file; - for standard input')
    .option('--param <name=value>', 'a value for $name in the query; may be given several times', collected)
    .addOption(new Option('--jsonl', 'print one JSON object per row').conflicts(['json', 'csv']))
    .addOption(new Option('--csv', 'print comma-separated values').conflicts(['json', 'jsonl']))
    .action(act(async (terminal, flags, query) => (await import('../commands/sql.ts')).sql(terminal, flags, textOrNone(query))));
  examples(command, [
    'affinity sql',
    'affinity sql "SELECT * FROM funnel"',
    'affinity sql --csv "FROM companies_wide" > companies.csv',
    'affinity sql --param id=123 "FROM companies WHERE id = $id"',
    'affinity sql --file report.sql --jsonl',
  ]);
};

const addTables: AddCommand = (program, act) => {
  const command = program
    .command('tables')
    .description('List tables and views of the local database, their rows and how fresh they are')
    .argument('[name]', 'one table: its columns and what they mean');
  configured(json(database(command))).action(
    act(async (terminal, flags, name) => (await import('../commands/tables.ts')).tables(terminal, flags, textOrNone(name))),
  );
  examples(command, ['affinity tables', 'affinity tables field_values']);
};

const addStatus: AddCommand = (program, act) => {
  const command = program
    .command('status')
    .description('Say what the last loads did, how fresh everything is, what could not be read, and what is left of the quota');
  connection(configured(json(database(command))))
    .option('--offline', 'do not ask Affinity for the quota')
    .action(act(async (terminal, flags) => (await import('../commands/status.ts')).status(terminal, flags)));
  examples(command, ['affinity status', 'affinity status --offline --json']);
};

const addHistory: AddCommand = (program, act) => {
  const command = program
    .command('history')
    .description('Say what a record was at which time: its values, the lists it stood on, how it ended')
    .argument('<record...>', 'company, person or opportunity, and its id')
    .option('--field <name>', 'only this field, by label or id')
    .option(
      '--as-of <time>',
      'only what was valid then: the beginning of a day, such as 2026-06-01, or a time; UTC unless it names a zone',
    );
  configured(json(database(command))).action(
    act(async (terminal, flags, record) => (await import('../commands/history.ts')).history(terminal, flags, namesOf(record))),
  );
  examples(command, ['affinity history company 123', 'affinity history company 123 --field Status --as-of 2026-06-01']);
};

/** The commands that read the local database. */
export const readingCommands: readonly AddCommand[] = [addSql, addTables, addStatus, addHistory];
