import type { Affinity } from '@affinity-kit/client';
import { CliError, usageError } from '../cli-error.ts';
import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { callOnce } from './api/call-once.ts';
import { saveContents } from './api/contents.ts';
import { describedRequest } from './api/dry-run.ts';
import { helpPage, operationDocument } from './api/help-page.ts';
import { readInput } from './api/input.ts';
import { type ApiOperation, allOperations, calledOperation } from './api/operation.ts';
import { listOperations } from './api/operation-list.ts';
import { walkPages } from './api/walk-pages.ts';

/** What the command line says besides flags of our own. */
export interface ApiRequest {
  /** The operation, values of its path, and its parameters as flags. */
  readonly words: readonly string[];
  /** Prints what `affinity api` is. */
  readonly explain: () => void;
}

const explainOperation = async (operation: ApiOperation, terminal: Terminal, flags: Flags): Promise<void> => {
  const document = await operationDocument(operation);
  if (isOn(flags, 'json')) printJson(terminal.out, document);
  else printLines(terminal.out, helpPage(operation, document, terminal));
};

const denied = ({ name, spec }: ApiOperation): CliError =>
  new CliError(`${name} writes to Affinity (${spec.method} ${spec.path}), and nothing is written without being told to.`, {
    exitCode: exitCodes.refused,
    nextStep: 'Add --write to send it, or --dry-run to see what would be sent.',
  });

/** What one call goes by. */
interface Call {
  readonly terminal: Terminal;
  readonly flags: Flags;
  readonly input: Readonly<Record<string, unknown>>;
}

const send = async (affinity: Affinity, operation: ApiOperation, call: Call): Promise<void> => {
  const { terminal, flags, input } = call;
  const output = textOf(flags, 'output');
  if (output !== undefined) await saveContents(affinity, operation, { input, output, terminal });
  else if (isOn(flags, 'all')) await walkPages(affinity, operation, { input, terminal, asArray: isOn(flags, 'json') });
  else await callOnce(affinity, operation, { input, terminal, asSent: isOn(flags, 'json') });
};

const perform = async (operation: ApiOperation, words: readonly string[], { terminal, flags }: Omit<Call, 'input'>): Promise<void> => {
  const mayWrite = isOn(flags, 'write');
  const isDryRun = isOn(flags, 'dryRun');
  if (operation.spec.effect === 'write' && !mayWrite && !isDryRun) throw denied(operation);
  const input = await readInput(operation, words, { body: textOf(flags, 'body'), terminal });
  const settings = readSettings(settingFlags(flags), terminal);
  const affinity = clientOf(settings, terminal, { writes: mayWrite && !isDryRun ? 'allow' : 'deny' });
  if (isDryRun) printJson(terminal.out, describedRequest(operation, input, affinity.baseUrl));
  else await send(affinity, operation, { terminal, flags, input });
};

/** `affinity api`: one operation of the contract, called with what the contract says of it. */
export const api = async (terminal: Terminal, flags: Flags, { words, explain }: ApiRequest): Promise<ExitCode> => {
  const [name] = words;
  const list = flags['list'];
  if (list !== undefined)
    listOperations(allOperations(), { word: typeof list === 'string' ? list : name, isJson: isOn(flags, 'json'), terminal });
  else if (name === undefined) explain();
  else if (name.startsWith('-')) throw usageError(`Name an operation before ${name}`, 'affinity api --list shows all of them.');
  else {
    const { operation, words: parameters } = calledOperation(words);
    if (isOn(flags, 'help')) await explainOperation(operation, terminal, flags);
    else await perform(operation, parameters, { terminal, flags });
  }
  return exitCodes.done;
};
