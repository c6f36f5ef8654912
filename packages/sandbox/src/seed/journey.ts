import { atWork, dayMs } from './dates.ts';
import { at, type Random } from './random.ts';
import { openStages, type Stage } from './stages.ts';

/** An entry's arrival at a stage. */
export interface Move {
  readonly stage: number;
  readonly at: number;
}

export interface JourneyOptions {
  readonly stages: readonly Stage[];
  readonly start: number;
  readonly now: number;
  /** How long things rest with the owner, relative to others. */
  readonly tempo: number;
}

/** Nobody leaves a stage within minutes of entering it. */
const shortestStayDays = 0.4;
const longestJourney = 14;

/**
 * The way of one entry through its funnel: it rests at each stage for days to months, moves on, stalls, waits or drops out. Chances are
 * those of the stage, so early stages keep many and few see the end.
 */
export const inventJourney = ({ stages, start, now, tempo }: JourneyOptions, random: Random): Move[] => {
  const moves: Move[] = [{ stage: random.chance(0.94) ? 0 : 1, at: start }];
  const opens = openStages(stages);
  const hold = stages.findIndex((stage) => stage.category === 'on-hold');
  let resume: number | undefined;
  while (moves.length < longestJourney) {
    const here = at(moves, moves.length - 1);
    const stage = at(stages, here.stage);
    const days = stage.category === 'open' ? stage.days * tempo : 150;
    const next = resume ?? nextStage(here.stage, { stages, opens, hold }, random);
    if (next === undefined) break;
    const instant = atWork(here.at + Math.max(shortestStayDays, random.around(days, 0.75)) * dayMs) + random.int(1000);
    if (instant >= now || instant <= here.at) break;
    moves.push({ stage: next, at: instant });
    resume = next === hold && random.chance(0.3) ? here.stage : undefined;
  }
  return moves;
};

interface Paths {
  readonly stages: readonly Stage[];
  readonly opens: number;
  readonly hold: number;
}

/** Where it goes from here; `undefined` when it goes nowhere. */
const nextStage = (here: number, { stages, opens, hold }: Paths, random: Random): number | undefined => {
  const stage = at(stages, here);
  if (stage.category !== 'open') return undefined;
  const draw = random.next();
  if (draw < stage.advance) {
    const skips = here + 2 < opens && random.chance(0.05);
    return skips ? here + 2 : here + 1;
  }
  if (draw < stage.advance + stage.stall) return undefined;
  if (random.chance(0.14)) return hold;
  return dropOut(here, stages, random);
};

/** Early on the firm passes; late it may also lose to somebody else. */
const dropOut = (here: number, stages: readonly Stage[], random: Random): number => {
  const losses = stages.flatMap((stage, index) => (stage.category === 'lost' ? [index] : []));
  return here < 2 ? at(losses, losses.length - 1) : random.pick(losses);
};

/** The furthest open stage that a journey saw, or the number of open stages when it was won. */
export const depthOf = (moves: readonly Move[], stages: readonly Stage[]): number => {
  const opens = openStages(stages);
  let depth = 0;
  for (const { stage } of moves) if (stage <= opens) depth = Math.max(depth, stage);
  return depth;
};
