import { extname, resolve } from 'node:path';
import { exportRows, type FileFormat, fileFormats } from '@affinity-kit/pipeline';
import { usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { choiceOf, type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { counted, duration } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { readSettings } from '../settings.ts';
import { styled, type Terminal } from '../terminal.ts';

const byExtension: Readonly<Record<string, FileFormat>> = { '.csv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.parquet': 'parquet' };

/** The format that is asked for, else the one that the file's name tells. */
const formatOf = (flags: Flags, path: string): FileFormat => {
  const format = choiceOf(flags, 'format', fileFormats) ?? byExtension[extname(path).toLowerCase()];
  if (format === undefined) throw usageError(`The name of ${path} does not tell the format`, `Add --format: ${fileFormats.join(', ')}.`);
  return format;
};

const barCells = 30;

/** Draws a bar on a terminal, and nothing elsewhere. */
const barOn = ({ err }: Terminal): { draw: (part: number) => void; clear: () => void } => {
  if (err.isTTY !== true) return { draw: () => {}, clear: () => {} };
  return {
    draw: (part) => {
      const full = Math.round(Math.min(1, part) * barCells);
      err.write(`\r${'█'.repeat(full)}${'░'.repeat(barCells - full)} ${String(Math.round(part * 100)).padStart(3)} %`);
    },
    clear: () => void err.write('\r\u001b[2K'),
  };
};

/** `affinity export`: a table, view, saved view or query as a file. */
export const exportTable = async (terminal: Terminal, flags: Flags, what: string): Promise<ExitCode> => {
  const given = textOf(flags, 'output');
  if (given === undefined) throw usageError('--output is missing', 'Name the file to write: -o companies.parquet');
  const path = resolve(terminal.cwd, given);
  const format = formatOf(flags, path);
  const { database } = readSettings(settingFlags(flags), terminal);
  const bar = barOn(terminal);
  const report = await untilInterrupted(
    () => terminal.err.write('\nStopping; no file is left behind.\n'),
    async (signal) => {
      try {
        return await exportRows({ database, what, format, path, signal, onProgress: bar.draw });
      } finally {
        bar.clear();
      }
    },
  ).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  });
  if (report === undefined) return exitCodes.interrupted;
  if (isOn(flags, 'json')) printJson(terminal.out, report);
  else
    printLines(terminal.out, [
      `${styled(terminal.out, 'green', 'Done.')} ${counted(report.rows, 'row')}, ${duration(report.durationMs)}, ${report.path}`,
    ]);
  return exitCodes.done;
};
