import { PassThrough } from 'node:stream';
import { run } from '../../packages/cli/src/main.ts';

/** How a command line ended, and what it printed. */
export interface CliResult {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const collect = (stream: PassThrough): (() => string) => {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
};

/** Runs `affinity` in this process, with an environment and working folder of its own, and no terminal. */
export const runCli = async (args: readonly string[], surroundings: { env?: Record<string, string>; cwd: string }): Promise<CliResult> => {
  const out = new PassThrough();
  const err = new PassThrough();
  const outText = collect(out);
  const errText = collect(err);
  const exitCode = await run(args, { out, err, env: surroundings.env ?? {}, cwd: surroundings.cwd });
  await new Promise((done) => setImmediate(done));
  return { exitCode, out: outText(), err: errText() };
};
