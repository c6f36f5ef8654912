/** Pages that may be in hand at once: asked for, answered, or on their way into the database. Bounds memory, not the API's limits. */
export class Slots {
  #free: number;
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Resolves when there is room; what it resolves to gives the room back. Walks that nothing can run beside (`urgent`) go first, since they
   * decide when the whole is done.
   */
  async take(urgent: boolean): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => (urgent ? this.#urgent : this.#waiting).push(resolve));
    let taken = true;
    return () => {
      if (taken) this.#give();
      taken = false;
    };
  }

  #give(): void {
    const next = this.#urgent.shift() ?? this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
