import { type Progress, prefers, sync as runSync, type SyncReport, schemaPolicies } from '@affinity-kit/pipeline';
import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { budgetOf, choiceOf, isOn, listOf, settingFlags } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { printJson, printLines } from '../output/print.ts';
import { noProgress, type ProgressView, showProgress } from '../output/progress.ts';
import { summaryLines } from '../output/summary.ts';
import type { Flags } from '../program.ts';
import { readingOf } from '../reading-flags.ts';
import { readSettings } from '../settings.ts';
import type { ConfiguredDestination } from '../settings-destinations.ts';
import { styled, type Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';
import type { PublishedTo } from './publish.ts';

const codes: Record<SyncReport['status'], ExitCode> = {
  succeeded: exitCodes.done,
  partial: exitCodes.partial,
  failed: exitCodes.failed,
  refused: exitCodes.refused,
  interrupted: exitCodes.interrupted,
};

/** The exit code of a finished sync. */
export const exitCodeOf = ({ status, budgetSpent }: SyncReport): ExitCode =>
  status === 'interrupted' && budgetSpent ? exitCodes.partial : codes[status];

const troubles: Partial<Record<Progress['status'], string>> = {
  failed: 'failed',
  not_permitted: 'not permitted',
  refused: 'refused',
  skipped: 'skipped',
  interrupted: 'interrupted',
};

/** Shows the pipeline's progress in a view. */
export const follow =
  (view: ProgressView) =>
  (progress: Progress): void => {
    const trouble = progress.done ? troubles[progress.status] : undefined;
    view.update({ ...progress, ...(trouble === undefined ? {} : { trouble }) });
  };

const viewFor = (flags: Flags, terminal: Terminal): ProgressView => (isOn(flags, 'quiet') ? noProgress : showProgress(terminal.err));

/** `affinity sync --dry-run`: the plan, in the form that was asked for. */
const dryRun = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => (await import('./plan.ts')).plan(terminal, flags);

/** The destinations of `--to`, looked up before anything is read. */
const destinationsOf = async (flags: Flags, terminal: Terminal): Promise<readonly ConfiguredDestination[]> => {
  const names = listOf(flags, 'to');
  if (names === undefined) return [];
  return (await import('../settings-destinations.ts')).chooseDestinations(settingFlags(flags), terminal, names);
};

interface After {
  readonly destinations: readonly ConfiguredDestination[];
  readonly terminal: Terminal;
  readonly flags: Flags;
}

/** Publishes what a sync has brought, also where only a part of it went well. `--full` is about reading, not about sending. */
const publishAfter = async (
  { status, database }: SyncReport,
  { destinations, terminal, flags }: After,
): Promise<PublishedTo | undefined> => {
  if (destinations.length === 0 || (status !== 'succeeded' && status !== 'partial')) return undefined;
  const { publishTo } = await import('./publish.ts');
  return await publishTo(destinations, { terminal, database, flags: { ...flags, full: false } });
};

/** `affinity sync`: loads everything, or what changed, and says what it did. */
export const sync = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  if (isOn(flags, 'dryRun')) return await dryRun(terminal, flags);
  const settings = readSettings(settingFlags(flags), terminal);
  const streams = listOf(flags, 'streams');
  const destinations = await destinationsOf(flags, terminal);
  const reading = readingOf(flags);
  const view = viewFor(flags, terminal);
  const report = await untilInterrupted(view.note, async (signal) => {
    try {
      return await runSync({
        client: clientOf(settings, terminal),
        database: settings.database,
        streams,
        ...reading,
        prefer: choiceOf(flags, 'prefer', prefers),
        full: isOn(flags, 'full'),
        ...budgetOf(flags),
        schema: choiceOf(flags, 'schema', schemaPolicies),
        acceptDeletes: isOn(flags, 'acceptDeletes'),
        onProgress: follow(view),
        onWarning: (warning) => view.say(`${styled(terminal.err, 'yellow', 'note:')} ${warning}`),
        toolVersion: toolVersion(),
        signal,
      });
    } finally {
      view.stop();
    }
  });
  if (!isOn(flags, 'json') && !isOn(flags, 'quiet')) printLines(terminal.out, summaryLines(report, terminal.out));
  const published = await publishAfter(report, { destinations, terminal, flags });
  if (isOn(flags, 'json')) printJson(terminal.out, published ? { ...report, published: published.outcomes } : report);
  return published && exitCodeOf(report) === exitCodes.done ? published.exitCode : exitCodeOf(report);
};
