import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError, usageError } from '../cli-error.ts';
import { intervalMsOf } from '../daemon/interval.ts';
import type { Deployment, Rendered } from '../deploy/deployment.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, listOf, settingFlags, textOf } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { readConfigFile, readSettings, type Settings } from '../settings.ts';
import { chooseDestinations } from '../settings-destinations.ts';
import { styled, type Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';

const renderers: Readonly<Record<string, () => Promise<(deployment: Deployment) => Rendered>>> = {
  cron: async () => (await import('../deploy/cron.ts')).renderCron,
  systemd: async () => (await import('../deploy/systemd.ts')).renderSystemd,
  'github-actions': async () => (await import('../deploy/github-actions.ts')).renderGithubActions,
  docker: async () => (await import('../deploy/docker.ts')).renderDocker,
};

/** Flags of `affinity sync` that a schedule repeats. */
const repeated = {
  streams: 'streams',
  lists: 'lists',
  views: 'views',
  fieldTypes: 'field-types',
  fields: 'fields',
  include: 'include',
  prefer: 'prefer',
  sweepDays: 'sweep-days',
  maxRequests: 'max-requests',
  keepMonthAbove: 'keep-month-above',
  to: 'to',
  baseUrl: 'base-url',
  profile: 'profile',
} as const;

const flagsOf = (flags: Flags): string[] =>
  Object.entries(repeated).flatMap(([name, flag]) => {
    const text = textOf(flags, name);
    return text === undefined ? [] : [`--${flag}`, text];
  });

/** The key's file; a key in the environment of this terminal is not there when the scheduler runs. */
const keyFileOf = ({ apiKeyFlag, apiKeyFile, apiKeyCommand }: Settings, { env, cwd }: Terminal): string | undefined => {
  const named = apiKeyFlag ?? (env['AFFINITY_API_KEY_FILE'] ? resolve(cwd, env['AFFINITY_API_KEY_FILE']) : undefined) ?? apiKeyFile;
  if (named !== undefined) return named;
  return apiKeyCommand === undefined ? join(env['HOME'] ?? homedir(), '.config', 'affinity', 'api-key') : undefined;
};

/** What starts this very program, without the shell's search path. */
const programHere = (): string[] => [process.execPath, fileURLToPath(new URL('../../bin/affinity.js', import.meta.url))];

const phaseOf = (database: string): number => createHash('sha256').update(`${hostname()} ${database}`).digest().readUInt16BE() / 65_536;

const deploymentOf = (terminal: Terminal, flags: Flags): Deployment => {
  const settings = readSettings(settingFlags(flags), terminal);
  const config = readConfigFile(settingFlags(flags), terminal);
  const every = textOf(flags, 'every') ?? '1h';
  const names = listOf(flags, 'to');
  const destinations = names === undefined ? [] : chooseDestinations(settingFlags(flags), terminal, names);
  return {
    intervalMs: intervalMsOf('every', every),
    every: every.trim(),
    folder: config === undefined ? terminal.cwd : dirname(config.path),
    database: settings.database,
    keyFile: keyFileOf(settings, terminal),
    program: programHere(),
    flags: flagsOf(flags),
    localFlags: textOf(flags, 'config') === undefined || !config ? [] : ['--config', config.path],
    destinations: destinations.map(({ name, settings: { type }, secretSources }) => ({
      name,
      type,
      secretVariable: secretSources.variable,
    })),
    hasSettings: config !== undefined,
    user: userInfo().username,
    version: toolVersion(),
    phase: phaseOf(settings.database),
  };
};

/** Writes the files of a target; those that are there are kept unless `--force` says otherwise. */
const writeFiles = async (folder: string, { files }: Rendered, force: boolean): Promise<string[]> => {
  const paths = files.map(({ path, text }) => ({ path: join(folder, path), text }));
  const taken = paths.find(({ path }) => existsSync(path));
  if (taken && !force)
    throw new CliError(`${taken.path} is there already`, { nextStep: 'Look at it, then repeat with --force to replace it.' });
  for (const { path, text } of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return paths.map(({ path }) => path);
};

/** Prints several files after each other, with their names; one alone as it is, for a pipe. */
const textOfFiles = ({ files }: Rendered): string =>
  files.length === 1 ? files.map(({ text }) => text).join('') : files.map(({ path, text }) => `# ${path}\n${text}`).join('\n');

/** `affinity deploy`: writes what makes a scheduler load at every interval. */
export const deploy = async (terminal: Terminal, flags: Flags, target: string): Promise<ExitCode> => {
  const load = Object.hasOwn(renderers, target) ? renderers[target] : undefined;
  if (load === undefined) throw usageError(`There is no target '${target}'`, `Targets: ${Object.keys(renderers).join(', ')}.`);
  const rendered = (await load())(deploymentOf(terminal, flags));
  if (isOn(flags, 'json')) {
    printJson(terminal.out, rendered);
    return exitCodes.done;
  }
  const output = textOf(flags, 'output');
  if (output === undefined) terminal.out.write(textOfFiles(rendered));
  else {
    const written = await writeFiles(resolve(terminal.cwd, output), rendered, isOn(flags, 'force'));
    printLines(terminal.out, written);
  }
  const steps = rendered.steps.map((step) => `${styled(terminal.err, 'dim', '·')} ${step}`);
  printLines(terminal.err, ['', ...steps]);
  return exitCodes.done;
};
