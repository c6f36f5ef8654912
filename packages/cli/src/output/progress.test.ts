import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showProgress } from './progress.ts';

const plain = () => Object.assign(new PassThrough(), { isTTY: false });
const read = (stream: PassThrough): string => String(stream.read() ?? '');

describe('progress', () => {
  it('is plain lines, one per finished stream, where there is no terminal', () => {
    const stream = plain();
    let now = 0;
    const view = showProgress(stream, () => now);
    view.update({ stream: 'companies', records: 100, requests: 1 });
    now = 2000;
    view.update({ stream: 'companies', records: 3000, requests: 30, done: true });
    view.update({ stream: 'notes', records: 0, requests: 1, done: true, trouble: 'not permitted' });
    view.stop();
    expect(read(stream)).toBe('companies: 3,000 records, 30 requests, 2.0 s\nnotes: not permitted\n');
  });

  it('redraws one line per stream on a terminal', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const view = showProgress(stream);
    view.update({ stream: 'companies', records: 3000, requests: 30, done: true });
    view.stop();
    expect(read(stream)).toContain('companies');
  });
});
