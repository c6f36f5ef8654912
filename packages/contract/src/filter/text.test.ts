import { describe, expect, it } from 'vitest';
import { FilterRefusedError } from './check.ts';
import { filterable } from './properties.ts';
import { FilterSyntaxError } from './syntax.ts';
import { checkFilterText, filterText } from './text.ts';

describe('checkFilterText', () => {
  it('takes what the endpoint filters by', () => {
    expect(() => checkFilterText('creator.id = 5101 & createdAt>2026-01-01', filterable['GET /v2/notes'])).not.toThrow();
  });

  it('takes a blank text for no filter', () => {
    expect(() => checkFilterText('  ', filterable['GET /v2/notes'])).not.toThrow();
    expect(() => checkFilterText('', undefined)).not.toThrow();
    expect(() => checkFilterText(undefined, undefined)).not.toThrow();
  });

  it('refuses a property that the endpoint would ignore', () => {
    expect(() => checkFilterText('archived = true', filterable['GET /v2/notes'])).toThrow(FilterRefusedError);
  });

  it('refuses any filter where an endpoint has none', () => {
    expect(() => checkFilterText('name = Acme', undefined)).toThrow('this endpoint takes none, and would answer with everything');
  });

  it('refuses a missing filter where one is required', () => {
    expect(() => checkFilterText(' ', filterable['GET /v2/inferred-connections/coworkers'])).toThrow(
      "exactly one 'target.currentCompany.id = …' is required",
    );
  });

  it('tells where a text breaks the grammar', () => {
    expect(() => checkFilterText('id = 1 2', filterable['GET /v2/notes'])).toThrow(FilterSyntaxError);
  });
});

describe('filterText', () => {
  it('gives back the text that it has checked', () => {
    expect(filterText('GET /v2/users', 'status=active')).toBe('status=active');
  });

  it('refuses as the check does', () => {
    expect(() => filterText('GET /v2/users', 'role=Admin')).toThrow(FilterRefusedError);
  });
});
