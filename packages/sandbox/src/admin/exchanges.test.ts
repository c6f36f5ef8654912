import { describe, expect, it } from 'vitest';
import type { WireReply, WireRequest } from '../wire.ts';
import { createExchanges, type Exchanges } from './exchanges.ts';

const request = (body: string | Uint8Array, type: string): WireRequest => ({
  method: 'POST',
  protocol: 'http',
  target: '/notes',
  headers: { 'content-type': type },
  bytes: async () => new Uint8Array(Buffer.from(body)),
});

const reply = (body: WireReply['body'], type = 'application/json'): WireReply => ({ status: 200, headers: { 'content-type': type }, body });

const pass = async (exchanges: Exchanges, id: number, sent: WireRequest, answer: WireReply, isRead = true): Promise<void> => {
  const observed = exchanges.observe(sent);
  if (isRead) await observed.request.bytes();
  observed.keep(id, answer);
};

describe('what is kept of requests', () => {
  it('has both sides, and hands the body on as it came [sandbox.bodies]', async () => {
    const exchanges = createExchanges(true);
    const { request: handed, keep } = exchanges.observe(request('{"a":"é"}', 'application/json'));
    expect(Buffer.from(await handed.bytes()).toString()).toBe('{"a":"é"}');
    keep(7, reply('{"id":1}'));
    expect(exchanges.get(7)).toEqual({
      request: { headers: { 'content-type': 'application/json' }, body: { text: '{"a":"é"}', size: 10, isCut: false } },
      response: { headers: { 'content-type': 'application/json' }, body: { text: '{"id":1}', size: 8, isCut: false } },
    });
    expect(exchanges.get(8)).toBeUndefined();
  });

  it('has the beginning of long bodies, and only the size of files', async () => {
    const exchanges = createExchanges(true);
    await pass(exchanges, 1, request('x'.repeat(70_000), 'multipart/form-data; boundary=x'), reply('é'.repeat(70_000)));
    await pass(exchanges, 2, request('', ''), reply(new Uint8Array(9), 'application/pdf'));
    expect(exchanges.get(1)?.request.body).toEqual({ text: null, size: 70_000, isCut: false });
    expect(exchanges.get(1)?.response.body).toEqual({ text: 'é'.repeat(65_536), size: 70_000, isCut: true });
    expect(exchanges.get(2)?.response.body).toEqual({ text: null, size: 9, isCut: false });
  });

  it('has no body where nobody read one', async () => {
    const exchanges = createExchanges(true);
    await pass(exchanges, 1, request('{}', 'application/json'), reply(undefined), false);
    expect(exchanges.get(1)).toMatchObject({ request: { body: { text: null, size: 0 } }, response: { body: { text: null, size: 0 } } });
  });

  it('forgets the oldest beyond a thousand requests or eight million characters [sandbox.bodies]', async () => {
    const small = createExchanges(true);
    for (let id = 1; id <= 1001; id += 1) await pass(small, id, request('', ''), reply('{}'));
    expect([small.get(1), small.get(2)?.response.body.text]).toEqual([undefined, '{}']);
    const large = createExchanges(true);
    for (let id = 1; id <= 129; id += 1) await pass(large, id, request('', ''), reply('x'.repeat(65_536)));
    expect([large.get(1), large.get(2)?.response.body.size]).toEqual([undefined, 65_536]);
  });

  it('is nothing while it is off, and what was kept is gone [sandbox.bodies]', async () => {
    const exchanges = createExchanges(true);
    await pass(exchanges, 1, request('{}', 'application/json'), reply('{}'));
    exchanges.turn(false);
    const sent = request('{}', 'application/json');
    expect(exchanges.observe(sent).request).toBe(sent);
    await pass(exchanges, 2, sent, reply('{}'));
    exchanges.turn(true);
    expect([exchanges.isOn(), exchanges.get(1), exchanges.get(2)]).toEqual([true, undefined, undefined]);
  });
});
