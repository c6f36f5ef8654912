import { operationKey } from '@affinity-kit/contract';
import { openApiTexts } from '@affinity-kit/contract/openapi';
import { usageError } from '../../cli-error.ts';
import { counted } from '../../output/numbers.ts';
import { printJson, printLines } from '../../output/print.ts';
import { drawTable } from '../../output/table.ts';
import { styled, type Terminal, widthOf } from '../../terminal.ts';
import type { ApiOperation } from './operation.ts';

/** What is shown: which operations, how, and where. */
interface Listing {
  readonly word: string | undefined;
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

const sentenceOf = ({ spec }: ApiOperation): string => openApiTexts.operations[operationKey(spec)]?.split(/\n/)[0] ?? '';

const describe = (operation: ApiOperation) => {
  const { name, spec } = operation;
  const { method, path, effect, beta = false } = spec;
  return { name, method, path, effect, paged: spec.paging !== undefined, beta, text: sentenceOf(operation) };
};

const marksOf = ({ effect, beta }: ReturnType<typeof describe>): string =>
  [effect === 'write' && 'writes', beta && 'beta'].filter(Boolean).join(', ');

/** Prints operations: all, or those that have a word in their name, path or sentence. */
export const listOperations = (operations: readonly ApiOperation[], { word, isJson, terminal }: Listing): void => {
  const wanted = word?.toLowerCase() ?? '';
  const shown = operations.map(describe).filter(({ name, path, text }) => `${name} ${path} ${text}`.toLowerCase().includes(wanted));
  if (shown.length === 0) throw usageError(`No operation has '${word ?? ''}' in its name, path or description`);
  if (isJson) return printJson(terminal.out, shown);
  const rows = shown.map((row) => [row.name, row.method, row.path, marksOf(row), row.text]);
  const columns = ['operation', 'method', 'path', '', 'what it does'].map((title) => ({ title }));
  const width = terminal.out.isTTY === true ? Math.max(120, widthOf(terminal.out)) : 400;
  printLines(terminal.out, drawTable({ columns, rows }, width));
  terminal.err.write(`${styled(terminal.err, 'dim', `(${counted(shown.length, 'operation')})`)}\n`);
};
