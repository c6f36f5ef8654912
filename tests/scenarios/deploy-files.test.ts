import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packagesOf } from '../../packages/cli/src/deploy/deployment.ts';
import { calendarOf, cronOf, rhythmOf } from '../../packages/cli/src/deploy/rhythm.ts';
import pipeline from '../../packages/pipeline/package.json' with { type: 'json' };
import { type CliResult, runCli } from '../support/run-cli.ts';

const secret = 'sekrit-key-of-forty-three-characters-000000';
let folder: string;

beforeEach(() => {
  // A path that every notation has to quote.
  folder = join(mkdtempSync(join(tmpdir(), 'deploy-')), '50% of $HOME\'s "crm"');
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const settings = `[destinations.warehouse]\ntype = "postgres"\naddress = "postgres://me@host/db"\nsecret_env = "WAREHOUSE_PASSWORD"\n`;

const deploy = (...args: string[]): Promise<CliResult> =>
  runCli(['deploy', ...args], { cwd: folder, env: { AFFINITY_API_KEY: secret, HOME: '/home/ada' } });

interface File {
  readonly path: string;
  readonly text: string;
}

const filesOf = async (...args: string[]): Promise<Record<string, string>> => {
  const result = await deploy(...args, '--json');
  expect(result).toMatchObject({ exitCode: 0, err: '' });
  expect(result.out).not.toContain(secret);
  const { files } = JSON.parse(result.out) as { files: File[] };
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
};

/** Whether a program is on this machine. */
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Runs a shell command with a stand-in for `node` that prints the words it is given, one a line. */
const wordsOf = (command: string): string[] => {
  const bin = join(folder, '..', 'node');
  writeFileSync(bin, `#!/bin/sh\nprintf '%s\\n' "$AFFINITY_API_KEY_FILE" "$PWD" "$@"\n`, { mode: 0o755 });
  execFileSync('sh', ['-c', command.replace(process.execPath, bin)], { cwd: '/' });
  return readFileSync(join(folder, 'affinity-sync.log'), 'utf8').trim().split('\n');
};

describe('affinity deploy cron', () => {
  it('prints one line that a shell reads as it was meant', async () => {
    const { 'affinity-sync.cron': text = '' } = await filesOf('cron', '--every', '15m', '--lists', "Deal's 5% Flow");
    const [comment, line = '', end] = text.split('\n');
    expect([comment?.[0], end]).toEqual(['#', '']);
    const [, fields, command = ''] = /^((?:\S+ ){5})(.*)$/.exec(line) ?? [];
    expect(fields).toMatch(/^\d+-59\/15 \* \* \* \* $/);
    expect(command.replaceAll(String.raw`\%`, '')).not.toContain('%');
    const [key, cwd, bin, ...words] = wordsOf(command.replaceAll(String.raw`\%`, '%'));
    expect([key, cwd]).toEqual(['/home/ada/.config/affinity/api-key', folder]);
    expect(existsSync(bin ?? '')).toBe(true);
    expect(words).toEqual(['sync', '--database', join(folder, 'affinity.duckdb'), '--lists', "Deal's 5% Flow", '--quiet']);
  });

  it('keeps every rhythm that a calendar has, and says which those are', async () => {
    const hour = 3_600_000;
    const all = [hour / 60, hour / 4, hour, 6 * hour, 24 * hour, 168 * hour].map((ms) => cronOf(rhythmOf(ms), 0.33));
    expect(all).toEqual(['* * * * *', '4-59/15 * * * *', '19 * * * *', '19 4-23/6 * * *', '19 19 * * *', '19 19 * * 0']);
    expect(await deploy('cron', '--every', '7m')).toMatchObject({ exitCode: 2, err: expect.stringContaining('15m') });
    expect(await deploy('cron', '--every', '5h')).toMatchObject({ exitCode: 2 });
  });
});

describe('affinity deploy systemd', () => {
  it.skipIf(!has('systemd-analyze'))('writes units that systemd takes', async () => {
    expect(await deploy('systemd', '--output', '.', '--lists', "Deal's 5% $Flow")).toMatchObject({ exitCode: 0 });
    const units = ['affinity-sync.service', 'affinity-sync.timer'].map((name) => join(folder, name));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('affinity-sync'))).toEqual([]);
    expect(status).toBe(0);
    for (const phase of [0, 0.5, 0.99])
      for (const ms of [60_000, 900_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000])
        expect(spawnSync('systemd-analyze', ['calendar', calendarOf(rhythmOf(ms), phase)]).status).toBe(0);
  });

  it('hands the key over as a credential, and escapes what systemd would read as something else', async () => {
    const { 'affinity-sync.service': text = '' } = await filesOf('systemd', '--lists', 'A $5 "Flow" 5%');
    expect(text).toContain('LoadCredential=affinity-api-key:/home/ada/.config/affinity/api-key\n');
    expect(text).toContain('Environment=AFFINITY_API_KEY_FILE=%d/affinity-api-key\n');
    expect(text).toContain(String.raw`--lists "A $$5 \"Flow\" 5%%" --quiet`);
    expect(await deploy('systemd', '--lists', 'two\nlines')).toMatchObject({ exitCode: 2 });
  });
});

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly permissions: unknown;
  readonly jobs: {
    readonly sync: { readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly env?: Record<string, string> }[] };
  };
}

