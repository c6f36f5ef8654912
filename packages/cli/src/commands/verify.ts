import { verify as runVerify, type Verification, type VerifyReport } from '@affinity-kit/pipeline';
import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, wholeNumberOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { count, counted } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { readSettings } from '../settings.ts';
import { styled, type Terminal, widthOf } from '../terminal.ts';

/** Differences are a finding like a failed stream is one: done, but not all is well. */
const codes: Record<VerifyReport['status'], ExitCode> = { same: exitCodes.done, different: exitCodes.partial, unknown: exitCodes.failed };

const rowOf = ({ subject, kind, outcome, here, there, columns, ids }: Verification): string[] => [
  kind === 'sample' ? `${subject.replace('_', ' ')}, record by record` : subject,
  count(here),
  there === null ? '?' : count(there),
  outcome === 'unknown' ? 'Affinity does not say' : columns.length === 0 ? outcome : `${outcome}: ${columns.join(', ')}`,
  ids.join(' '),
];

const verdicts: Record<VerifyReport['status'], string> = {
  same: 'The database is what Affinity holds, as far as was compared.',
  different:
    'The database and Affinity differ. What changed since the last load may: run affinity sync and verify again. What still differs then is read anew by affinity sync --full.',
  unknown: 'Nothing could be compared.',
};

/** `affinity verify`: numbers and a sample of records against the API. */
export const verify = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const settings = readSettings(settingFlags(flags), terminal);
  const sample = wholeNumberOf(flags, 'sample', { min: 0, max: 10_000 });
  const tell = (): void => void terminal.err.write('Stopping.\n');
  const report = await untilInterrupted(tell, (signal) =>
    runVerify({ client: clientOf(settings, terminal), database: settings.database, sample, signal }),
  );
  if (isOn(flags, 'json')) printJson(terminal.out, report);
  else {
    const right = 'right' as const;
    const columns = [
      { title: 'what' },
      { title: 'here', align: right },
      { title: 'in Affinity', align: right },
      { title: 'outcome' },
      { title: 'ids' },
    ];
    const colour = report.status === 'same' ? 'green' : 'yellow';
    printLines(terminal.out, [
      ...drawTable({ columns, rows: report.checks.map(rowOf) }, widthOf(terminal.out)),
      '',
      `${styled(terminal.out, colour, verdicts[report.status])} ${counted(report.requests, 'request')}.`,
    ]);
  }
  return codes[report.status];
};
