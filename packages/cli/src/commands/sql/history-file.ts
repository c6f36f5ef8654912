import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Terminal } from '../../terminal.ts';

/** Statements that are remembered. */
const most = 1000;

const pathOf = ({ env }: Terminal): string => {
  const home = env['HOME'] ?? homedir();
  return join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'affinity', 'sql-history');
};

/** Statements of former prompts, the newest first; none where they cannot be read. */
export const readHistory = (terminal: Terminal): string[] => {
  try {
    return readFileSync(pathOf(terminal), 'utf8').split('\n').filter(Boolean).reverse();
  } catch {
    return [];
  }
};

/** Remembers statements, the newest first, for the next prompt. Queries may hold names, so that the file is only its owner's. */
export const writeHistory = (terminal: Terminal, statements: readonly string[]): void => {
  const path = pathOf(terminal);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${statements.slice(0, most).reverse().join('\n')}\n`, { mode: 0o600 });
    chmodSync(path, 0o600);
  } catch {
    // A prompt without a memory is better than none.
  }
};
