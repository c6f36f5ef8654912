import { describe, expect, it } from 'vitest';
import { checkFilter, FilterRefusedError } from './check.ts';
import { parseFilter } from './parse.ts';
import { type FilterEndpoint, filterable } from './properties.ts';

const check =
  (text: string, endpoint: FilterEndpoint = 'GET /v2/notes') =>
  () =>
    checkFilter(parseFilter(text), endpoint);

describe('checkFilter', () => {
  it.each<[FilterEndpoint, string]>([
    ['GET /v2/notes', 'id=1234|id=5678'],
    ['GET /v2/notes', '!(creator.id=7) & createdAt > 2026-01-01'],
    ['GET /v2/reminders', 'status=active&owner.id!=5101'],
    ['GET /v2/reminders', 'completedAt=2026-10-02T08:11:40.120Z'],
    ['GET /v2/field-value-changes', 'field.id=field-4101 & changedAt>=2026-01-01T00:00:00Z'],
    ['GET /v2/duplicates/company-suggestions', 'matchCriteria = "domain-match"'],
    ['GET /v2/company-merges', 'status=failed | taskId=789e0123-e45b-67c8-d901-234567890123'],
    ['GET /v2/lists/{listId}/fields', 'name=~stat'],
    ['GET /v2/teams', 'name=^Deal | name=$Team'],
    ['GET /v2/persons/{personId}/relationships', 'interactionScore>=0.5'],
    ['GET /v2/inferred-connections/coworkers', 'target.currentCompany.id=70455'],
  ])('lets %s take %s', (endpoint, text) => {
    expect(check(text, endpoint)).not.toThrow();
  });

  it('lets every property be asked for presence and absence', () => {
    expect(check('updatedAt = *')).not.toThrow();
    expect(check('createdAt != *')).not.toThrow();
  });

  it('takes an enumeration member that nobody knows yet', () => {
    expect(check('actionType=restore', 'GET /v2/field-value-changes')).not.toThrow();
  });

  it.each<[FilterEndpoint, string, string, string]>([
    [
      'GET /v2/notes',
      'content=~x',
      'content',
      "Filter: 'content' cannot be filtered by here; what can: id, creator.id, createdAt, updatedAt",
    ],
    ['GET /v2/notes/{noteId}/replies', 'id=7', 'id', "Filter: 'id' cannot be filtered by here; what can: creator.id, createdAt, updatedAt"],
    [
      'GET /v2/notes',
      'constructor=7',
      'constructor',
      "Filter: 'constructor' cannot be filtered by here; what can: id, creator.id, createdAt, updatedAt",
    ],
    ['GET /v2/notes', 'id>7', 'id', "Filter: 'id' does not take '>'; it takes ="],
    ['GET /v2/notes', 'id!=7', 'id', "Filter: 'id' does not take '!='; it takes ="],
    ['GET /v2/notes', 'createdAt > *', 'createdAt', "Filter: 'createdAt' does not take '>'; it takes > < >= <="],
    ['GET /v2/notes', 'id=seven', 'id', "Filter: 'id' takes a whole number, not 'seven'"],
    ['GET /v2/notes', 'id=2147483648', 'id', "Filter: 'id' takes a whole number, not '2147483648'"],
    ['GET /v2/notes', 'createdAt>yesterday', 'createdAt', "Filter: 'createdAt' takes an ISO 8601 date or date-time, not 'yesterday'"],
    ['GET /v2/notes', 'createdAt>2026-13-41', 'createdAt', "Filter: 'createdAt' takes an ISO 8601 date or date-time, not '2026-13-41'"],
    ['GET /v2/notes', 'id=[1,2]', 'id', "Filter: 'id' is no collection and takes no [list]"],
    [
      'GET /v2/persons/{personId}/relationships',
      'interactionScore>high',
      'interactionScore',
      "Filter: 'interactionScore' takes a number, not 'high'",
    ],
    [
      'GET /v2/notes',
      'id=1 | !(id=2 & name=x)',
      'name',
      "Filter: 'name' cannot be filtered by here; what can: id, creator.id, createdAt, updatedAt",
    ],
  ])('does not let %s take %s', (endpoint, text, ...[property, message]) => {
    expect(check(text, endpoint)).toThrow(expect.objectContaining({ name: 'FilterRefusedError', property, message }));
    expect(check(text, endpoint)).toThrow(FilterRefusedError);
  });

  it.each([
    '',
    'target.currentCompany.id = *',
    'target.currentCompany.id=1|target.currentCompany.id=2',
    'target.currentCompany.id=1&target.currentCompany.id=2',
    '!(target.currentCompany.id=1)',
  ])('demands exactly one company of inferred connections, and refuses "%s"', (text) => {
    expect(check(text, 'GET /v2/inferred-connections/coworkers')).toThrow("exactly one 'target.currentCompany.id = …' is required");
  });

  it('takes no filter at all where none is required', () => {
    for (const [endpoint, properties] of Object.entries(filterable)) {
      if (!endpoint.startsWith('GET /v2/inferred')) expect(() => checkFilter(undefined, properties)).not.toThrow();
    }
  });
});
