import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from './problem.ts';
import type { Sandbox } from './sandbox.ts';
import { firstHalf, piecesOf, sleep, type WireBody, type WireReply, type WireRequest } from './wire.ts';

/** Where to listen. */
export interface ListenOptions {
  /** Any free port unless given. */
  readonly port?: number;
  /** A loopback address, `127.0.0.1` unless given; any other is refused. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
}

/** A sandbox on a port. */
export interface SandboxServer {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  /** Stops listening and cuts the connections; the sandbox itself stays open. */
  readonly close: () => Promise<void>;
}

const loopbackAddresses: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

const megabyte = 1024 * 1024;

/** What Affinity's own uploader takes, and something for the envelope. */
const maxUploadMegabytes = 101;
const maxBodyMegabytes = 16;

const limitOf = ({ headers }: IncomingMessage): number =>
  headers['content-type']?.startsWith('multipart/form-data') ? maxUploadMegabytes : maxBodyMegabytes;

/** Longer than a client waits for its minute to begin anew, so that it finds its connection open. */
const keepAliveTimeout = 120_000;

/** Reads to the end even what is too large: a sender who is cut off in the middle of a body never sees the answer. */
const readBytes = async (message: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> => {
  const megabytes = limitOf(message);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= megabytes * megabyte) chunks.push(chunk);
  }
  if (size > megabytes * megabyte) throw new Problem('bad-request', `The request body is larger than ${megabytes} MB`, { status: 413 });
  return new Uint8Array(Buffer.concat(chunks));
};

const originAt = (address: string, port: number): string => `http://${address.includes(':') ? `[${address}]` : address}:${port}`;

const toWire = (message: IncomingMessage): WireRequest => ({
  method: message.method ?? 'GET',
  protocol: 'http',
  target: message.url ?? '/',
  headers: message.headers,
  socketOrigin: originAt(message.socket.localAddress ?? '127.0.0.1', message.socket.localPort ?? 80),
  bytes: () => readBytes(message),
});

/** The bytes are closed off behind the first half, while the head promised all of them. */
const truncate = (response: ServerResponse, body: WireBody): void => {
  response.write(firstHalf(body), () => response.destroy());
};

const dribble = async (response: ServerResponse, body: WireBody, durationMs: number): Promise<void> => {
  const pieces = piecesOf(body);
  for (const piece of pieces) {
    await sleep(durationMs / pieces.length);
    if (response.destroyed) return;
    response.write(piece);
  }
  response.end();
};

const send = async (response: ServerResponse, { status, headers, body, delivery }: WireReply): Promise<void> => {
  if (delivery?.kind === 'drop') return void response.destroy();
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  if (delivery?.kind === 'truncate') return truncate(response, body);
  if (delivery?.kind === 'slow') return dribble(response, body, delivery.durationMs);
  response.end(body);
};

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo; // a server on TCP has no other kind of address
  return originAt(host, port);
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Serves a sandbox over HTTP, on loopback only.
 *
 * @throws where the port is taken, or the address is not a loopback one.
 */
export const listen = async (sandbox: Pick<Sandbox, 'handle'>, options: ListenOptions = {}): Promise<SandboxServer> => {
  const { port = 0, host = '127.0.0.1' } = options;
  if (!loopbackAddresses.includes(host)) throw new RangeError(`A sandbox listens on loopback only, not on ${host}`);
  const server = createServer({ keepAliveTimeout }, (message, response) => {
    sandbox.handle(toWire(message)).then(
      (reply) => send(response, reply),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: () => closeServer(server) };
};
