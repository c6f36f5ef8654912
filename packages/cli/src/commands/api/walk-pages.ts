import { once } from 'node:events';
import type { Affinity, Paged } from '@affinity-kit/client';
import { usageError } from '../../cli-error.ts';
import type { Terminal } from '../../terminal.ts';
import type { ApiInput } from './input.ts';
import type { ApiOperation } from './operation.ts';

type Walk = (input: ApiInput) => Paged<unknown, unknown>;

/** The method of the client that has the operation's name. */
const walkOf = (affinity: Affinity, { api, names }: ApiOperation): Walk => {
  let node: unknown = affinity[api];
  for (const name of names) node = Reflect.get(Object(node), name);
  return node as Walk; // client and operation are made from the same tree, and the operation is paged
};

/** Prints every item of a collection as it comes: one a line, or all as one array. */
export const walkPages = async (
  affinity: Affinity,
  operation: ApiOperation,
  { input, terminal, asArray }: { readonly input: ApiInput; readonly terminal: Terminal; readonly asArray: boolean },
): Promise<void> => {
  if (operation.spec.paging === undefined) throw usageError(`${operation.name} has no pages, so --all means nothing`);
  const write = async (text: string): Promise<void> => {
    if (!terminal.out.write(text)) await once(terminal.out, 'drain');
  };
  let separator = '[\n';
  for await (const item of walkOf(affinity, operation)(input)) {
    await write(asArray ? `${separator}${JSON.stringify(item)}` : `${JSON.stringify(item)}\n`);
    separator = ',\n';
  }
  if (asArray) await write(separator === '[\n' ? '[]\n' : '\n]\n');
};
