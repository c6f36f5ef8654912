import { describe, expect, it } from 'vitest';
import { AffinityNetworkError, AffinityNotFoundError, AffinityUnsafeUrlError } from '../errors.ts';
import { systemClock } from '../transport/clock.ts';
import { download } from './download.ts';

const bytes = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

/** Gives some bytes and then breaks. */
const broken = (part: Uint8Array): ReadableStream<Uint8Array> => {
  let given = false;
  return new ReadableStream({
    pull: (controller) => {
      if (given) controller.error(new TypeError('terminated'));
      else controller.enqueue(part);
      given = true;
    },
  });
};

const collect = async (parts: AsyncIterable<Uint8Array>): Promise<number[]> => {
  const all: number[] = [];
  for await (const part of parts) all.push(...part);
  return all;
};

const sourceOf = (answer: (headers: Headers, index: number) => Response) => {
  const seen: RequestInit[] = [];
  let addresses = 0;
  const source = {
    address: async () => `https://storage.example/deck?turn=${(addresses += 1)}`,
    clock: systemClock,
    retry: { retries: 3, baseDelayMs: 1, maxDelayMs: 1 },
    timeoutMs: 50,
    fetch: async (_url: string, init: RequestInit) => {
      seen.push(init);
      return answer(new Headers(init.headers), seen.length - 1);
    },
  };
  return { source, seen };
};

describe('a download', () => {
  it('goes on behind the last byte when the connection breaks, and never sends credentials', async () => {
    const { source, seen } = sourceOf((_, index) =>
      index === 0 ? new Response(broken(bytes.subarray(0, 4))) : new Response(bytes.subarray(4), { status: 206 }),
    );
    expect(await collect(download(source))).toEqual([...bytes]);
    expect(new Headers(seen[1]?.headers).get('range')).toBe('bytes=4-');
    for (const { headers, credentials } of seen) {
      expect(new Headers(headers).has('authorization')).toBe(false);
      expect(credentials).toBe('omit');
    }
  });

  it('drops what it has where the server begins anew', async () => {
    const { source } = sourceOf((_, index) => new Response(index === 0 ? broken(bytes.subarray(0, 4)) : bytes));
    expect(await collect(download(source))).toEqual([...bytes]);
  });

  it('gives up when the connection breaks again and again without a byte', async () => {
    const { source, seen } = sourceOf(() => {
      throw new TypeError('fetch failed');
    });
    await expect(collect(download(source))).rejects.toBeInstanceOf(AffinityNetworkError);
    expect(seen).toHaveLength(4);
  });

  it.each([429, 500, 503])('asks again, through a fresh address, where the store answers %i', async (status) => {
    const { source, seen } = sourceOf((_, index) => new Response(index < 2 ? 'busy' : bytes, { status: index < 2 ? status : 200 }));
    expect(await collect(download(source))).toEqual([...bytes]);
    expect(seen).toHaveLength(3);
    expect(await source.address()).toContain('turn=4');
  });

  it('takes a connection on which nothing comes for broken', async () => {
    const stuck = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes.subarray(0, 4)) });
    const { source, seen } = sourceOf((_, index) => (index === 0 ? new Response(stuck) : new Response(bytes.subarray(4), { status: 206 })));
    expect(await collect(download(source))).toEqual([...bytes]);
    expect(new Headers(seen[1]?.headers).get('range')).toBe('bytes=4-');
  });

  it('takes a refusal of the store for an answer, and says which it was', async () => {
    const { source, seen } = sourceOf(() => new Response('no', { status: 403 }));
    await expect(collect(download(source))).rejects.toThrow('status 403');
    expect(seen).toHaveLength(1);
  });

  it('fails as the question for the address does, asked once', async () => {
    const { source, seen } = sourceOf(() => new Response(bytes));
    let asked = 0;
    const gone = {
      ...source,
      address: async () => {
        asked += 1;
        throw new AffinityNotFoundError('There is no such file');
      },
    };
    await expect(collect(download(gone))).rejects.toBeInstanceOf(AffinityNotFoundError);
    expect([asked, seen.length]).toEqual([1, 0]);
  });

  it('goes to no address in the clear', async () => {
    const { source, seen } = sourceOf(() => new Response(bytes));
    const unsafe = { ...source, address: async () => 'http://storage.example/deck' };
    await expect(collect(download(unsafe))).rejects.toBeInstanceOf(AffinityUnsafeUrlError);
    expect(seen).toEqual([]);
  });
});
