import { type AddCommand, configured, connection, database, examples, json, namesOf } from './options.ts';

const addPublish: AddCommand = (program, act) => {
  const command = program
    .command('publish')
    .description('Bring destinations up to date with the local database')
    .argument('[names...]', 'destinations of affinity.toml; all when left out');
  json(configured(database(command)))
    .option('--full', 'send everything, and replace what another database published there')
    .option('-q, --quiet', 'no progress, no summary; errors only')
    .action(act(async (terminal, flags, names) => (await import('../commands/publish.ts')).publish(terminal, flags, namesOf(names))));
  examples(command, ['affinity publish', 'affinity publish warehouse lake']);
};

const addDestinations: AddCommand = (program, act) => {
  const command = program.command('destinations').description('List the destinations of affinity.toml, or test them');
  json(configured(command)).action(
    act(async (terminal, flags) => (await import('../commands/destinations.ts')).listDestinations(terminal, flags)),
  );
  const test = command
    .command('test')
    .description('Try reach and rights before anything is sent')
    .argument('[names...]', 'destinations of affinity.toml; all when left out');
  json(configured(test)).action(
    act(async (terminal, flags, names) => (await import('../commands/destinations.ts')).testDestinations(terminal, flags, namesOf(names))),
  );
  examples(command, ['affinity destinations', 'affinity destinations test warehouse']);
};

const addRestore: AddCommand = (program, act) => {
  const command = program.command('restore').description('Make the local database anew from what was published, without the API');
  json(configured(database(command)))
    .requiredOption('--from <name>', 'a destination of affinity.toml')
    .action(act(async (terminal, flags) => (await import('../commands/restore.ts')).restore(terminal, flags)));
  examples(command, ['affinity restore --from warehouse']);
};

const addExport: AddCommand = (program, act) => {
  const command = program
    .command('export')
    .description('Write a table, a view, a saved view or a query into a file')
    .argument('<what>', 'a table or view, a saved view as LIST/VIEW, or a SELECT statement');
  json(configured(database(command)))
    .requiredOption('-o, --output <file>', 'the file to write')
    .option('--format <format>', 'csv, jsonl or parquet; told by the name of the file when left out')
    .action(act(async (terminal, flags, what) => (await import('../commands/export.ts')).exportTable(terminal, flags, String(what))));
  examples(command, [
    'affinity export companies -o companies.parquet',
    'affinity export "Deal Flow/Active" -o active.csv',
    'affinity export "SELECT * FROM funnel" -o funnel.jsonl',
  ]);
};

const addVerify: AddCommand = (program, act) => {
  const command = program.command('verify').description('Compare numbers and a sample of records with Affinity');
  connection(configured(json(database(command))))
    .option(
      '--sample <number>',
      'companies, persons, opportunities and notes that are asked for again, of each; of list entries a fifth',
      '100',
    )
    .action(act(async (terminal, flags) => (await import('../commands/verify.ts')).verify(terminal, flags)));
  examples(command, ['affinity verify', 'affinity verify --sample 1000 --json']);
};

/** The commands that send data elsewhere, bring it back and check it. */
export const publicationCommands: readonly AddCommand[] = [addPublish, addDestinations, addRestore, addExport, addVerify];
