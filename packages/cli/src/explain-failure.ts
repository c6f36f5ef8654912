import { CliError } from './cli-error.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { styled, type Terminal } from './terminal.ts';

/** What is told of a failure: a sentence, what to do next, and the code the process ends with. */
interface Explanation {
  readonly message: string;
  readonly nextStep: string | undefined;
  readonly exitCode: ExitCode;
}

/** Errors of our libraries carry a literal code; those of the client say what went wrong between us and Affinity. */
interface CodedError extends Error {
  readonly code: string;
  readonly nextStep?: string;
  readonly category?: 'refused' | 'failed' | 'usage';
}

const isCoded = (error: unknown): error is CodedError => error instanceof Error && 'code' in error && typeof error.code === 'string';

const nextSteps: Readonly<Record<string, string>> = {
  missing_key: 'Set AFFINITY_API_KEY, or AFFINITY_API_KEY_FILE to a file that holds the key. Without an account: `affinity demo`.',
  authentication: 'Check the key: Affinity, Settings, API. Keys have 43 characters.',
  authorization: 'Ask an administrator of your Affinity account for this permission.',
  network: 'Check the address (AFFINITY_BASE_URL) and your connection, then run the same command again: it resumes.',
  timeout: 'Run the same command again: it resumes.',
  monthly_quota: 'The account has used up its requests for this month; they come back on the first.',
  decode: 'Check that AFFINITY_BASE_URL is the address of Affinity and not of a website or a proxy.',
  server: 'Affinity has a problem; run the same command again later: it resumes.',
  EACCES: 'Check who owns the file and its folder.',
  EROFS: 'The folder cannot be written; choose another with --database.',
  ENOSPC: 'The disk is full. Make room, then run the same command again: it resumes.',
};

/** Codes of errors that say that the command line asked for something that there is not. */
const misuse = new Set(['unknown-stream', 'unknown-list', 'unknown-field', 'unknown-view', 'configuration']);

const exitCodeOf = ({ code, category }: CodedError): ExitCode => {
  if (category === 'refused') return exitCodes.refused;
  return category === 'usage' || misuse.has(code) ? exitCodes.usage : exitCodes.failed;
};

const explain = (error: unknown): Explanation => {
  if (error instanceof CliError) return { message: error.message, nextStep: error.nextStep, exitCode: error.exitCode };
  if (!isCoded(error))
    return { message: error instanceof Error ? error.message : String(error), nextStep: undefined, exitCode: exitCodes.failed };
  return { message: error.message, nextStep: error.nextStep ?? nextSteps[error.code], exitCode: exitCodeOf(error) };
};

const tell = (message: string, nextSteps: readonly string[], { err }: Terminal): void => {
  err.write(`${styled(err, 'red', 'affinity:')} ${message}\n`);
  for (const nextStep of nextSteps) err.write(`  ${nextStep}\n`);
};

/** Prints a failure on standard error and returns its exit code. */
export const explainFailure = (error: unknown, terminal: Terminal): ExitCode => {
  const { message, nextStep, exitCode } = explain(error);
  tell(message, nextStep === undefined ? [] : [nextStep], terminal);
  return exitCode;
};

/** Prints what commander says of a command line: `error:` and a sentence, then `(Did you mean …?)` where it knows. */
export const explainCommandLine = (text: string, terminal: Terminal): void => {
  const [message = '', ...suggestions] = text.trimEnd().split('\n');
  tell(
    message.replace(/^error: /, ''),
    suggestions.map((line) => line.replace(/^\((?<suggestion>.*)\)$/, '$<suggestion>')),
    terminal,
  );
};
