import type { Check } from '@affinity-kit/pipeline';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { type ConfiguredDestination, chooseDestinations, readDestinations, withDestination } from '../settings-destinations.ts';
import { styled, type Terminal, widthOf } from '../terminal.ts';

const rowOf = ({ name, settings }: ConfiguredDestination): string[] => [
  name,
  settings.type,
  settings.address,
  settings.type === 'postgres'
    ? (settings.schema ?? 'affinity')
    : [settings.prefix, settings.format ?? 'parquet'].filter(Boolean).join(', '),
];

/** `affinity destinations`: what `affinity.toml` configures. */
export const listDestinations = (terminal: Terminal, flags: Flags): ExitCode => {
  const all = readDestinations(settingFlags(flags), terminal);
  if (isOn(flags, 'json'))
    printJson(
      terminal.out,
      all.map(({ name, settings, views }) => ({ name, ...settings, views })),
    );
  else if (all.length === 0) printLines(terminal.out, ['No destinations are configured. Add a [destinations.NAME] to affinity.toml.']);
  else {
    const columns = ['name', 'type', 'address', 'schema or format'].map((title) => ({ title }));
    printLines(terminal.out, drawTable({ columns, rows: all.map(rowOf) }, widthOf(terminal.out)));
  }
  return exitCodes.done;
};

const lineOf = (terminal: Terminal, { what, problem }: Check): string =>
  problem === null ? `  ${styled(terminal.out, 'green', '✓')} ${what}` : `  ${styled(terminal.out, 'red', '✗')} ${what}: ${problem}`;

/** `affinity destinations test`: tries reach and rights, and sends nothing. */
export const testDestinations = async (terminal: Terminal, flags: Flags, names: readonly string[]): Promise<ExitCode> => {
  const found: Record<string, readonly Check[]> = {};
  for (const configured of chooseDestinations(settingFlags(flags), terminal, names)) {
    const checks = await withDestination(configured, terminal, (destination) => destination.check());
    found[configured.name] = checks;
    if (!isOn(flags, 'json')) printLines(terminal.out, [configured.name, ...checks.map((check) => lineOf(terminal, check))]);
  }
  if (isOn(flags, 'json')) printJson(terminal.out, found);
  const isFine = Object.values(found).every((checks) => checks.every(({ problem }) => problem === null));
  return isFine ? exitCodes.done : exitCodes.failed;
};
