import { resolve } from 'node:path';
import { apiVersions } from '@affinity-kit/contract';
import { createSandbox, type FirmSize, profiles, type Sandbox, SandboxFileMismatchError, type SandboxOptions } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { CliError, usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, textOf, wholeNumberOf } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { styled, type Terminal, widthOf } from '../terminal.ts';

const sizes: readonly FirmSize[] = ['S', 'M', 'L'];

/** Only what was given in so many words: a file that holds a firm opens as that firm unless something else is asked for. */
const optionsOf = (flags: Flags, terminal: Terminal): SandboxOptions => {
  const size = sizes.find((one) => one === textOf(flags, 'size'));
  const profile = profiles.find((one) => one === textOf(flags, 'profile'));
  const apiVersion = apiVersions.find((one) => one === textOf(flags, 'apiVersion'));
  const file = textOf(flags, 'file');
  return {
    latency: wholeNumberOf(flags, 'latency', { min: 0, max: 60_000 }),
    ...(size === undefined ? {} : { size }),
    ...(profile === undefined ? {} : { profile }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(isOn(flags, 'interactions') ? { interactions: true } : {}),
    ...(textOf(flags, 'seed') === undefined ? {} : { seed: wholeNumberOf(flags, 'seed', { min: 0, max: 2 ** 31 - 1 }) }),
    ...(file === undefined ? {} : { file: resolve(terminal.cwd, file) }),
  };
};

const open = (flags: Flags, terminal: Terminal): Sandbox => {
  try {
    return createSandbox(optionsOf(flags, terminal));
  } catch (error) {
    if (error instanceof SandboxFileMismatchError)
      throw usageError(error.message, 'Name another --file, or give the size and seed that it was made with.');
    throw error;
  }
};

/** Puts a sandbox on a port; a taken one is told with what to do. */
export const listenOn = async (sandbox: Sandbox, port: number): Promise<SandboxServer> => {
  try {
    return await listen(sandbox, { port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new CliError(`Port ${port} is taken.`, { nextStep: 'Give another one with --port, or 0 for any free port.', cause: error });
  }
};

const announce = (sandbox: Sandbox, url: string, terminal: Terminal): void => {
  const [first] = sandbox.keys;
  const rows = sandbox.keys.map(({ name, role, key }) => [name, role, key]);
  printLines(terminal.out, [
    `${styled(terminal.out, 'bold', 'A local Affinity')} answers at ${url} (v1 at the root, v2 under /v2). Ctrl-C ends it.`,
    '',
    ...drawTable({ columns: [{ title: 'user' }, { title: 'role' }, { title: 'API key' }], rows }, Math.max(90, widthOf(terminal.out))),
    '',
    `See and drive it at ${url}/_sandbox`,
    '',
    'Try:',
    `  curl -H "Authorization: Bearer ${first?.key ?? ''}" ${url}/v2/auth/whoami`,
    `  AFFINITY_BASE_URL=${url} AFFINITY_API_KEY=${first?.key ?? ''} affinity sync`,
  ]);
};

/** Resolves when the process is asked to end. */
const endAsked = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });

/** `affinity sandbox`: a local Affinity until Ctrl-C. */
export const sandbox = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const port = wholeNumberOf(flags, 'port', { min: 0, max: 65_535 });
  const opened = open(flags, terminal);
  try {
    const server = await listenOn(opened, port);
    if (isOn(flags, 'json')) printJson(terminal.out, { url: server.url, keys: opened.keys });
    else announce(opened, server.url, terminal);
    await endAsked();
    await server.close();
  } finally {
    opened.close();
  }
  return exitCodes.done;
};
