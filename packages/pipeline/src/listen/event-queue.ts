import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Touch } from './touch.ts';

/** A delivery that waits, and when it came. */
export interface QueuedEvent {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly touches: readonly Touch[];
}

/** Events that were taken out together; they stay on disk until they are done with. */
export interface EventBatch {
  readonly events: readonly QueuedEvent[];
  /** Forgets the events; those in `again` are queued once more. */
  readonly done: (again?: readonly QueuedEvent[]) => Promise<void>;
}

const suffix = '.events.jsonl';

const isEvent = (value: unknown): value is QueuedEvent =>
  typeof value === 'object' && value !== null && 'receivedAt' in value && 'touches' in value && Array.isArray(value.touches);

/** A line that a crash tore was never answered for, so its event comes again. */
const parseLine = (line: string): readonly QueuedEvent[] => {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? [value] : [];
  } catch {
    return [];
  }
};

/**
 * Events that were received and not yet applied, on disk: one line of JSON each, in files that are taken out as a whole.
 *
 * They hold ids and nothing else of the CRM. Events that were applied just before the process died are applied once more, which changes nothing.
 */
export class EventQueue {
  readonly folder: string;
  #next: number;
  #waiting: string[];
  #count: number;
  #pending: { readonly line: string; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  #writing: Promise<void> | undefined;

  private constructor(folder: string, { waiting, count }: { waiting: string[]; count: number }) {
    this.folder = folder;
    this.#waiting = waiting;
    this.#next = Math.max(0, ...waiting.map((name) => Number.parseInt(name, 10))) + 1;
    this.#count = count;
  }

  /** Opens the queue; its folder is made when it is missing (mode 0700). */
  static async open(folder: string): Promise<EventQueue> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const waiting = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
    const texts = await Promise.all(waiting.map((name) => readFile(join(folder, name), 'utf8')));
    return new EventQueue(folder, { waiting, count: texts.join('\n').split('\n').flatMap(parseLine).length });
  }

  /** Events that wait. */
  get size(): number {
    return this.#count;
  }

  /** Keeps an event. When this returns, it outlives the machine. */
  async add(event: QueuedEvent): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.#pending.push({ line: `\n${JSON.stringify(event)}\n`, done, failed });
      this.#writing ??= this.#write();
    });
  }

  /** Takes out all events that wait; `undefined` when there are none. */
  async take(): Promise<EventBatch | undefined> {
    // Whatever is being written goes along: its file must not be taken away under it.
    while (this.#writing) await this.#writing;
    const names = this.#waiting.splice(0);
    if (names.length === 0) return undefined;
    this.#next++;
    const texts = await Promise.all(names.map((name) => readFile(join(this.folder, name), 'utf8')));
    const events = texts.join('\n').split('\n').flatMap(parseLine);
    this.#count -= events.length;
    const done = async (again: readonly QueuedEvent[] = []): Promise<void> => {
      await Promise.all(again.map((event) => this.add(event)));
      for (const name of names) await rm(join(this.folder, name), { force: true });
    };
    return { events, done };
  }

  /** Writes what came in the meantime, with one wait for the disk. */
  async #write(): Promise<void> {
    // Deliveries that come together are written together.
    await Promise.resolve();
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0);
      try {
        await this.#append(batch.map(({ line }) => line).join(''));
        this.#count += batch.length;
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = undefined;
  }

  async #append(text: string): Promise<void> {
    const name = `${String(this.#next).padStart(12, '0')}${suffix}`;
    const file = await open(join(this.folder, name), 'a', 0o600);
    try {
      await file.appendFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!this.#waiting.includes(name)) this.#waiting.push(name);
  }
}
