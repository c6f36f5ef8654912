import { openReplica } from '@affinity-kit/pipeline/replica';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { isOn, settingFlags } from '../flags.ts';
import { formatOf, writeRows } from '../output/rows.ts';
import type { Flags } from '../program.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** `affinity sql`: one query on the replica, as a table or for programs. */
export const sql = async (terminal: Terminal, flags: Flags, query: string): Promise<ExitCode> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const replica = await openReplica(database);
  try {
    const rows = await replica.stream(query);
    await writeRows(rows, formatOf({ json: isOn(flags, 'json'), jsonl: isOn(flags, 'jsonl'), csv: isOn(flags, 'csv') }), terminal);
  } finally {
    replica.close();
  }
  return exitCodes.done;
};
