import { readFileSync } from 'node:fs';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { actions } from '../../packages/sandbox/src/admin/actions.ts';
import { pageFirm } from '../browser/support/page-firm.ts';

const text = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

interface Command {
  readonly line: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

const commands: Command[] = [...text.matchAll(/^curl (?:-X (\w+) )?'?http:\/\/127\.0\.0\.1:4747(\/[^\s']*)'?(?: -d '(.*)')?$/gm)].map(
  ([line, method = 'GET', path = '', body]) => ({ line, method, path, body }),
);

const sandbox = createSandbox({ firm: pageFirm });
afterAll(() => sandbox.close());

describe('the document of the sandbox', () => {
  it('gives commands that work, in their order', async () => {
    expect(commands).toHaveLength(text.match(/^curl /gm)?.length ?? 0);
    const [key] = sandbox.keys;
    const call = () => sandbox.fetch(`${sandbox.url}/lists`, { headers: { authorization: `Bearer ${key?.key}` } });
    let snapshot = '';
    for (const { line, method, path, body } of commands) {
      if (path.endsWith('/requests/1')) await call();
      const init = { method, ...(body !== undefined && { body: body.replace('SNAPSHOT', snapshot) }) };
      const response = await sandbox.fetch(sandbox.url + path, init);
      expect([line, response.status]).toEqual([line, 200]);
      if (path.endsWith('/snapshot')) ({ snapshot } = (await response.json()) as { snapshot: string });
    }
  });

  it('lists every route with its methods', () => {
    const listed = [...text.matchAll(/^\| (`[^|]+`) \| ((?:GET|POST|DELETE)[^|]*) \|/gm)].flatMap(([, names = '', methods = '']) =>
      names.split(', ').map((name) => [name.replaceAll('`', ''), methods.split(', ')] as const),
    );
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries(Object.entries(actions).map(([name, methods]) => [name, Object.keys(methods)])),
    );
  });
});
