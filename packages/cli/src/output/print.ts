import type { Terminal } from '../terminal.ts';

/** Writes lines to a stream, each with its end. */
export const printLines = (stream: Terminal['out'], lines: Iterable<string>): void => {
  let text = '';
  for (const line of lines) text += `${line}\n`;
  if (text !== '') stream.write(text);
};

/** Writes one JSON document and nothing else. */
export const printJson = (stream: Terminal['out'], value: unknown): void => {
  stream.write(`${JSON.stringify(value, null, stream.isTTY === true ? 2 : undefined)}\n`);
};
