import { createInterface, type Interface } from 'node:readline';
import type { ReplicaReader } from '@affinity-kit/pipeline/replica';
import { explainFailure } from '../../explain-failure.ts';
import { printLines } from '../../output/print.ts';
import { type RowFormat, writeRows } from '../../output/rows.ts';
import { styled, type Terminal } from '../../terminal.ts';
import { isDotCommand, runDotCommand } from './dot-commands.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { inOneLine, splitStatements } from './split-statements.ts';

const first = 'affinity> ';
const next = '     ...> ';

const keywords = 'SELECT FROM WHERE GROUP ORDER BY LIMIT JOIN LEFT USING HAVING count DISTINCT DESCRIBE SUMMARIZE';
const dots = ['.tables', '.schema', '.mode', '.help', '.quit', '.exit'];

/** Whether a line is a command although a query was begun: no query goes on like that, and who forgot the semicolon wants to get out. */
const isCommandWithin = (line: string): boolean => dots.includes(line.trim().split(/[\s;]/)[0] ?? '');

/** Words that Tab completes: tables, their columns, the commonest of SQL, and the commands. */
const wordsOf = async (replica: ReplicaReader): Promise<string[]> => {
  const tables = await replica.tables();
  const names = tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  return [...new Set([...dots, ...keywords.split(' '), ...names])].sort();
};

const completing =
  (words: readonly string[]) =>
  (line: string): [string[], string] => {
    const [begun = ''] = /[.\w]*$/.exec(line) ?? [];
    const found = begun === '' ? [] : words.filter((word) => word.toLowerCase().startsWith(begun.toLowerCase()));
    return [found, begun];
  };

const isQueryError = (error: unknown): error is Error => error instanceof Error && 'code' in error && error.code === 'replica-query';

/** A conversation: lines come in, statements go out when they are complete. */
class Prompt {
  readonly #replica: ReplicaReader;
  readonly #terminal: Terminal;
  readonly #lines: Interface;
  #format: RowFormat = 'table';
  #begun = '';
  #isRunning = false;
  #isStopped = false;
  /** Statements and commands, the newest first. */
  readonly #remembered: string[];
  /** Where readline looks them up; it adds every line on its own. */
  #lookedUp: string[] = [];
  #work: Promise<void> = Promise.resolve();
  #isLeaving = false;

  constructor(replica: ReplicaReader, terminal: Terminal, words: readonly string[]) {
    this.#replica = replica;
    this.#terminal = terminal;
    this.#remembered = readHistory(terminal);
    this.#lines = createInterface({
      input: terminal.in ?? process.stdin,
      output: terminal.out,
      terminal: true,
      history: [...this.#remembered],
      historySize: 1000,
      completer: completing(words),
      prompt: first,
    });
  }

  /** Runs until Ctrl-D or `.quit`. */
  async run(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#lines.once('close', resolve);
    });
    this.#lines.on('history', (history: string[]) => {
      this.#lookedUp = history;
    });
    this.#lines.on('line', (line) => {
      this.#work = this.#work.then(() => this.#take(line));
    });
    this.#lines.on('SIGINT', () => this.#interrupt());
    this.#lines.prompt();
    await ended;
    if (!this.#isLeaving) printLines(this.#terminal.out, ['']);
    await this.#work;
    writeHistory(this.#terminal, this.#remembered);
  }

  #interrupt(): void {
    if (this.#isRunning) {
      this.#isStopped = true;
      this.#replica.interrupt();
      return;
    }
    // The line goes with what stands above it.
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
    printLines(this.#terminal.out, ['^C']);
    this.#begun = '';
    this.#ask();
  }

  #ask(): void {
    this.#lookedUp.splice(0, this.#lookedUp.length, ...this.#remembered);
    this.#lines.setPrompt(this.#begun === '' ? first : next);
    this.#lines.prompt();
  }

  async #take(line: string): Promise<void> {
    if (this.#isLeaving) return;
    if (isCommandWithin(line) || (this.#begun === '' && isDotCommand(line))) await this.#command(line);
    else await this.#statement(line);
    if (!this.#isLeaving) this.#ask();
  }

  async #command(line: string): Promise<void> {
    const choose = (format: RowFormat): void => {
      this.#format = format;
    };
    const context = { replica: this.#replica, terminal: this.#terminal, choose };
    await this.#guarded(async () => {
      if (await runDotCommand(line, context)) return;
      this.#isLeaving = true;
      this.#lines.close();
    });
    this.#remember(line);
  }

  async #statement(line: string): Promise<void> {
    const text = this.#begun === '' ? line : `${this.#begun}\n${line}`;
    const { statements, rest } = splitStatements(text);
    if (statements.length > 0) this.#remember(`${statements.join('; ')};`);
    this.#begun = rest;
    for (const statement of statements) {
      await this.#guarded(async () => writeRows(await this.#replica.stream(statement), this.#format, this.#terminal));
    }
  }

  /** A statement of several lines is remembered as one. */
  #remember(text: string): void {
    const line = inOneLine(text);
    if (line !== this.#remembered[0]) this.#remembered.unshift(line);
  }

  #explain(error: unknown): void {
    if (this.#isStopped) printLines(this.#terminal.out, ['Stopped.']);
    // What to do next is plain at a prompt, where `.help` tells the rest.
    else if (isQueryError(error)) printLines(this.#terminal.err, [styled(this.#terminal.err, 'red', error.message)]);
    else explainFailure(error, this.#terminal);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    this.#isRunning = true;
    try {
      await work();
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#isRunning = false;
      this.#isStopped = false;
    }
  }
}

/** Asks for queries until there are no more. */
export const prompt = async (replica: ReplicaReader, terminal: Terminal): Promise<void> => {
  const words = await wordsOf(replica);
  printLines(terminal.out, [
    styled(terminal.out, 'dim', `${replica.path}, read-only.`),
    styled(terminal.out, 'dim', 'A query ends with a semicolon; .help for more, Ctrl-D to leave.'),
  ]);
  await new Prompt(replica, terminal, words).run();
};
