import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError } from '../cli-error.ts';

/** A server that listens on this machine alone. */
export interface LoopbackServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether a request names this machine by a name of its own; a web page that has its name resolve to loopback does not. */
export const isLoopbackHost = (host: string | undefined): boolean => host !== undefined && loopbackHost.test(host);

const explained = (port: number, error: NodeJS.ErrnoException): Error =>
  error.code === 'EADDRINUSE' || error.code === 'EACCES'
    ? new CliError(`Port ${port} of 127.0.0.1 cannot be used: ${error.code === 'EACCES' ? 'not allowed' : 'it is taken'}`, {
        nextStep: 'Choose another port, or 0 for a free one.',
        cause: error,
      })
    : error;

/** Longest that a request may take: nothing that is asked here is slow. */
const requestTimeout = 30_000;

/** Listens on 127.0.0.1; port 0 takes a free one. */
export const listenOnLoopback = async (port: number, listener: RequestListener): Promise<LoopbackServer> => {
  const server = createServer({ requestTimeout, headersTimeout: requestTimeout }, listener);
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(explained(port, error));
    server.once('error', fail).listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve();
    });
  });
  const { port: taken } = server.address() as AddressInfo; // a server on TCP has no other kind of address
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${taken}`, close };
};
