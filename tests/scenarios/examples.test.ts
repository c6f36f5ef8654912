import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAffinity } from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { listen } from '@affinity-kit/sandbox/listen';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onePartner } from '../support/one-partner.ts';

const secretPath = '/affinity/0123456789abcdef';
const delivery = JSON.stringify({ type: 'list_entry.created', body: { id: 1, list_id: 2, entity_id: 3 }, sent_at: 1_767_225_600 });

let printed: string[];
let folder: string;
const argument = process.argv[2];

beforeEach(() => {
  printed = [];
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => void printed.push(parts.join(' ')));
  vi.stubEnv('AFFINITY_API_KEY', '');
  vi.stubEnv('AFFINITY_WEBHOOK_PATH', secretPath);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  if (argument === undefined) process.argv.splice(2, 1);
  else process.argv[2] = argument;
  rmSync(folder, { recursive: true, force: true });
});

const post = (url: string): RequestInit & { url: string } => ({ url, method: 'POST', body: delivery });

describe('the examples', () => {
  it('review a pipeline with the client', async () => {
    await import('../../examples/client/pipeline-review.js');
    expect(printed).toEqual(['Series A: 2000000', 'Series B: 9000000', 'Done']);
  });

  it('load the persons and companies of an account into a file', async () => {
    const sandbox = createSandbox({ firm: onePartner });
    const server = await listen(sandbox);
    const apiKey = sandbox.keys[0]?.key ?? '';
    await createAffinity({ apiKey, baseUrl: server.url }).companies.create({ name: 'Kelp Motors' });
    vi.stubEnv('AFFINITY_API_KEY', apiKey);
    vi.stubEnv('AFFINITY_BASE_URL', server.url);
    process.argv[2] = join(folder, 'example.duckdb');
    await import('../../examples/pipeline/main.js');
    expect(printed[0]).toMatch(/^succeeded: \d+ requests/);
    expect(printed.join('\n')).toMatch(/^companies +1 rows/m);
    await server.close();
    sandbox.close();
  });

  it('receive webhooks where a module with fetch is a server', async () => {
    const { default: server } = await import('../../examples/webhooks/web-standard.js');
    const { url, ...init } = post(`https://hooks.example.com${secretPath}`);
    expect((await server.fetch(new Request(url, init))).status).toBe(200);
    expect((await server.fetch(new Request('https://hooks.example.com/other', init))).status).toBe(404);
  });

  it('receive webhooks with node:http', async () => {
    process.argv[2] = '0';
    await import('../../examples/webhooks/node-http.js');
    const port = await vi.waitFor(() => {
      const found = /port (\d+)/.exec(printed.join('\n'))?.[1];
      if (found === undefined) throw new Error('Not listening yet');
      return found;
    });
    const { url, ...init } = post(`http://127.0.0.1:${port}${secretPath}`);
    expect((await fetch(url, init)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/other`, init)).status).toBe(404);
  });
});
