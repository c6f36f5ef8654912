import { scramble } from '../seed/random.ts';
import { type OddityName, oddities, oddityNames } from './oddities.ts';

/** Whether an oddity strikes something, by its id or its text: the same thing always, whichever operation shows it. */
export type Chosen = (name: OddityName, subject: number | string) => boolean;

const hashOf = (text: string): number => {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
};

/** Chooses by a seed. */
export const chooser = (seed: number): Chosen => {
  const salts = new Map(oddityNames.map((name, index) => [name, scramble(seed ^ scramble(index + 1))]));
  return (name, subject) => {
    const oddity = oddities[name];
    if (!('oneIn' in oddity)) return true;
    const key = typeof subject === 'number' ? subject : hashOf(subject);
    return scramble(key ^ (salts.get(name) ?? 0)) % oddity.oneIn === 0;
  };
};
