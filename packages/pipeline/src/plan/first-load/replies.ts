import { v2 } from '@affinity-kit/contract';
import type { JsonObject } from '../../normalise/record-reader.ts';
import { counted } from '../estimate.ts';
import type { Look } from './look.ts';

const pageSize = 100;
const mostSamples = 8;

const timeOf = ({ createdAt }: JsonObject): number => Date.parse(String(createdAt));

/**
 * How many notes have replies, each of which takes a request: only the notes themselves tell, so that some of them are looked at, spread over
 * the time in which they were written.
 */
export const repliesOf = async (
  { probe, now }: Pick<Look, 'probe' | 'now'>,
  total: number,
): Promise<{ readonly requests: number; readonly basis: string }> => {
  const input = { limit: pageSize, includes: ['repliesCount'] };
  const seen = new Map<unknown, boolean>();
  const look = async (more: Readonly<Record<string, unknown>> = {}): Promise<readonly JsonObject[]> => {
    const notes = await probe.page(v2.notes.list, { ...input, ...more });
    for (const note of notes) seen.set(note['id'], Number(note['repliesCount'] ?? 0) > 0);
    return notes;
  };
  const newest = (await look()).map(timeOf).filter((at) => !Number.isNaN(at));
  const samples = total <= newest.length ? 0 : Math.min(mostSamples, Math.ceil(total / (5 * pageSize)));
  const [last, first] = [Math.max(...newest, 0), Math.min(...newest, now.getTime())];
  const span = ((last - first) * total) / Math.max(newest.length, 1);
  for (let index = 1; index <= samples; index++) {
    const to = new Date(last - (span * index) / (samples + 1)).toISOString();
    await look({ filter: `createdAt<=${to}` });
  }
  const withReplies = [...seen.values()].filter(Boolean).length;
  const requests = Math.round((withReplies / Math.max(seen.size, 1)) * total);
  const of = `${samples === 0 ? '' : 'about '}${counted(requests, 'note')} with replies, a request for each`;
  const how = `by a sample of ${seen.size.toLocaleString('en')}; what else is sure is that it is ${total.toLocaleString('en')} at most`;
  return { requests, basis: samples === 0 ? of : `${of}, ${how}` };
};
