/** How many letters must be put in, left out or exchanged to make one text of the other. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The few names that somebody who wrote `word` may have meant, the likeliest first: for messages about a name that nothing has. */
export const nearest = (word: string, names: readonly string[], count = 4): readonly string[] => {
  const wanted = lettersOf(word);
  const costOf = (name: string): number => {
    const letters = lettersOf(name);
    const holds = wanted.length > 2 && (letters.includes(wanted) || wanted.includes(letters));
    return distance(wanted, letters) - (holds ? letters.length : 0);
  };
  const costs = names.map((name) => [name, costOf(name)] as const);
  return costs
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, count)
    .map(([name]) => name);
};
