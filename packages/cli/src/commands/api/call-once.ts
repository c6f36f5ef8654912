import type { Affinity } from '@affinity-kit/client';
import { styled, type Terminal } from '../../terminal.ts';
import type { ApiInput } from './input.ts';
import type { ApiOperation } from './operation.ts';
import { flagOf } from './parameters.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const noteNextPage = ({ spec }: ApiOperation, cursor: string | null, { err }: Terminal): void => {
  if (cursor === null) return;
  const flag = flagOf(spec.paging === 'page-token' ? 'page_token' : 'cursor');
  err.write(`${styled(err, 'dim', `There is more: ${flag} ${cursor}, or --all`)}\n`);
};

/** Calls an operation and prints its answer: laid out for people, or as it was sent. An empty answer prints nothing. */
export const callOnce = async (
  affinity: Affinity,
  operation: ApiOperation,
  { input, terminal, asSent }: { readonly input: ApiInput; readonly terminal: Terminal; readonly asSent: boolean },
): Promise<void> => {
  const { text, headers } = await affinity.exchange(operation.spec, input);
  const location = operation.spec.status === 302 ? headers.get('location') : null;
  const answer = location === null ? text : JSON.stringify({ location });
  const value = parsed(answer);
  if (answer !== '') terminal.out.write(`${asSent || value === undefined ? answer : JSON.stringify(value, null, 2)}\n`);
  noteNextPage(operation, operation.spec.paging === undefined ? null : affinity.nextCursor(value), terminal);
};
