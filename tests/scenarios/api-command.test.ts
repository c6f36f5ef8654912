import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { createSandbox, type Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from '../../packages/cli/src/program.ts';
import { onePartner } from '../support/one-partner.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

const operations = Object.entries({ v1, v2 }).flatMap(([api, tree]) =>
  [...walkEndpoints(tree)].map(([names, spec]) => ({ name: [api, ...names].join('.'), spec })),
);

let sandbox: Sandbox;
let server: SandboxServer;
let cwd: string;
let env: Record<string, string>;

const affinity = (...args: string[]): Promise<CliResult> => runCli(['api', ...args], { env, cwd });
const json = async (...args: string[]): Promise<Record<string, unknown>> => {
  const { exitCode, out, err } = await affinity(...args, '--json');
  expect({ exitCode, err: exitCode === 0 ? '' : err }).toEqual({ exitCode: 0, err: '' });
  return JSON.parse(out);
};

/** Paths of the requests that reached the sandbox since the last question. */
let seen = 0;
const sent = async (): Promise<string[]> => {
  const answer = await fetch(`${server.url}/_sandbox/requests`);
  const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] };
  const fresh = requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
  seen = requests.length;
  return fresh;
};

beforeAll(async () => {
  sandbox = createSandbox({ firm: onePartner, checkResponses: true, limits: { perMinute: 1_000_000 } });
  server = await listen(sandbox);
  cwd = mkdtempSync(join(tmpdir(), 'api-command-'));
});
afterAll(async () => {
  rmSync(cwd, { recursive: true, force: true });
  await server.close();
  sandbox.close();
});
beforeEach(async () => {
  env = { AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: sandbox.keys[0]?.key ?? '' };
});

