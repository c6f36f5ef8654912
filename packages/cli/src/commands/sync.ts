import { type Progress, sync as runSync, type SyncOptions, type SyncReport, schemaPolicies } from '@affinity-kit/pipeline';
import { usageError } from '../cli-error.ts';
import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { choiceOf, type Flags, isOn, listOf, settingFlags, textOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Notifier } from '../notify/notifier.ts';
import { printJson, printLines } from '../output/print.ts';
import { noProgress, type ProgressView, showProgress } from '../output/progress.ts';
import { summaryLines } from '../output/summary.ts';
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

/** How progress is shown. */
const viewFor = (flags: Flags, terminal: Terminal): ProgressView => (isOn(flags, 'quiet') ? noProgress : showProgress(terminal.err));

/** `affinity sync --dry-run`: the plan, in the form that was asked for. */
const dryRun = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => (await import('./plan.ts')).plan(terminal, flags);

/** The destinations of `--to`, looked up before anything is read. */
export const destinationsOf = async (flags: Flags, terminal: Terminal): Promise<readonly ConfiguredDestination[]> => {
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
export const publishAfter = async (
  { status, database }: SyncReport,
  { destinations, terminal, flags }: After,
): Promise<PublishedTo | undefined> => {
  if (destinations.length === 0 || (status !== 'succeeded' && status !== 'partial')) return undefined;
  const { publishTo } = await import('./publish.ts');
  return await publishTo(destinations, { terminal, database, flags: { ...flags, full: false } });
};

/** What a load came to. */
export interface Loaded {
  readonly report: SyncReport;
  readonly published: PublishedTo | undefined;
}

/** How one load shows itself, and what stops it. */
export interface LoadView {
  readonly view: ProgressView;
  readonly signal: AbortSignal;
}

/** What a load is asked for. */
export const loadOptions = (terminal: Terminal, flags: Flags, { view, signal }: LoadView): SyncOptions => {
  const settings = readSettings(settingFlags(flags), terminal);
  return {
    client: clientOf(settings, terminal),
    database: settings.database,
    ...readingOf(flags),
    schema: choiceOf(flags, 'schema', schemaPolicies),
    acceptDeletes: isOn(flags, 'acceptDeletes'),
    onProgress: follow(view),
    onWarning: (warning) => view.say(`${styled(terminal.err, 'yellow', 'note:')} ${warning}`),
    toolVersion: toolVersion(),
    signal,
  };
};

/** Runs one load. */
export const loadOnce = async (terminal: Terminal, flags: Flags, loadView: LoadView): Promise<SyncReport> => {
  try {
    return await runSync(loadOptions(terminal, flags, loadView));
  } finally {
    loadView.view.stop();
  }
};

/** The place of `--notify` or AFFINITY_NOTIFY_URL. */
export const notifierOf = async (terminal: Terminal, flags: Flags): Promise<Notifier | undefined> => {
  const url = textOf(flags, 'notify') ?? terminal.env['AFFINITY_NOTIFY_URL'];
  if (url === undefined || url === '') return undefined;
  const { createNotifier } = await import('../notify/notifier.ts');
  return createNotifier({ url, tell: (text) => void terminal.err.write(`${styled(terminal.err, 'yellow', 'note:')} ${text}\n`) });
};

/** Runs a load and posts what did not go well about it. */
export const notifying = async (
  notifier: Notifier | undefined,
  { database, load }: { readonly database: string; readonly load: () => Promise<Loaded> },
): Promise<Loaded> => {
  if (notifier === undefined) return await load();
  const { troubleOf, troubleOfError } = await import('../notify/trouble.ts');
  try {
    const loaded = await load();
    await notifier.post(troubleOf(loaded.report, loaded.published));
    return loaded;
  } catch (error) {
    await notifier.post(troubleOfError(error, database));
    throw error;
  }
};

/** The exit code of a load and of what was published of it. */
export const exitCodeOfLoad = ({ report, published }: Loaded): ExitCode =>
  published && exitCodeOf(report) === exitCodes.done ? published.exitCode : exitCodeOf(report);

/** `affinity sync`: loads everything, or what changed, and says what it did; with `--every` again and again. */
export const sync = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  if (isOn(flags, 'dryRun')) return await dryRun(terminal, flags);
  if (textOf(flags, 'every') !== undefined) return await (await import('./sync-every.ts')).syncEvery(terminal, flags);
  if (textOf(flags, 'healthPort') !== undefined) throw usageError('--health-port needs --every');
  const { database } = readSettings(settingFlags(flags), terminal);
  const destinations = await destinationsOf(flags, terminal);
  const notifier = await notifierOf(terminal, flags);
  const load = async (): Promise<Loaded> => {
    const view = viewFor(flags, terminal);
    const report = await untilInterrupted(view.note, (signal) => loadOnce(terminal, flags, { view, signal }));
    if (!isOn(flags, 'json') && !isOn(flags, 'quiet')) printLines(terminal.out, summaryLines(report, terminal.out));
    const published = await publishAfter(report, { destinations, terminal, flags });
    if (isOn(flags, 'json')) printJson(terminal.out, published ? { ...report, published: published.outcomes } : report);
    return { report, published };
  };
  return exitCodeOfLoad(await notifying(notifier, { database, load }));
};
