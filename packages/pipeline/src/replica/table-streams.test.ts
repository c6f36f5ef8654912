import { describe, expect, it } from 'vitest';
import { builtInStreams } from '../streams/index.ts';
import { streamsOf } from './table-streams.ts';

describe('the streams of a table', () => {
  it('are those that fill it', () => {
    const fed = new Map<string, string[]>();
    for (const { name, feeds } of builtInStreams) for (const { table } of feeds) fed.set(table, [...(fed.get(table) ?? []), name]);
    for (const [table, names] of fed) expect(streamsOf(table).toSorted(), table).toEqual([...new Set(names)].toSorted());
  });
});
