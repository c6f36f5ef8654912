import { headerOf, type WireHeaders, type WireRequest } from '../wire.ts';

/** The name under which Affinity's own clients call, even when they are pointed at a local server (v2 reference, section 14). */
const affinityHost = 'api.affinity.co';

const loopback = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether a Host header names this machine's own loopback interface. */
export const isLoopbackHost = (host: string | undefined): host is string => host !== undefined && loopback.test(host);

/** Whether API paths answer under this name. A web page that has its name resolve to loopback is kept out. */
export const isServedHost = (host: string | undefined): host is string => isLoopbackHost(host) || isAffinityHost(host);

const isAffinityHost = (host: string | undefined): boolean => host?.replace(/:\d+$/, '').toLowerCase() === affinityHost;

/** Origin for the links in an answer, taken from the Host header; under Affinity's own name it is https, as at Affinity. */
export const originOf = (host: string, protocol: 'http' | 'https'): string => `${isAffinityHost(host) ? 'https' : protocol}://${host}`;

/**
 * Origin for addresses outside the API, such as those of files: one that leads here.
 *
 * Affinity keeps files on other hosts, so a client that calls a local server by Affinity's name still looks up the name in such an address.
 */
export const fileOriginOf = ({ headers, protocol, socketOrigin }: WireRequest): string => {
  const host = headerOf(headers, 'host') ?? 'localhost';
  return isAffinityHost(host) && socketOrigin !== undefined ? socketOrigin : originOf(host, protocol);
};

/** Whether a browser says that the request was made by a page of another origin. */
export const isCrossOrigin = (headers: WireHeaders): boolean => {
  const origin = headerOf(headers, 'origin');
  const site = headerOf(headers, 'sec-fetch-site');
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  return foreignSite || (origin !== undefined && origin !== `http://${headerOf(headers, 'host')}`);
};
