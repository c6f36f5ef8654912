import { describe, expect, it } from 'vitest';
import { createRouter } from './router.ts';

const paths = ['/companies/{id}', '/companies/fields', '/companies/{id}/fields/{fieldId}', '/companies/fields/{fieldId}/options'];
const router = createRouter(paths.map((path) => ({ method: 'GET', path, leaf: path })));

describe('the router', () => {
  it('prefers a literal segment to a parameter', () => {
    expect(router.match('GET', '/companies/fields')).toEqual({ kind: 'found', leaf: '/companies/fields', params: {} });
    expect(router.match('GET', '/companies/7')).toEqual({ kind: 'found', leaf: '/companies/{id}', params: { id: '7' } });
  });

  it('goes back to the parameter where the literal leads nowhere', () => {
    const params = { id: 'fields', fieldId: 'x' };
    expect(
      createRouter([
        { method: 'GET', path: '/a/{id}/c/{fieldId}', leaf: 1 },
        { method: 'GET', path: '/a/fields', leaf: 2 },
      ]).match('GET', '/a/fields/c/x'),
    ).toEqual({ kind: 'found', leaf: 1, params });
  });

  it('names the methods of a path that has others', () => {
    expect(router.match('PUT', '/companies/fields')).toEqual({ kind: 'wrong-method', allowed: ['GET'] });
  });

  it('knows nothing of half a path, a longer one, or an empty parameter', () => {
    for (const path of ['/', '/companies', '/companies/', '/companies/7/fields', '/companies/7/fields/1/2', '//companies/7']) {
      expect(router.match('GET', path)).toEqual({ kind: 'unknown' });
    }
  });

  it('refuses two operations at one place', () => {
    const entry = { method: 'GET', path: '/a/{id}', leaf: 1 };
    expect(() => createRouter([entry, { ...entry, path: '/a/{other}' }])).toThrow('Two operations at GET /a/{other}');
  });
});
