import { operationKey } from '@affinity-kit/contract';
import { openApiTexts } from '@affinity-kit/contract/openapi';
import { usageError } from '../../cli-error.ts';
import { counted } from '../../output/numbers.ts';
import { printJson, printLines } from '../../output/print.ts';
import { drawTable, type TextTable } from '../../output/table.ts';
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

/** Where the path has no room, the name says as much. */
const tableOf = (shown: readonly ReturnType<typeof describe>[], width: number): TextTable => {
  const isWide = width >= 160;
  const titles = ['operation', ...(isWide ? ['method', 'path'] : []), '', 'what it does'];
  const rows = shown.map((row) => [row.name, ...(isWide ? [row.method, row.path] : []), marksOf(row), row.text]);
  return { columns: titles.map((title) => ({ title })), rows };
};

/** Prints operations: all, or those that have a word in their name, path or sentence. */
export const listOperations = (operations: readonly ApiOperation[], { word, isJson, terminal }: Listing): void => {
  const wanted = word?.toLowerCase() ?? '';
  const shown = operations.map(describe).filter(({ name, path, text }) => `${name} ${path} ${text}`.toLowerCase().includes(wanted));
  if (shown.length === 0) throw usageError(`No operation has '${word ?? ''}' in its name, path or description`);
  if (isJson) return printJson(terminal.out, shown);
  const width = widthOf(terminal.out);
  printLines(terminal.out, drawTable(tableOf(shown, width), width));
  terminal.err.write(`${styled(terminal.err, 'dim', `(${counted(shown.length, 'operation')})`)}\n`);
};
