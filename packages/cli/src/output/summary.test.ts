import { PassThrough } from 'node:stream';
import type { StreamReport, SyncReport } from '@affinity-kit/pipeline';
import { describe, expect, it } from 'vitest';
import { oneLine, summaryLines } from './summary.ts';

const stream = (name: string, report: Partial<StreamReport>): StreamReport => ({
  stream: name,
  mode: 'full',
  status: 'succeeded',
  reason: 'first load',
  requests: 1,
  plannedRequests: 1,
  records: 0,
  rejected: 0,
  ...report,
});

const report: SyncReport = {
  status: 'interrupted',
  budgetSpent: true,
  loadId: '1',
  database: '/data/affinity.duckdb',
  requests: 4,
  durationMs: 1000,
  tables: [],
  streams: [
    stream('companies', { status: 'interrupted', reason: 'the 4 requests are sent' }),
    stream('users', {}),
    stream('notes', { status: 'interrupted', reason: 'the 4 requests are sent' }),
    stream('teams', { rejected: 1 }),
  ],
};

describe('the summary of a sync', () => {
  it('says once what several streams have in common, and what to do about values that could not be read', () => {
    expect(summaryLines(report, new PassThrough()).slice(2)).toEqual([
      '  ! companies, notes: interrupted: the 4 requests are sent',
      '  ! teams: 1 value could not be read; affinity rejects shows them',
    ]);
    expect(oneLine(report)).toContain('; companies, notes: interrupted: the 4 requests are sent;');
  });
});
