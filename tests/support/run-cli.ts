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

/** Where a command line runs. */
interface Surroundings {
  readonly env?: Record<string, string>;
  readonly cwd: string;
  /** What comes on standard input. */
  readonly input?: NodeJS.ReadableStream;
}

/** A command line at work, and what it has printed so far. */
export interface RunningCli {
  readonly out: () => string;
  readonly err: () => string;
  readonly done: Promise<CliResult>;
}

/** Starts `affinity` in this process, with an environment and working folder of its own, and no terminal. */
export const startCli = (args: readonly string[], surroundings: Surroundings): RunningCli => {
  const { env, cwd, input } = surroundings;
  const out = new PassThrough();
  const err = new PassThrough();
  const outText = collect(out);
  const errText = collect(err);
  const work = async (): Promise<CliResult> => {
    const exitCode = await run(args, { out, err, env: env ?? {}, cwd, ...(input && { in: input }) });
    await new Promise((done) => setImmediate(done));
    return { exitCode, out: outText(), err: errText() };
  };
  return { out: outText, err: errText, done: work() };
};

/** Runs `affinity` as {@link startCli} does, to its end. */
export const runCli = (args: readonly string[], surroundings: Surroundings): Promise<CliResult> => startCli(args, surroundings).done;
