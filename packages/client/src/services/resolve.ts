import { AffinityAmbiguousNameError, type NameCandidate } from '../errors.ts';

/** The only one of what was found; none is `undefined`, and several fail with the candidates. */
export const onlyOne = <T>(found: readonly T[], what: string, describe: (item: T) => NameCandidate): T | undefined => {
  if (found.length > 1) throw new AffinityAmbiguousNameError(`${what} is ambiguous`, found.map(describe));
  return found[0];
};

/** Whether two names are the same but for case and surrounding space. */
export const sameText = (one: string | null, other: string): boolean => one?.trim().toLowerCase() === other.trim().toLowerCase();

/** The domain of a website, an e-mail address or a domain. */
export const domainOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '');
