import { type AddCommand, configured, connection, examples, json, namesOf } from './options.ts';

/** Adds `affinity api`: its parameters are those of the operation that it names, so commander leaves them alone. */
export const addApi: AddCommand = (program, act) => {
  const command = program
    .command('api')
    .description('Call any operation of Affinity, v1 or v2, by its name')
    .argument('[words...]', "an operation, the values of its path, and its parameters as flags: those of the API's reference, in-this-form")
    .usage('[operation] [parameters] [options]')
    .allowUnknownOption()
    .helpOption(false)
    .option('-h, --help', 'explain the operation: its parameters, limits, permission and answers')
    .option('-l, --list [word]', 'list the operations, all or those that a word fits')
    .option('--body <json>', 'the body: JSON, @file, or - for standard input')
    .option('--write', 'allow an operation that writes')
    .option('--dry-run', 'print the request and send nothing')
    .option('--all', 'read all pages, and print one JSON object per line')
    .option('-o, --output <file>', 'for operations that lead to a file: write its contents there, - for standard output');
  connection(configured(json(command))).action(
    act(async (terminal, flags, words) =>
      (await import('../commands/api.ts')).api(terminal, flags, {
        words: namesOf(words),
        explain: () => command.outputHelp(),
      }),
    ),
  );
  examples(command, [
    'affinity api --list notes',
    'affinity api v2.companies.list --help',
    'affinity api v2.companies.list --limit 10 --field-types enriched',
    'affinity api v2.companies.get 123',
    'affinity api GET /v2/companies/123',
    'affinity api v2.notes.list --all > notes.jsonl',
    `affinity api v1.notes.create --write --body '{"content": "Met at the fair", "organization_ids": [123]}'`,
    'affinity api v1.entityFiles.create --write --organization-id 123 --file deck.pdf',
    'affinity api v1.entityFiles.download 7 --output deck.pdf',
  ]);
};
