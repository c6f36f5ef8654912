import { v2 } from '@affinity-kit/contract';
import { type Certainty, pagesOf } from '../estimate.ts';
import type { Probe } from '../probe.ts';

const mostSamples = 5;

/** Pages that the words of so many transcripts fill: those of a few of them are counted. */
export const fragmentPages = async (probe: Probe, total: number): Promise<{ readonly pages: number; readonly certainty: Certainty }> => {
  if (total === 0) return { pages: 0, certainty: 'exact' };
  const listed = await probe.page(v2.transcripts.list, { limit: 100 });
  const step = Math.max(1, Math.floor(listed.length / mostSamples));
  const sample = listed.filter((_, index) => index % step === 0).slice(0, mostSamples);
  const pages: number[] = [];
  for (const { id } of sample) {
    const words = await probe.total(v2.transcripts.fragments.list, { transcriptId: id, limit: 0 });
    if (typeof words === 'number') pages.push(pagesOf(words));
  }
  const mean = pages.reduce((sum, one) => sum + one, 0) / Math.max(pages.length, 1);
  return { pages: Math.max(1, mean) * total, certainty: pages.length === total ? 'exact' : 'about' };
};
