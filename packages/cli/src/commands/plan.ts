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

const marks: Readonly<Record<StreamPlan['certainty'], string>> = { exact: '', about: '~', 'at-most': '≤ ', 'at-least': '≥ ', unknown: '' };

const estimate = ({ estimatedRequests, certainty }: StreamPlan): string =>
  estimatedRequests === null ? '?' : `${marks[certainty]}${count(estimatedRequests)}`;

const total = ({ estimatedRequests, isLowerBound, minutes }: SyncPlan): string => {
  const requests = `${isLowerBound ? 'at least ' : 'about '}${counted(estimatedRequests, 'request')}`;
  return minutes === null ? `${requests}.` : `${requests}, ${duration(minutes * 60_000)} at the current limit.`;
};

/** What the sum is without, and what it may have too much of. */
const caveats = ({ streams, unknownStreams }: SyncPlan): string[] => {
  const bounded = streams.filter(({ certainty }) => certainty === 'at-most').map(({ stream }) => stream);
  return [
    ...(unknownStreams.length === 0 ? [] : [`Not in that sum, because nothing tells how much there is: ${unknownStreams.join(', ')}.`]),
    ...(bounded.length === 0 ? [] : [`In that sum with the most that they can take: ${bounded.join(', ')}.`]),
  ];
};

const share = ({ monthRemaining, shareOfMonth }: SyncPlan): string => {
  if (monthRemaining === null || shareOfMonth === null) return 'The account has no monthly quota that Affinity tells of.';
  if (!Number.isFinite(shareOfMonth)) return 'The account has used up its requests for this month.';
  return `${percent(shareOfMonth)} of the ${count(monthRemaining)} that the account has left this month.`;
};

const why = ({ reason, basis }: StreamPlan): string => (reason === basis ? reason : `${reason} (${basis})`);

/** What will be out of date for how long, each sentence once with the streams that it is about. */
const staleness = ({ streams }: SyncPlan): string[] => {
  const byText = new Map<string, string[]>();
  for (const { stream, stale } of streams) if (stale !== null) byText.set(stale, [...(byText.get(stale) ?? []), stream]);
  return [...byText].map(([stale, names]) => `${names.join(', ')}: ${stale}.`);
};

const budget = ({ allowedRequests, missingRequests, floorRequests, runs, isLowerBound, refusal }: SyncPlan): string[] => {
  if (allowedRequests === null || missingRequests === 0 || refusal !== null) return [];
  const needed = `${isLowerBound ? 'at least ' : ''}${count(floorRequests)}`;
  const times = `${isLowerBound ? 'at least ' : ''}${count(runs)} runs, each going on from the one before`;
  return [`Of ${needed} that cannot wait, ${count(allowedRequests)} may be sent at once (--max-requests): it takes ${times}.`];
};

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
  const rows = result.streams.map((stream) => [stream.stream, stream.mode, estimate(stream), why(stream)]);
  printLines(terminal.out, [
    ...drawTable({ columns, rows }, widthOf(terminal.out)),
    '',
    ...staleness(result),
    total(result),
    ...caveats(result),
    share(result),
    ...budget(result),
    ...unfinished(result),
    ...refused(result),
  ]);
  return exitCodeOf(result);
};
