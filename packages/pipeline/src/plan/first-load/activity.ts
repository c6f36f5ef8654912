import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import { windowCount } from '../../streams/time-windows.ts';
import { counted, pagesOf } from '../estimate.ts';
import { Refusal } from '../probe.ts';
import { countByDensity } from './density.ts';
import { byTotal, type Estimator, refused, untold } from './look.ts';
import { repliesOf } from './replies.ts';
import { spreadOf } from './spread.ts';
import { fragmentPages } from './transcript-words.ts';

/** Windows of time that are read side by side end in pages that are not full, and the page that they were made by is read again. */
const inWindows = (pages: number, { rereads }: { readonly rereads: boolean }, count = windowCount(pages)): number =>
  count < 2 ? Math.ceil(pages) : Math.round(pages + count / 2 + (rereads ? 1 : 0));

/** Notes, and their replies where they are asked for. */
export const notes: Estimator = async (look) =>
  await byTotal(look, { endpoint: v2.notes.list, input: { limit: 0 } }, async (total) => {
    const read = Math.max(1, inWindows(total / 100, { rereads: true }));
    const basis = counted(total, 'note');
    if (!look.asked.include?.includes('replies')) return { requests: read, certainty: 'about', basis };
    const { requests, basis: sample } = await repliesOf(look, total);
    return { requests: read + requests, certainty: 'about', basis: `${basis}; ${sample}` };
  });

/** Reminders. */
export const reminders: Estimator = async (look) =>
  await byTotal(look, { endpoint: v2.reminders.list }, (total) => ({
    requests: pagesOf(total),
    certainty: 'exact',
    basis: counted(total, 'reminder'),
  }));

/** v1 alone tells whose the files are, and is walked beside. */
export const files: Estimator = async (look) =>
  await byTotal(look, { endpoint: v2.files.list }, (total) => {
    const contents = look.asked.include?.includes('file-contents') ? total : 0;
    const basis = counted(total, 'file');
    return {
      requests: pagesOf(total) + pagesOf(total, 500) + contents,
      certainty: 'exact',
      basis: contents > 0 ? `${basis}, the contents of each at a request` : basis,
    };
  });

/** Pairs that may be the same. */
export const duplicates: Estimator = async (look) => {
  let [requests, pairs] = [0, 0];
  for (const { list: endpoint } of [v2.duplicates.companySuggestions, v2.duplicates.personSuggestions]) {
    const total = await look.probe.total(endpoint);
    if (total instanceof Refusal && total.isOfKey) return refused(total);
    if (total === undefined) return untold;
    pairs += total instanceof Refusal ? 0 : total;
    requests += total instanceof Refusal ? 1 : pagesOf(total);
  }
  return { requests, certainty: 'exact', basis: counted(pairs, 'suggestion') };
};

const windowsOf = (times: readonly number[], now: Date): number => {
  const [first, last] = [times[0], times.at(-1)];
  return first === undefined || last === undefined ? 1 : windowCount((now.getTime() - last) / Math.max(last - first, 1));
};

/** The feed has no count: it is looked at here and there. */
export const changes: Estimator = async ({ probe, now }) => {
  const spread = await spreadOf(probe);
  if (spread instanceof Refusal) return spread.isOfKey ? refused(spread) : untold;
  if (spread.whole) return { requests: 1, certainty: 'exact', basis: counted(spread.first.length, 'change') };
  const requests = inWindows(spread.pages, { rereads: false }, windowsOf(spread.first, now));
  return { requests, certainty: 'about', basis: `about ${counted(Math.round(spread.pages) * 100, 'change')}, by a sample of the feed` };
};

/** Interactions have no count either, and come in the order of their ids. */
export const interactions =
  (endpoint: EndpointSpec, noun: string): Estimator =>
  async ({ probe, now }) => {
    const count = await countByDensity(probe, endpoint, now);
    if (count instanceof Refusal) return refused(count);
    if (count === undefined) return untold;
    const records = count.records.toLocaleString('en');
    const requests = pagesOf(count.records);
    if (count.counted) return { requests, certainty: 'exact', basis: `${records} ${noun}` };
    return { requests, certainty: 'about', basis: `about ${records} ${noun}, by those of a few weeks` };
  };

/** Transcripts and their words. */
export const transcripts: Estimator = async (look) =>
  await byTotal(look, { endpoint: v2.transcripts.list, input: { limit: 0 } }, async (total) => {
    const { pages, certainty } = await fragmentPages(look.probe, total);
    const basis = `${counted(total, 'transcript')} of ${Math.ceil(pages).toLocaleString('en')} pages of words`;
    return { requests: pagesOf(total) + Math.ceil(pages), certainty, basis };
  });
