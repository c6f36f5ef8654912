import { CommanderError } from 'commander';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { explainFailure } from './explain-failure.ts';
import { buildProgram, type Outcome } from './program.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** Commander ends with an error even for help; only real misuse is one for us. */
const commanderExit = (error: CommanderError): ExitCode => (error.exitCode === 0 ? exitCodes.done : exitCodes.usage);

/** Runs one command line and says how it ended. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const outcome: Outcome = { exitCode: exitCodes.done };
  const program = buildProgram(terminal, outcome);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    return error instanceof CommanderError ? commanderExit(error) : explainFailure(error, terminal);
  }
};

/** Entry of the bin. A closed pipe (`affinity sql … | head`) is no failure. */
export const main = async (args: readonly string[]): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.done);
  });
  process.exitCode = await run(args, processTerminal());
};
