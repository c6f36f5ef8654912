import { styleText } from 'node:util';

/** What a command may do to the world outside: its streams and what is known of them. */
export interface Terminal {
  /** Where standard input comes from; the process's own unless stated. */
  readonly in?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The process's own terminal. */
export const processTerminal = (): Terminal => ({ out: process.stdout, err: process.stderr, env: process.env, cwd: process.cwd() });

/** The colours and weights that our output uses. */
export type Style = Parameters<typeof styleText>[0];

/** Styles text when the stream is a colour terminal and `NO_COLOR` does not forbid it; else leaves it plain. */
export const styled = (stream: Terminal['out'], style: Style, text: string): string =>
  stream.isTTY === true ? styleText(style, text, { stream, validateStream: true }) : text;

/** More than any line takes. */
const unbounded = 10_000;

/** Columns to draw into: those of the terminal, 80 when it does not say. For files and other programs there is no bound, so that nothing is cut. */
export const widthOf = ({ isTTY, columns = 0 }: Terminal['out']): number => (isTTY !== true ? unbounded : columns > 20 ? columns : 80);
