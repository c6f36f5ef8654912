import { Command } from 'commander';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { explainCommandLine } from './explain-failure.ts';
import { addApi } from './program/api.ts';
import { loadingCommands } from './program/loading.ts';
import type { ActionOf, AddCommand } from './program/options.ts';
import { publicationCommands } from './program/publications.ts';
import { readingCommands } from './program/reading.ts';
import { tryingCommands } from './program/trying.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** A program whose actions leave their exit code here. */
export interface Outcome {
  exitCode: ExitCode;
}

/** In the order of the help. */
const commands: readonly AddCommand[] = [...loadingCommands, ...readingCommands, ...publicationCommands, addApi, ...tryingCommands];

/** Builds the command tree; nothing but commander is loaded until a command runs. */
export const buildProgram = (terminal: Terminal = processTerminal(), outcome: Outcome = { exitCode: exitCodes.done }): Command => {
  const program = new Command('affinity')
    .description(
      'Your Affinity CRM as data: sync it into DuckDB, query it, and try it all on a local Affinity.\nUnofficial; not made by Affinity.',
    )
    .version('0', '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain')
    .helpCommand('help [command]', 'explain a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      outputError: (text) => explainCommandLine(text, terminal),
    });
  const act: ActionOf =
    (action) =>
    async (...args) => {
      const command = args.pop() as Command;
      const [argument] = args;
      outcome.exitCode = await action(terminal, command.optsWithGlobals(), command.registeredArguments.length > 0 ? argument : undefined);
    };
  for (const add of commands) add(program, act);
  program.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 refused, 130 interrupted.\nStart with: affinity demo',
  );
  return program;
};
