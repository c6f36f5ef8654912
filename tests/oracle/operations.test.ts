import {
  type ApiVersion,
  apiVersions,
  filterable,
  newestApiVersion,
  operationKey,
  operations,
  permissionGuards,
  resourceRights,
  stillBetaOperations,
  undeclaredOperations,
  undocumentedOperations,
  v1,
  v2,
  walkEndpoints,
} from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { describeWithApiData, readContract, readReference } from './api-data.ts';

const keysOf = (version: 'v1' | 'v2') => operations.filter((operation) => operation.version === version).map(({ key }) => key);
const isBeta = new Map(operations.map(({ key, beta }) => [key, beta]));
const declared = [...walkEndpoints({ v1, v2 })].map(([names, spec]) => [names.join('.'), spec] as const);

const betaKeysOf = (version: ApiVersion): string[] =>
  Object.entries(readContract(version).operations)
    .filter(([, operation]) => operation['x-stability-level'] === 'beta')
    .map(([key]) => key);

describeWithApiData('the operation table against the published contract', () => {
  it('has every operation of v2 and no other', () => {
    expect(keysOf('v2').toSorted()).toEqual(Object.keys(readContract(newestApiVersion).operations).toSorted());
  });

  it('marks the same operations of v2 as beta', () => {
    expect(
      keysOf('v2')
        .filter((key) => isBeta.get(key))
        .toSorted(),
    ).toEqual(betaKeysOf(newestApiVersion).toSorted());
  });

  it('has every operation of the v1 table and no other', () => {
    const rows = readReference('v1').matchAll(/^\| \d+ \| ([A-Z]+) \| `([^`]+)` \|/gm);
    expect(keysOf('v1')).toEqual([...rows].map(([, method, path]) => `${method} ${path}`));
  });

  it.each(apiVersions)('knows which operations the document of %s lacks', (version) => {
    const documented = new Set(Object.keys(readContract(version).operations));
    expect(undocumentedOperations[version].toSorted()).toEqual(
      keysOf('v2')
        .filter((key) => !documented.has(key))
        .toSorted(),
    );
  });

  it.each(apiVersions)('knows which operations the document of %s still calls beta', (version) => {
    expect(stillBetaOperations[version].toSorted()).toEqual(
      betaKeysOf(version)
        .filter((key) => !isBeta.get(key))
        .toSorted(),
    );
  });

  it('lets exactly the endpoints be filtered that publish a filter parameter', () => {
    const published = Object.entries(readContract(newestApiVersion).operations).filter(([, { parameters }]) => parameters['query:filter']);
    expect(Object.keys(filterable).toSorted()).toEqual(published.map(([key]) => key).toSorted());
  });
});

describe('the operation table', () => {
  it('counts 59 operations of v1 and 114 of v2, 38 of them beta', () => {
    expect(new Set(operations.map(({ key }) => key)).size).toBe(173);
    expect(keysOf('v1')).toHaveLength(59);
    expect(keysOf('v2')).toHaveLength(114);
    expect(operations.filter(({ beta }) => beta)).toHaveLength(38);
  });

  it.each(declared)('has %s, with the same stability', (_, spec) => {
    expect(isBeta.get(operationKey(spec))).toBe(spec.beta ?? false);
  });

  it('is declared whole, each operation once', () => {
    expect(undeclaredOperations(v1, v2)).toEqual([]);
    expect(declared).toHaveLength(operations.length);
  });

  it('tells which operations some trees leave out', () => {
    expect(undeclaredOperations(v1).map(({ key }) => key)).toEqual(keysOf('v2'));
    expect(undeclaredOperations()).toEqual(operations);
  });

  it('has every operation that a permission guards', () => {
    const guarded = [...Object.values(permissionGuards), ...Object.values(resourceRights)].flatMap((guard) => guard.operations);
    expect(guarded.filter((key) => !isBeta.has(key))).toEqual([]);
  });

  it('agrees with the endpoints on the permission without which they answer 403', () => {
    for (const [name, spec] of declared) {
      if (spec.permission === undefined) continue;
      const { without, operations: guarded } = permissionGuards[spec.permission];
      expect({ name, without, guarded: guarded.includes(operationKey(spec)) }).toEqual({ name, without: 'forbidden', guarded: true });
    }
  });

  it('agrees with the endpoints on what can be filtered', () => {
    for (const [name, spec] of declared) {
      const expected = Object.entries(filterable).find(([key]) => key === operationKey(spec))?.[1];
      expect({ name, filter: spec.filter, parameter: 'filter' in (spec.query?.shape ?? {}) }).toEqual({
        name,
        filter: expected,
        parameter: expected !== undefined,
      });
    }
  });
});
