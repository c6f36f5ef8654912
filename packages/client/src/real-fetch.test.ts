import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAffinity } from './affinity.ts';
import type { AffinityOptions } from './options.ts';

const page = JSON.stringify({ data: [], pagination: { nextUrl: null } });
const briefly = { baseDelayMs: 1, maxDelayMs: 2 };

let stop = (): void => undefined;
afterEach(() => stop());

/** The global `fetch` against a server of this process. */
const serve = async (listener: RequestListener, options: AffinityOptions = {}) => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return {
    affinity: createAffinity({ baseUrl: `http://127.0.0.1:${port}`, apiKey: `key-${port}`, retry: briefly, ...options }),
    server,
  };
};

/** Spoils the first answer. */
const spoilFirst = (spoil: RequestListener): RequestListener => {
  let requests = 0;
  return (request, response) => {
    requests += 1;
    if (requests === 1) spoil(request, response);
    else response.end(page);
  };
};

describe('with the fetch of the platform, a read', () => {
  it.each<[string, RequestListener]>([
    ['a connection that is closed', (request) => request.socket.destroy()],
    ['a body that is cut', (_, response) => void response.writeHead(200, { 'content-length': 500 }).write(page, () => response.destroy())],
    ['a body that never ends', (_, response) => void response.writeHead(200).write(page.slice(0, 9))],
    ['an answer that never comes', () => undefined],
  ])('outlives %s', async (_, spoil) => {
    const { affinity } = await serve(spoilFirst(spoil), { timeoutMs: 300 });
    const { response } = await affinity.v2.companies.list().withResponse();
    // A busy machine may cut a good answer off as well.
    expect(response.attempts).toBeGreaterThan(1);
  });

  it('does not follow a redirect with its key', async () => {
    const { affinity } = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    await expect(affinity.v2.companies.list()).rejects.toMatchObject({ code: 'unsafe_url' });
  });

  it('reuses its connections', async () => {
    const { affinity, server } = await serve((_, response) => response.end(page));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    for (let call = 0; call < 20; call += 1) await affinity.v2.companies.list();
    // The second request may find the first connection not yet free.
    expect(connections).toBeLessThanOrEqual(2);
  });
});

describe('with the fetch of the platform, a write', () => {
  it('is tried again where the connection is refused', async () => {
    const { affinity, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const call = affinity.v1.lists.entries.create({ list_id: 1, body: { entity_id: 2 } });
    await expect(call).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('ECONNREFUSED'),
      diagnostics: { attempts: 4 },
    });
  });

  it('is sent once where the connection breaks later', async () => {
    let requests = 0;
    const { affinity } = await serve((request) => {
      requests += 1;
      request.socket.destroy();
    });
    const call = affinity.v1.lists.entries.create({ list_id: 1, body: { entity_id: 2 } });
    await expect(call).rejects.toMatchObject({ code: 'network', diagnostics: { attempts: 1 } });
    expect(requests).toBe(1);
  });
});
