import { type ExitCode, exitCodes } from './exit-code.ts';

/** A failure that a person can act on: what is wrong, and what to do next. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly nextStep: string | undefined;

  constructor(message: string, options: { exitCode?: ExitCode; nextStep?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CliError';
    this.exitCode = options.exitCode ?? exitCodes.failed;
    this.nextStep = options.nextStep;
  }
}

/** The command line or the settings are wrong (exit code 2). */
export const usageError = (message: string, nextStep?: string): CliError =>
  new CliError(message, { exitCode: exitCodes.usage, ...(nextStep === undefined ? {} : { nextStep }) });
