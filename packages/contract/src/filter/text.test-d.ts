import { expectTypeOf, test } from 'vitest';
import type { Input, Parsed } from '../endpoint.ts';
import type { v2 } from '../v2/index.ts';
import { filterText } from './text.ts';

const notes = (input: Input<typeof v2.notes.list>) => input;
const changes = (input: Input<typeof v2.fieldValueChanges.list>) => input;

test('a filter by a property of the endpoint compiles', () => {
  notes({ filter: 'creator.id=5101' });
  notes({ filter: 'createdAt >= 2026-01-01' });
  notes({ filter: '!(id = 7)' });
  notes({ filter: '(id=7 | id=8) & creator.id=5101' });
  const since: string = new Date().toISOString();
  changes({ filter: `changedAt>=${since}` });
});

test('a filter by a property that the endpoint ignores does not', () => {
  // @ts-expect-error notes have no such property
  notes({ filter: 'archived=true' });
  // @ts-expect-error only part of the name of a property
  notes({ filter: 'identity=7' });
  // @ts-expect-error the changes have it, the notes do not
  notes({ filter: 'changedAt>=2026-01-01' });
});

test('an endpoint without filter takes none', () => {
  const companies = (input: Input<typeof v2.companies.list>) => input;
  // @ts-expect-error companies cannot be filtered this way
  companies({ filter: 'name=Acme' });
});

test('a filter that is required cannot be left out', () => {
  const coworkers = (input: Input<typeof v2.inferredConnections.coworkers.list>) => input;
  coworkers({ filter: 'target.currentCompany.id=70455' });
  // @ts-expect-error the company is missing
  coworkers({ limit: 50 });
});

test('any text compiles once it is checked, for its endpoint only', () => {
  const text: string = 'id=1 | id=2';
  // @ts-expect-error nobody knows what it says
  notes({ filter: text });
  notes({ filter: filterText('GET /v2/notes', text) });
  // @ts-expect-error checked for another endpoint
  changes({ filter: filterText('GET /v2/notes', text) });
});

test('a server reads text', () => {
  expectTypeOf<Parsed<typeof v2.notes.list>['filter']>().toEqualTypeOf<string | undefined>();
});
