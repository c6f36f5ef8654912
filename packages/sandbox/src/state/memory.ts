/** Key of the texts in which answers show persons and companies; to be dropped when one of them comes, changes or goes. */
export const recordTexts = {};

/** What was read once and stays true until somebody writes: field metadata, lists, texts of references. */
export class Memory {
  readonly #values = new Map<object, unknown>();

  /** The value kept under `key`, made when there is none. One key always keeps one type. */
  of<T>(key: object, make: () => T): T {
    if (!this.#values.has(key)) this.#values.set(key, make());
    return this.#values.get(key) as T; // the key's owner stored it
  }

  /** Forgets one value. */
  drop(key: object): void {
    this.#values.delete(key);
  }

  /** Forgets everything, as after a restore. */
  forget(): void {
    this.#values.clear();
  }
}
