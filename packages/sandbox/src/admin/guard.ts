import { isCrossOrigin, isLoopbackHost } from '../behaviour/hosts.ts';
import { Problem } from '../problem.ts';
import { headerOf, type WireRequest } from '../wire.ts';

const root = '/_sandbox';

/** Whether a path is the sandbox's own, and no path of Affinity. */
export const isAdminTarget = (target: string): boolean => /^\/_sandbox(?:[/?]|$)/.test(target);

/** What follows `/_sandbox/`, without the query; empty for the page itself. */
export const adminName = (target: string): string => target.slice(root.length).replace(/\?.*$/s, '').replace(/^\//, '');

/** Lets in programs of this machine only: a loopback name in Host, and no page of another origin. */
export const guardAdmin = ({ headers }: WireRequest): void => {
  const host = headerOf(headers, 'host');
  if (!isLoopbackHost(host)) throw new Problem('authorization', 'The admin surface answers under loopback names only');
  if (isCrossOrigin(headers)) throw new Problem('authorization', 'The admin surface does not answer pages of another origin');
};
