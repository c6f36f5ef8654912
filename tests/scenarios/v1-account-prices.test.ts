import { plan } from '@affinity-kit/pipeline';
import { afterEach, describe, expect, it } from 'vitest';
import { contactSandbox } from './support/contact-firm.ts';
import { clientOf, type Synced, synced } from './support/synced.ts';

const places: Synced[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const streams = ['emails', 'meetings', 'calls', 'chat_messages'];
const hourMs = 3_600_000;

const open = async () => {
  const sandbox = await contactSandbox({ v2: false });
  const place = await synced(sandbox);
  places.push(place);
  const options = { streams, lists: ['801', '803'], now: () => sandbox.clock.now() };
  const planned = async (lists: readonly string[]) => {
    const { streams: all } = await plan({ ...options, client: clientOf(sandbox), database: place.database, lists });
    return all.filter(({ stream }) => stream !== 'lists');
  };
  return { sandbox, planned, sync: () => place.sync(options) };
};

describe('interactions, in an account without API v2', () => {
  it('are priced before the first load by how long records were in touch, and later by what reading them took', async () => {
    const { sync, sandbox, planned } = await open();
    const before = await planned(['801', '803']);
    const { streams: read } = await sync();
    for (const { stream, estimatedRequests, basis } of before) {
      const requests = read.find((report) => report.stream === stream)?.requests ?? 0;
      expect(estimatedRequests, stream).toBeGreaterThan(requests * 0.75);
      expect(estimatedRequests, stream).toBeLessThan(requests * 1.5);
      expect(basis).toContain('a request for every year in which one of 5 records on the lists that are named had');
    }
    sandbox.clock.advance(hourMs);
    const later = await planned(['801', '803']);
    expect(later.map(({ mode, estimatedRequests, certainty }) => [mode, estimatedRequests, certainty])).toEqual(
      streams.map(() => ['sweep', 4, 'at-least']),
    );
    expect(later[0]?.basis).toContain('one for every record that was in touch since');
    const { streams: readOn } = await sync();
    expect(readOn.filter(({ stream }) => stream !== 'lists').map(({ requests }) => requests)).toEqual([4, 4, 4, 4]);
    // How much there is on a list that was never read is asked again.
    expect((await planned(['801', 'Deals']))[0]?.basis).toContain('3 records');
  }, 30_000);
});