describe('affinity deploy github-actions', () => {
  const path = '.github/workflows/affinity-sync.yml';

  it('takes the database through a destination where there is one', async () => {
    writeFileSync(join(folder, 'affinity.toml'), settings);
    const { [path]: text = '' } = await filesOf('github-actions', '--to', 'warehouse');
    const { on, jobs, permissions } = parse(text) as Workflow;
    const runs = jobs.sync.steps.map(({ run, uses }) => (run ?? uses ?? '').trim().split('\n').at(-1)?.trim());
    expect(on.schedule[0]?.cron).toMatch(/^\d+ \* \* \* \*$/);
    expect(permissions).toEqual({ contents: 'read' });
    expect(runs).toEqual([
      'actions/checkout@v4',
      'actions/setup-node@v4',
      expect.stringMatching(/^npm install --global affinity-kit@\S+ pg@8 pg-copy-streams@7$/),
      'affinity restore --from warehouse --database affinity-data/affinity.duckdb',
      'affinity sync --database affinity-data/affinity.duckdb --to warehouse --quiet',
    ]);
    expect(jobs.sync.steps.at(-1)?.env).toEqual({
      AFFINITY_API_KEY: '${{ secrets.AFFINITY_API_KEY }}',
      WAREHOUSE_PASSWORD: '${{ secrets.WAREHOUSE_PASSWORD }}',
    });
  });

  it('keeps it in a cache else, and says what that means', async () => {
    const { [path]: text = '' } = await filesOf('github-actions', '--lists', "Deal's Flow");
    const { steps } = (parse(text) as Workflow).jobs.sync;
    expect(steps.map(({ uses }) => uses)).toEqual([
      'actions/setup-node@v4',
      undefined,
      'actions/cache/restore@v4',
      undefined,
      'actions/cache/save@v4',
    ]);
    expect(steps[3]?.run).toContain(String.raw`--lists 'Deal'\''s Flow' --quiet`);
    expect(text).toMatch(/^# .*cache[\s\S]*private[\s\S]*7 days/);
    expect(await deploy('github-actions', '--lists', '${{ github.token }}')).toMatchObject({ exitCode: 2 });
    expect(await deploy('github-actions', '--every', '1m')).toMatchObject({ exitCode: 2, err: expect.stringContaining('5 minutes') });
  });
});

describe('affinity deploy docker', () => {
  it('writes an image without a key, and a service that mounts it', async () => {
    writeFileSync(join(folder, 'affinity.toml'), settings);
    const {
      Dockerfile = '',
      'compose.yaml': compose = '',
      '.dockerignore': ignore,
    } = await filesOf('docker', '--to', 'warehouse', '--every', '30m');
    const instructions = Dockerfile.replaceAll('\\\n', '').trim().split('\n');
    expect(instructions.map((line) => line.split(' ')[0])).toEqual([
      'FROM',
      'RUN',
      'ENV',
      'WORKDIR',
      'COPY',
      'USER',
      'VOLUME',
      'STOPSIGNAL',
      'HEALTHCHECK',
      'ENTRYPOINT',
      'CMD',
    ]);
    const listOf = (name: string): unknown =>
      JSON.parse(instructions.find((line) => line.startsWith(name))?.replace(/^.*?(?=\[)/, '') ?? '');
    expect(listOf('CMD')).toEqual(['sync', '--every', '30m', '--health-port', '8080', '--to', 'warehouse']);
    expect(listOf('HEALTHCHECK')).toEqual(['node', '-e', expect.stringContaining('127.0.0.1:8080/health')]);
    expect(Dockerfile).toMatch(/npm install --global affinity-kit@\S+ pg@8 pg-copy-streams@7 /);
    expect(ignore).toBe('*\n!affinity.toml\n');
    expect(parse(compose)).toMatchObject({
      services: { 'affinity-sync': { init: true, secrets: ['affinity_api_key'], environment: ['WAREHOUSE_PASSWORD'], read_only: true } },
      secrets: { affinity_api_key: { file: './affinity-api-key.txt' } },
    });
  });
});

describe('affinity deploy', () => {
  it('asks for the packages that the pipeline takes', () => {
    const peers = Object.entries(pipeline.peerDependencies).map(([name, range]) => `${name}@${/\d+/.exec(range)?.[0]}`);
    const types = ['postgres', 'files', 's3', 'gcs', 'azure'] as const;
    const all = packagesOf({ version: '1.0.0', destinations: types.map((type) => ({ name: type, type, secretVariable: 'X' })) });
    expect(all.toSorted()).toEqual(['affinity-kit@1.0.0', ...peers].toSorted());
  });

  it('replaces nothing unless it is told to, and knows its targets', async () => {
    expect(await deploy('docker', '-o', 'image')).toMatchObject({ exitCode: 0, out: expect.stringContaining('Dockerfile') });
    expect(await deploy('docker', '-o', 'image')).toMatchObject({ exitCode: 1, err: expect.stringContaining('--force') });
    expect(await deploy('docker', '-o', 'image', '--force')).toMatchObject({ exitCode: 0 });
    expect(await deploy('kubernetes')).toMatchObject({ exitCode: 2, err: expect.stringContaining('systemd') });
    expect(await deploy('cron', '--to', 'nowhere')).toMatchObject({ exitCode: 2 });
  });
});
