import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { adminKey, tinySandbox } from './tiny.fixture.ts';

/** Everything that comes back for some bytes, until the server closes the connection. */
const exchange = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let received = '';
    const socket = createConnection(Number(port), hostname, () => socket.write(bytes));
    socket
      .on('data', (chunk) => {
        received += chunk.toString('utf8');
      })
      .on('close', () => resolve(received))
      .on('error', reject);
  });

const request = (...lines: string[]): string => `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`;

describe('listen', () => {
  it('takes a free port on loopback, and lets go of it', async () => {
    const server = await listen(tinySandbox());
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.url}/_sandbox/health`)).status).toBe(200);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('refuses every other address', async () => {
    const host = '0.0.0.0' as '127.0.0.1'; // what somebody without types might pass
    await expect(listen(tinySandbox(), { host })).rejects.toThrow('loopback only');
  });

  it('says so when the port is taken', async () => {
    const server = await listen(tinySandbox());
    await expect(listen(tinySandbox(), { port: Number(new URL(server.url).port) })).rejects.toThrow('EADDRINUSE');
    await server.close();
  });

  it('sends rate headers in lower case, and takes Host: api.affinity.co', async () => {
    const server = await listen(tinySandbox());
    const answer = await exchange(
      server.url,
      request('GET /v2/companies HTTP/1.1', 'Host: api.affinity.co', `Authorization: Bearer ${adminKey}`),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('\r\nx-ratelimit-limit-user-remaining: 899\r\n');
    expect(answer).toContain('"nextUrl":"https://api.affinity.co/v2/companies?cursor=');
    await server.close();
  });

  it('promises a whole body and stops halfway under a truncation', async () => {
    const server = await listen(tinySandbox({ faults: [{ kind: 'truncate' }] }));
    const answer = await exchange(
      server.url,
      request('GET /v2/companies/7 HTTP/1.1', 'Host: localhost', `Authorization: Bearer ${adminKey}`),
    );
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    const promised = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(body.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(body)).toBeLessThan(promised);
    await server.close();
  });

  it('sends nothing at all under a drop', async () => {
    const server = await listen(tinySandbox({ faults: [{ kind: 'drop' }] }));
    expect(await exchange(server.url, request('GET /lists/7 HTTP/1.1', 'Host: localhost'))).toBe('');
    await server.close();
  });

  it('refuses a body beyond 16 MB', async () => {
    const server = await listen(tinySandbox());
    const response = await fetch(`${server.url}/v2/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: `"${'x'.repeat(17 * 1024 * 1024)}"`,
    });
    expect(response.status).toBe(413);
    await server.close();
  });
});
