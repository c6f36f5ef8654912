import { plan as planSync, type StreamPlan, type SyncPlan } from '@affinity-kit/pipeline';
import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { count, counted, duration, percent } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { readingOf } from '../reading-flags.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

const estimate = ({ estimatedRequests }: StreamPlan): string => (estimatedRequests === null ? '?' : count(estimatedRequests));

const total = ({ estimatedRequests, isLowerBound, minutes }: SyncPlan): string => {
  const requests = `${isLowerBound ? 'at least ' : 'about '}${counted(estimatedRequests, 'request')}`;
  return minutes === null ? `${requests}.` : `${requests}, ${duration(minutes * 60_000)} at the current limit.`;
};

const share = ({ monthRemaining, shareOfMonth }: SyncPlan): string => {
  if (monthRemaining === null || shareOfMonth === null) return 'The account has no monthly quota that Affinity tells of.';
  if (!Number.isFinite(shareOfMonth)) return 'The account has used up its requests for this month.';
  return `${percent(shareOfMonth)} of the ${count(monthRemaining)} that the account has left this month.`;
};

/** What will be out of date for how long, each sentence once with the streams that it is about. */
const staleness = ({ streams }: SyncPlan): string[] => {
  const byText = new Map<string, string[]>();
  for (const { stream, stale } of streams) if (stale !== null) byText.set(stale, [...(byText.get(stale) ?? []), stream]);
  return [...byText].map(([stale, names]) => `${names.join(', ')}: ${stale}.`);
};

const runs = ({ runs: times, isLowerBound }: SyncPlan): string[] =>
  times === 1
    ? []
    : [
        `That is more than --max-requests allows at once: it takes ${isLowerBound ? 'at least ' : ''}${count(times)} runs, each going on from the one before.`,
      ];

const unfinished = ({ unfinishedSince }: SyncPlan): string[] =>
  unfinishedSince === null
    ? []
    : [
        `The sync of ${unfinishedSince} was interrupted: the same sync goes on from there, and asks for nothing twice. This is what all of it takes.`,
      ];

const refused = ({ refusal }: SyncPlan): string[] => (refusal === null ? [] : [`A sync would refuse to start: ${refusal}`]);

const exitCodeOf = ({ refusal }: SyncPlan): ExitCode => (refusal === null ? exitCodes.done : exitCodes.refused);

/** `affinity plan`: what a sync would ask for and what it costs; it asks for the quota and for counts, and loads nothing. */
export const plan = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const settings = readSettings(settingFlags(flags), terminal);
  const result = await planSync({
    client: clientOf(settings, terminal),
    database: settings.database,
    ...readingOf(flags),
  });
  if (isOn(flags, 'json')) {
    printJson(terminal.out, result);
    return exitCodeOf(result);
  }
  const columns = [
    { title: 'stream' },
    { title: 'mode' },
    { title: 'requests', align: 'right' as const },
    { title: 'why', isWrapped: true },
  ];
  const rows = result.streams.map((stream) => [stream.stream, stream.mode, estimate(stream), stream.reason]);
  printLines(terminal.out, [
    ...drawTable({ columns, rows }, widthOf(terminal.out)),
    '',
    ...staleness(result),
    total(result),
    share(result),
    ...runs(result),
    ...unfinished(result),
    ...refused(result),
  ]);
  return exitCodeOf(result);
};
