import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Affinity, createAffinity } from '@affinity-kit/client';
import { sync as runSync, type SyncReport } from '@affinity-kit/pipeline';
import { openReplica } from '@affinity-kit/pipeline/replica';
import { createSandbox, type Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { CliError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, textOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { drawFunnel } from '../output/funnel.ts';
import { count, counted, percent } from '../output/numbers.ts';
import { printLines } from '../output/print.ts';
import { showProgress } from '../output/progress.ts';
import { summaryLines } from '../output/summary.ts';
import { readFunnel } from '../read-funnel.ts';
import { styled, type Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';
import { exitCodeOf, follow } from './sync.ts';

/** The allowance of Affinity's Scale plan, so that the demo spends what a firm would spend. */
const monthly = 100_000;
const usualPort = 4747;

/** The usual port, so that an interrupted demo finds the same server again; any other where that one is taken. */
const serve = (sandbox: Sandbox): Promise<SandboxServer> => listen(sandbox, { port: usualPort }).catch(() => listen(sandbox, { port: 0 }));

const openSandbox = (folder: string): Sandbox => {
  mkdirSync(folder, { recursive: true });
  return createSandbox({ size: 'S', seed: 1, file: join(folder, 'affinity.sqlite'), limits: { perMonth: monthly } });
};

const quotaLine = (affinity: Affinity, { requests }: SyncReport): string => {
  const { minute } = affinity.rate ?? {};
  const ofMinute = minute?.limit === undefined ? '' : ` The pace kept to ${count(minute.limit)} a minute.`;
  return `${counted(requests, 'request')}: ${percent(requests / monthly)} of a month's ${count(monthly)}.${ofMinute}`;
};

const showFunnel = async (database: string, terminal: Terminal): Promise<void> => {
  const replica = await openReplica(database);
  try {
    const funnel = await readFunnel(replica);
    if (funnel !== undefined)
      printLines(terminal.out, ['', ...drawFunnel(`${funnel.list}: how deals get through`, funnel.stages, terminal.out)]);
  } finally {
    replica.close();
  }
};

const nextCommands = (database: string): string[] => [
  `npx affinity sql -d ${database} "SELECT * FROM companies_wide LIMIT 5"`,
  `npx affinity tables -d ${database}`,
  'npx affinity sandbox',
];

const load = async (sandbox: Sandbox, database: string, terminal: Terminal): Promise<{ report: SyncReport; affinity: Affinity }> => {
  const server = await serve(sandbox);
  const [key] = sandbox.keys;
  if (key === undefined) throw new CliError('The local Affinity has no user with a key.');
  printLines(terminal.out, [`A local Affinity answers at ${server.url}.`, `Syncing it into ${relative(terminal.cwd, database)}:`]);
  const affinity = createAffinity({ apiKey: key.key, baseUrl: server.url, policies: { writes: 'deny' } });
  const view = showProgress(terminal.err);
  try {
    const report = await untilInterrupted(view.note, (signal) =>
      runSync({ client: affinity, database, onProgress: follow(view), toolVersion: toolVersion(), signal }),
    );
    return { report, affinity };
  } finally {
    view.stop();
    await server.close();
  }
};

/** `affinity demo`: the main job without an account. */
export const demo = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const folder = resolve(terminal.cwd, textOf(flags, 'folder') ?? 'demo');
  const database = join(folder, 'affinity.duckdb');
  printLines(terminal.out, [styled(terminal.out, 'dim', 'Inventing a venture-capital firm…')]);
  const sandbox = openSandbox(folder);
  try {
    const { report, affinity } = await load(sandbox, database, terminal);
    printLines(terminal.out, [...summaryLines(report, terminal.out), quotaLine(affinity, report)]);
    if (report.status !== 'succeeded') return exitCodeOf(report);
    await showFunnel(database, terminal);
    const shown = relative(terminal.cwd, database);
    printLines(terminal.out, ['', styled(terminal.out, 'bold', 'Try next:'), ...nextCommands(shown).map((line) => `  ${line}`)]);
    return exitCodes.done;
  } finally {
    sandbox.close();
  }
};
