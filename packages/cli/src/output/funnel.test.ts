import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bar, drawFunnel, type FunnelStage } from './funnel.ts';
import { cellsOf } from './measure.ts';

const stage = (status: string, ever: number, more: Partial<FunnelStage> = {}): FunnelStage => ({
  status,
  category: 'open',
  entriesNow: 1,
  entriesEver: ever,
  conversion: null,
  medianDays: null,
  ...more,
});
const stream = new Writable();
const narrow = Object.assign(new Writable(), { isTTY: true, columns: 80 });

describe('a funnel on the terminal', () => {
  it('draws the stages in the order given, longest bar for the most entries', () => {
    const lines = drawFunnel(
      'Deals',
      [stage('Sourced', 400), stage('Met', 200, { conversion: 0.5, medianDays: 11.4 }), stage('Won', 1)],
      stream,
    );
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['Deals', 'stage', 'Sourced', 'Met', 'Won']);
    const blocks = lines.slice(2).map((line) => line.split('█').length - 1);
    expect(blocks[0]).toBe((blocks[1] ?? 0) * 2);
    expect(lines[3]).toContain('50 %');
    expect(lines[3]).toContain('11 d');
  });

  it('fits 80 columns with the longest names', () => {
    const lines = drawFunnel('Deals', [stage('A stage whose name goes on and on', 123_456), stage('東京のステージ', 5)], narrow);
    for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(80);
  });

  it('draws something for every stage that somebody reached, and nothing for one that nobody did', () => {
    expect(bar(0.000_1, 20)).not.toBe('');
    expect(bar(0, 20)).toBe('');
    expect(cellsOf(bar(1, 20))).toBe(20);
  });
});
