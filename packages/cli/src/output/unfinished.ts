import type { UnfinishedLoad } from '@affinity-kit/pipeline/replica';
import { age, count, counted } from './numbers.ts';
import { drawTable, type TextTable } from './table.ts';

const arrived = ({ streams }: UnfinishedLoad): TextTable => ({
  columns: [{ title: 'stream' }, { title: 'pages', align: 'right' }, { title: 'records', align: 'right' }],
  rows: streams.map(({ stream, pages, records }) => [stream, count(pages), count(records)]),
});

const state = ({ pid }: UnfinishedLoad): string => (pid === null ? 'has not come to its end' : `is at work (process ${pid})`);

const newest = ({ lastPageAt, streams }: UnfinishedLoad, now: number): string => {
  const pages = streams.reduce((sum, one) => sum + one.pages, 0);
  return lastPageAt === null ? 'Nothing has come yet.' : `${counted(pages, 'page')} came, the newest ${age(lastPageAt, now)}.`;
};

const next = ({ pid, resumableUntil }: UnfinishedLoad, now: number): string[] => {
  if (pid !== null) return [];
  if (now > Date.parse(resumableUntil)) return ['That is more than a day ago: the next affinity sync begins anew.'];
  return ['The same affinity sync goes on from there, and asks for no page twice; one that is asked for something else begins anew.'];
};

/** A load that has not come to its end: since when, what came, and what to do. `which` begins the sentence: `The first load`. */
export const unfinishedLines = (load: UnfinishedLoad, which: string, width: number): string[] => {
  const now = Date.now() + load.clockOffsetMs;
  return [
    `${which}, begun ${age(load.startedAt, now)} (${load.startedAt}), ${state(load)}.`,
    ...(load.streams.length === 0 ? [] : ['', ...drawTable(arrived(load), width), '']),
    [newest(load, now), ...next(load, now)].join(' '),
  ];
};
