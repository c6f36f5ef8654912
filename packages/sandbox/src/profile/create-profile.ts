import type { FaultRule } from '../behaviour/faults.ts';
import { Random } from '../seed/random.ts';
import type { WireReply } from '../wire.ts';
import { chooser } from './chosen.ts';
import { objectsIn } from './json.ts';
import { type Answered, answerTwists } from './odd-answers.ts';
import { twists } from './odd-records.ts';
import { type OddityName, oddities, odditiesOf, type Profile } from './oddities.ts';

/** How far a sandbox keeps to the reference. */
export interface ProfileOptions {
  /** `strict` unless given: the reference text, what was observed for all included. `realWorld` adds what breaks clients that trust it. */
  readonly profile?: Profile;
  /** These oddities and no others, whatever the profile. */
  readonly oddities?: readonly OddityName[];
}

/** What a profile changes. */
export interface AppliedProfile {
  /** Faults that strike from the first request on. */
  readonly faults: readonly FaultRule[];
  /** How long the next write of v1 stays unseen by v2; `undefined` where the profile does not care. */
  readonly lagMs: (() => number) | undefined;
  /** An answer as this profile gives it. */
  readonly distort: (reply: WireReply, about: Pick<Answered, 'operation' | 'path' | 'nowMs'>) => WireReply;
}

/** A topic of its own, so that lags draw from another stream than faults. */
const lagTopic = 0x1a6;

const htmlErrors = (): readonly FaultRule[] => {
  const fraction = 1 / oddities['html-errors'].oneIn;
  return [
    { kind: 'html-error', status: 503, fraction: fraction / 2 },
    { kind: 'html-error', status: 502, fraction: fraction / 2 },
  ];
};

const lag = (seed: number): (() => number) => {
  const random = new Random(seed, lagTopic, 0);
  return () => 100 + random.int(401);
};

const unchanged: AppliedProfile['distort'] = (reply) => reply;

const distortion = (names: readonly OddityName[], seed: number): AppliedProfile['distort'] => {
  const chosen = chooser(seed);
  const whole = answerTwists();
  const ofObjects = names.flatMap((name) => twists[name] ?? []);
  const ofAnswers = names.flatMap((name) => whole[name] ?? []);
  if (ofObjects.length + ofAnswers.length === 0) return unchanged;
  return (reply, about) => {
    if (typeof reply.body !== 'string' || reply.headers['content-type'] !== 'application/json') return reply;
    const body: unknown = JSON.parse(reply.body);
    for (const object of objectsIn(body)) for (const twist of ofObjects) twist(object, chosen);
    const others = ofAnswers.map((twist) => twist({ ...about, status: reply.status, body }, chosen));
    return others.find((other) => other !== undefined) ?? { ...reply, body: JSON.stringify(body) };
  };
};

/** What the options ask for; equal seeds are odd in equal places. */
export const createProfile = ({ profile = 'strict', oddities: named }: ProfileOptions, seed: number): AppliedProfile => {
  const names = named ?? odditiesOf(profile);
  return {
    faults: names.includes('html-errors') ? htmlErrors() : [],
    lagMs: names.includes('lagging-v2') ? lag(seed) : undefined,
    distort: distortion(names, seed),
  };
};
