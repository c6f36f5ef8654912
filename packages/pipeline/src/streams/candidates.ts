import { nearest } from '@affinity-kit/contract';

/** Something that people name by its label or its id. */
interface Named {
  readonly id: number | string;
  readonly name?: string;
}

/** A thing as a message tells it: `Deal Flow (123)`. */
export const labelled = ({ id, name }: Named): string => (name ? `${name} (${id})` : String(id));

/** Candidates that a message names; more than that nobody reads. */
const shownAtMost = 10;

/** What somebody who wrote a name that nothing has may have meant, the nearest first: all that there is, or those where that is much. */
export const candidatesFor = (wanted: string, all: readonly Named[]): string => {
  const labels = new Map<string, Set<string>>();
  for (const one of all) {
    const name = one.name || String(one.id);
    labels.set(name, (labels.get(name) ?? new Set()).add(labelled(one)));
  }
  const found = nearest(wanted, [...labels.keys()], labels.size).flatMap((name) => [...(labels.get(name) ?? [])]);
  if (found.length <= shownAtMost) return `There are: ${found.join(', ') || 'none'}`;
  return `Near to it, of ${found.length}: ${found.slice(0, shownAtMost / 2).join(', ')}`;
};
