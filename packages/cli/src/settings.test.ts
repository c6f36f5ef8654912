import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const terminal = (env: Record<string, string> = {}, cwd = folder): Terminal => ({
  out: new PassThrough(),
  err: new PassThrough(),
  env,
  cwd,
});
const toml = (text: string): void => writeFileSync(join(folder, 'affinity.toml'), text);

describe('settings', () => {
  it('default to affinity.duckdb in the working folder', () => {
    expect(readSettings({}, terminal()).database).toBe(join(folder, 'affinity.duckdb'));
  });

  it('come from flags before environment before affinity.toml', () => {
    toml('database = "toml.duckdb"\nbase_url = "https://toml.example"');
    expect(readSettings({}, terminal())).toMatchObject({ database: join(folder, 'toml.duckdb'), baseUrl: 'https://toml.example' });
    const env = { AFFINITY_DATABASE: 'env.duckdb' };
    expect(readSettings({}, terminal(env)).database).toBe(join(folder, 'env.duckdb'));
    expect(readSettings({ database: 'flag.duckdb' }, terminal(env)).database).toBe(join(folder, 'flag.duckdb'));
  });

  it('find affinity.toml upwards, and take its paths relative to it', () => {
    toml('database = "data/firm.duckdb"');
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    expect(readSettings({}, terminal({}, join(folder, 'deep', 'er'))).database).toBe(join(folder, 'data', 'firm.duckdb'));
  });

  it('take a profile over the top level', () => {
    toml('base_url = "https://one.example"\n[profiles.two]\nbase_url = "https://two.example"');
    expect(readSettings({ profile: 'two' }, terminal()).baseUrl).toBe('https://two.example');
    expect(() => readSettings({ profile: 'three' }, terminal())).toThrow(/no profile 'three'/);
  });

  it('refuse what they do not know, a key in the file, and broken TOML, naming the file', () => {
    toml('colour = "red"');
    expect(() => readSettings({}, terminal())).toThrow(/affinity\.toml: unknown setting 'colour'/);
    toml('api_key = "secret"');
    expect(() => readSettings({}, terminal())).toThrow(/'api_key' does not belong/);
    toml('database = ');
    expect(() => readSettings({}, terminal())).toThrow(/affinity\.toml:1:\d+: not valid TOML/);
  });

  it('ignore empty environment variables', () => {
    expect(readSettings({}, terminal({ AFFINITY_BASE_URL: '', AFFINITY_DATABASE: '' })).baseUrl).toBeUndefined();
  });
});
