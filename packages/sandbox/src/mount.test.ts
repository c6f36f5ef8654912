import { endpoint, operations, v1, v2 } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mount, operationsOf } from './mount.ts';

const tree = { things: { list: endpoint({ method: 'GET', path: '/v2/things', effect: 'read', response: () => z.array(z.int()) }) } };

describe('mounting a tree', () => {
  it('finds the handler of every endpoint', () => {
    const [operation] = operationsOf(tree, { things: { list: () => [1] } });
    expect(operation?.spec).toBe(tree.things.list);
  });

  it('refuses a missing or mistyped handler, before and at run time', () => {
    // @ts-expect-error a handler is missing
    expect(() => operationsOf(tree, { things: {} })).toThrow('No handler for things.list');
    // @ts-expect-error a handler answers the wrong thing
    operationsOf(tree, { things: { list: () => ['one'] } });
  });

  it('leads every operation of Affinity to itself, and knows all 173 [sandbox.every-operation]', () => {
    const router = mount([], operations);
    const reached = operations.map(({ method, path }) => {
      const match = router.match(method, path.replace(/\{\w+\}/g, '7'));
      return match.kind === 'found' && !match.leaf.served ? `${match.leaf.method} ${match.leaf.path}` : match.kind;
    });
    expect(reached).toEqual(operations.map(({ method, path }) => `${method} ${path}`));
    expect(reached).toHaveLength(173);
  });

  it('counts a served operation as served, whatever its parameters are called', () => {
    const served = { spec: v1.lists.get, run: () => undefined };
    const match = mount(
      [served],
      [
        { method: 'GET', path: '/lists/{other}' },
        { method: v2.lists.get.method, path: v2.lists.get.path },
      ],
    ).match('GET', '/lists/7');
    expect(match).toMatchObject({ kind: 'found', leaf: { served: true }, params: { list_id: '7' } });
  });
});
