import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createNotifier, onceADay } from './notifier.ts';
import { troubleOfError } from './trouble.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A place to post to that answers with one status after the other. */
const place = async (...statuses: number[]) => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      bodies.push(text);
      response.writeHead(statuses[bodies.length - 1] ?? 200, { location: '/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook-secret` };
};

const trouble = troubleOfError(Object.assign(new Error('Kestrel Robotics is no company'), { code: 'server' }), '/data/affinity.duckdb');
const quick = { pausesMs: [1, 1], timeoutMs: 2000 };

describe('a notifier', () => {
  it('tries again, three times in all, and posts the same', async () => {
    const told: string[] = [];
    const { url, bodies } = await place(500, 302, 204);
    await createNotifier({ url, tell: (text) => told.push(text), ...quick }).post(trouble);
    expect(bodies.map((body) => JSON.parse(body))).toEqual([trouble, trouble, trouble]);
    expect(told).toEqual([]);
  });

  it('says what was not delivered, without the path of the address, and fails nothing', async () => {
    const told: string[] = [];
    const { url, bodies } = await place(500, 500, 500, 500);
    await createNotifier({ url, tell: (text) => told.push(text), ...quick }).post(trouble);
    expect([bodies.length, told.length]).toEqual([3, 1]);
    expect(told[0]).toMatch(/127\.0\.0\.1:\d+ answered 500/);
    expect(told[0]).not.toContain('hook-secret');
  });

  it('posts nothing that a server or the CRM said', () => {
    expect(JSON.stringify(trouble)).not.toContain('Kestrel');
    expect(trouble).toMatchObject({ event: 'load.failed', code: 'server', database: 'affinity.duckdb' });
  });

  it.each(['nonsense', 'http://hooks.example/x', 'ftp://127.0.0.1/', 'https://me:secret@hooks.example/'])('does not take %s', (url) => {
    expect(() => createNotifier({ url, tell: () => undefined })).toThrow('--notify');
  });

  it('tells trouble that lasts once a day, and other trouble or the same anew at once', async () => {
    const posted: string[] = [];
    let nowMs = 0;
    const daily = onceADay({ post: async (one) => void (one && posted.push(String(one.code))) }, () => nowMs);
    const other = troubleOfError(Object.assign(new Error('no'), { code: 'network' }), 'a.duckdb');
    for (const one of [trouble, trouble, other, trouble]) await daily.post(one);
    nowMs += 86_400_000;
    for (const one of [trouble, undefined, trouble]) await daily.post(one);
    expect(posted).toEqual(['server', 'network', 'server', 'server', 'server']);
  });
});
