/** The sandbox's own time, which can be moved. Windows of the limits and every stored moment follow it. */
export interface SandboxClock {
  readonly now: () => Date;
  /** Moves on by so many milliseconds; backwards where negative. */
  readonly advance: (ms: number) => void;
  /** Jumps to a moment and goes on from there. */
  readonly set: (moment: Date | string | number) => void;
}

/** How a clock starts. */
export interface ClockOptions {
  readonly start: Date;
  /** Stands still until moved; else it runs with real time. */
  readonly frozen: boolean;
  /** Called after every move with the clock's distance from real time, or its moment where it is frozen. */
  readonly onMove?: (reading: number) => void;
}

const validTime = (moment: Date | string | number): number => {
  const time = new Date(moment).getTime();
  if (Number.isNaN(time)) throw new RangeError(`Not a moment: ${String(moment)}`);
  return time;
};

/** A clock that starts at `start`. */
export const createClock = ({ start, frozen, onMove }: ClockOptions): SandboxClock => {
  const real = frozen ? () => 0 : Date.now;
  let offset = validTime(start) - real();
  const move = (next: number): void => {
    offset = next;
    onMove?.(offset);
  };
  return {
    now: () => new Date(real() + offset),
    advance: (ms) => move(validTime(real() + offset + ms) - real()),
    set: (moment) => move(validTime(moment) - real()),
  };
};