describe('affinity api, explaining', () => {
  it('has a page for every operation, with each parameter, its answers and errors', async () => {
    expect(operations).toHaveLength(173);
    for (const { name, spec } of operations) {
      const { exitCode, out } = await affinity(name, '--help');
      expect(exitCode, name).toBe(0);
      expect(out.startsWith(`${name}  ${spec.method} ${spec.path}\n`), out).toBe(true);
      for (const parameter of [...Object.keys(spec.params?.shape ?? {}), ...Object.keys(spec.query?.shape ?? {})]) {
        const flag = parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-');
        expect(out, name).toMatch(new RegExp(`^  --${flag} <[^>]+>`, 'm'));
      }
      expect(out, name).toMatch(new RegExp(`^  answer +${spec.status ?? 200}`, 'm'));
      for (const status of spec.errors ?? []) expect(out, name).toMatch(new RegExp(`^  errors .*\\b${status}\\b`, 'm'));
      if (spec.permission !== undefined) expect(out, name).toContain(spec.permission);
      if (spec.effect === 'write') expect(out, name).toContain('--write');
      if (spec.body !== undefined) expect(out, name).toMatch(/^(Body, --body|Upload)/m);
    }
  });

  it('has no parameter that a flag of its own would hide', () => {
    const own = new Set(
      buildProgram()
        .commands.find((command) => command.name() === 'api')
        ?.options.map(({ long }) => long?.replace(/[^a-z]/g, '')),
    );
    expect(own.size).toBeGreaterThan(5);
    for (const { name, spec } of operations)
      for (const parameter of [...Object.keys(spec.params?.shape ?? {}), ...Object.keys(spec.query?.shape ?? {})])
        expect(own.has(parameter.toLowerCase().replaceAll('_', '')), `${name} ${parameter}`).toBe(false);
  });

  it('lists all operations, those that a word fits, and for programs', async () => {
    expect((await affinity('--list')).out.match(/^v[12]\.\S+/gm)).toEqual(operations.map(({ name }) => name));
    const { out } = await affinity('--list', 'transcripts');
    expect(out).toContain('v2.transcripts.fragments.list');
    expect(out).not.toContain('v2.companies.list ');
    const [first] = JSON.parse((await affinity('--list', 'semantic', '--json')).out) as { name: string; effect: string }[];
    expect(first).toMatchObject({ name: 'v2.semanticSearch.search', effect: 'read', path: '/v2/semantic-search' });
    expect(await affinity('--list', 'zebra')).toMatchObject({ exitCode: 2, err: expect.stringContaining('zebra') });
  });

  it('explains itself without an operation, and as JSON with one', async () => {
    expect(await affinity()).toMatchObject({ exitCode: 0, out: expect.stringContaining('Usage: affinity api') });
    expect(await affinity('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('affinity api --list') });
    expect(await json('v2.companies.get', '--help')).toMatchObject({ operation: { operationId: 'companies.get' } });
  });
});

describe('affinity api, asked wrongly', () => {
  const refused = async (args: readonly string[], ...texts: readonly string[]): Promise<void> => {
    await sent();
    const { exitCode, err, out } = await affinity(...args);
    expect({ exitCode, out }, err).toEqual({ exitCode: 2, out: '' });
    for (const text of texts) expect(err).toContain(text);
    expect((await sent()).filter((line) => !line.includes('/_sandbox'))).toEqual([]);
  };

  it('names what is nearest to an operation or a parameter that there is not', async () => {
    await refused(['v2.company.list'], 'v2.companies.list');
    await refused(['GET', '/v2/company/1'], 'GET /v2/company/1');
    await refused(['companies'], 'v2.companies.');
    await refused(['v2.companies.list', '--limt', '3'], '--limit');
    await refused(['v2.auth.whoami', '--limit', '3'], 'no parameter');
    await refused(['--limit', '3'], 'Name an operation');
  });

  it('says what is missing and what is too much', async () => {
    await refused(['v2.companies.get'], 'needs --company-id');
    await refused(['v2.companies.get', '1', '2'], "'2'");
    await refused(['v2.notes.create', '--write'], '--body is missing');
    await refused(['v2.companies.get', '1', '--body', '{}'], 'takes no body');
    await refused(['v2.companies.get', '1', '--all'], 'no pages');
    await refused(['v2.companies.get', '1', '--output', 'x'], 'no file');
  });

  it('points at the place of what the contract refuses, before anything is sent', async () => {
    await refused(['v2.companies.list', '--limit', '300'], '--limit: ', '100');
    await refused(['v2.companies.get', 'seven'], '--company-id: ');
    await refused(['v2.companies.list', '--field-types', 'enriched,gloabl'], '--field-types: ');
    await refused(['v2.notes.list', '--filter', 'colour=red'], '--filter: ', 'creator.id');
    await refused(['v1.notes.create', '--write', '--body', '{"content": "x", "organization_ids": ["a"]}'], 'body.organization_ids[0]: ');
    await refused(['v1.notes.create', '--write', '--body', '{"content": "x", "person_ids": [1], "tpye": 0}'], 'body.tpye: ');
    await refused(['v1.notes.create', '--write', '--body', '{content}'], 'not JSON');
    await refused(['v1.notes.create', '--write', '--body', '@none.json'], 'none.json');
    await refused(['v1.entityFiles.create', '--write', '--file', 'none.pdf', '--person-id', '1'], 'none.pdf');
    const filter = { fieldId: 'industry', valueType: 'text', operator: 'containz', value: 'x' };
    const body = JSON.stringify({ filters: { operator: 'and', filters: [filter] } });
    await refused(['v2.companies.search', '--body', body], 'body.filters.filters[0].operator: ');
  });
});

describe('affinity api, writing', () => {
  it('refuses every write that was not allowed, says how, and sends nothing', async () => {
    const writes = operations.filter(({ spec }) => spec.effect === 'write');
    expect(writes.length).toBeGreaterThan(50);
    await sent();
    for (const { name } of writes)
      expect(await affinity(name), name).toMatchObject({ exitCode: 4, err: expect.stringContaining('--write') });
    expect((await sent()).filter((line) => !line.includes('/_sandbox'))).toEqual([]);
  });

  it('shows what it would send, for every body as the documents show it', async () => {
    const documents = [1, 2]
      .map((version) => readFileSync(resolve(`docs/openapi/v${version}.json`), 'utf8'))
      .map((text) => JSON.parse(text));
    for (const { name, spec } of operations) {
      const [, ...names] = name.split('.');
      const document = documents[name.startsWith('v1') ? 0 : 1];
      const operation = document.paths[spec.path][spec.method.toLowerCase()];
      expect(operation.operationId).toBe(names.join('.'));
      const example = operation.requestBody?.content['application/json']?.example;
      if (example === undefined) continue;
      const params = Object.keys(spec.params?.shape ?? {}).flatMap((parameter) => [
        `--${parameter}`,
        String(operation.parameters.find((one: { name?: string }) => one.name === parameter).example),
      ]);
      const request = await json(name, ...params, '--dry-run', '--body', JSON.stringify(example));
      expect(request, name).toMatchObject({ method: spec.method, body: example });
    }
  });
});

describe('affinity api, calling', () => {
  let companyId: unknown;
  beforeAll(async () => {
    env = { AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: sandbox.keys[0]?.key ?? '' };
    for (const [index, name] of ['Kelp Motors', 'Loam Systems', 'Moraine'].entries()) {
      const body = JSON.stringify({ name, domain: `firm${index}.example` });
      ({ id: companyId } = await json('v1.organizations.create', '--write', '--body', body));
    }
  });

  it('takes the path by place or by flag, and several values with commas or one by one', async () => {
    const id = String(companyId);
    const byPlace = await json('v2.companies.get', id);
    expect(byPlace).toMatchObject({ id: companyId, name: 'Moraine' });
    expect(await json('v2.companies.get', '--company-id', id)).toEqual(byPlace);
    expect(await json('GET', `/v2/companies/${id}`)).toEqual(byPlace);
    expect(await json('get', '/v2/companies/{companyId}', '--company-id', id)).toEqual(byPlace);
    expect(await affinity('GET', '/v2/companies/fields', '--help')).toMatchObject({
      out: expect.stringContaining('v2.companies.fields.list'),
    });
    expect(await json('V2.COMPANIES.GET', `--companyId=${id}`)).toEqual(byPlace);
    const commas = await json('v2.companies.list', '--ids', `${id},999`, '--limit', '10');
    expect(await json('v2.companies.list', '--ids', id, '--ids', '999', '--limit', '10')).toEqual(commas);
    expect(commas['data']).toHaveLength(1);
  });

  it('lays out one answer for people, says where it goes on, and walks all pages as lines or as an array', async () => {
    const page = await affinity('v2.companies.list', '--limit', '2');
    expect(JSON.parse(page.out).data).toHaveLength(2);
    expect(page.out).toContain('\n  "data"');
    const cursor = /--cursor (\S+),/.exec(page.err)?.[1] ?? '';
    expect((await json('v2.companies.list', '--cursor', cursor))['data']).toHaveLength(1);
    const lines = (await affinity('v2.companies.list', '--all', '--limit', '2')).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(['Kelp Motors', 'Loam Systems', 'Moraine']);
    expect(await json('v1.organizations.list', '--all', '--page-size', '1')).toHaveLength(3);
    expect(await json('v2.reminders.list', '--all')).toEqual([]);
  });

  it('reads a body from the line, from a file and from standard input', async () => {
    const note = JSON.stringify({ content: 'Met at the fair', organization_ids: [companyId] });
    writeFileSync(join(cwd, 'note.json'), note);
    const call = ['v1.notes.create', '--write', '--json', '--body'];
    const fromLine = await affinity(...call, note);
    const fromFile = await affinity(...call, '@note.json');
    const fromInput = await runCli(['api', ...call, '-'], { env, cwd, input: Readable.from([note]) });
    for (const { out } of [fromLine, fromFile, fromInput])
      expect(JSON.parse(out)).toMatchObject({ content: 'Met at the fair', organization_ids: [companyId] });
    const { id } = JSON.parse(fromLine.out) as { id: number };
    expect(await affinity('v1.notes.delete', String(id), '--write')).toMatchObject({ exitCode: 0 });
  });

  it('uploads files, tells where one is, and writes its contents to disk or to standard output', async () => {
    writeFileSync(join(cwd, 'deck.txt'), 'the deck');
    writeFileSync(join(cwd, 'memo.txt'), 'the memo');
    const call = ['v1.entityFiles.create', '--write', '--organization-id', String(companyId), '--file', 'deck.txt', '--file', 'memo.txt'];
    const dry = await json(...call, '--dry-run');
    expect(dry).toMatchObject({ body: { 'files[]': [{ file: 'deck.txt', bytes: 8 }, { file: 'memo.txt' }], organization_id: companyId } });
    const { entity_files: files } = (await json(...call)) as { entity_files: { id: number; name: string }[] };
    expect(files.map(({ name }) => name)).toEqual(['deck.txt', 'memo.txt']);
    const id = String(files[0]?.id);
    expect((await json('v1.entityFiles.download', id))['location']).toMatch(/^http/);
    expect(await affinity('v1.entityFiles.download', id, '--output', 'copy.txt')).toMatchObject({ exitCode: 0, out: '' });
    expect(readFileSync(join(cwd, 'copy.txt'), 'utf8')).toBe('the deck');
    expect(await affinity('v2.files.get', id, '--output', 'copy.txt')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('already'),
    });
    expect(await affinity('v2.files.get', id, '-o', '-')).toMatchObject({ exitCode: 0, out: 'the deck' });
  });

  it('ends with 1 and the reason where Affinity refuses', async () => {
    expect(await affinity('v2.companies.get', '4040404')).toMatchObject({ exitCode: 1, out: '' });
  });
});

describe('affinity --help', () => {
  it('loads neither the contract nor any other of our packages', () => {
    const seenFiles = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seenFiles.has(file)) return;
      seenFiles.add(file);
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)(?:[^;]*? from )?'([^']+)';/gms)) {
        if (from.startsWith('.')) visit(resolve(dirname(file), from));
        else packages.add(from);
      }
    };
    visit(resolve('packages/cli/src/main.ts'));
    expect(existsSync('packages/cli/src/main.ts')).toBe(true);
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual(['commander']);
  });
});
