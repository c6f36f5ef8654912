import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { smallSandbox } from './small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ mergeDelayMs: 1000 });
afterAll(sandbox.close);

/** Untyped, as answers are. */
type Body = ReturnType<typeof JSON.parse>;

/** What a write chooses with: numbers that stand for records and texts. */
type Picks = readonly [number, number, number];

/** Thrown by a write that has nothing left to work on: merges and deletions can empty the firm. */
class NothingLeft extends Error {}

const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length];
  if (found === undefined) throw new NothingLeft();
  return found;
};

const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

const persons = async (): Promise<Body[]> => (await get('/persons')).body.persons;
const organizations = async (): Promise<Body[]> => (await get('/organizations')).body.organizations;
const opportunities = async (): Promise<Body[]> => (await get('/opportunities')).body.opportunities;

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

let counter = 0;
const fresh = (word: string): string => {
  counter += 1;
  return `${word} ${counter}`;
};

const addresses = ['ada@mail.example', 'x@one.example', 'y@two.example', 'Y@two.example', 'z@three.example'];

const post = (target: string, body: object) => call('POST', target, { body });
const put = (target: string, body: object) => call('PUT', target, { body });
const remove = (target: string) => call('DELETE', target);

/** One value into a set through v1, the whole set through v2. */
const writes: Record<string, (picks: Picks) => Promise<{ readonly status: number } | undefined>> = {
  'v1 person': async ([a, b]) =>
    post('/persons', {
      first_name: fresh('Eve'),
      last_name: 'Moss',
      emails: [pick(addresses, a)],
      organization_ids: [pick(idsOf(await organizations()), b)],
    }),
  'v2 person': async ([a]) => post('/v2/persons', { firstName: fresh('Ivo'), lastName: null, primaryEmailAddress: pick(addresses, a) }),
  'v1 person update': async ([a, b, c]) =>
    put(`/persons/${pick(idsOf(await persons()), a)}`, {
      emails: [pick(addresses, b)],
      organization_ids: [pick(idsOf(await organizations()), c)],
    }),
  'v1 person delete': async ([a]) => remove(`/persons/${pick(idsOf(await persons()), a)}`),
  'v2 person delete': async ([a]) => remove(`/v2/persons/${pick(idsOf(await persons()), a)}`),
  'v1 organization': async ([a, b]) =>
    post('/organizations', { name: fresh('Firm'), domain: `d${a % 4}.example`, person_ids: [pick(idsOf(await persons()), b)] }),
  'v1 organization update': async ([a, b]) =>
    put(`/organizations/${pick(idsOf(await organizations()), a)}`, { name: fresh('Firm'), domain: `d${b % 4}.example` }),
  'v1 organization delete': async ([a]) => remove(`/organizations/${pick(idsOf(await organizations()), a)}`),
  'v1 opportunity': async ([a, b]) =>
    post('/opportunities', {
      name: fresh('Deal'),
      list_id: 12,
      person_ids: [pick(idsOf(await persons()), a)],
      organization_ids: [pick(idsOf(await organizations()), b)],
    }),
  'v1 opportunity update': async ([a, b]) => {
    const found = await opportunities();
    return found.length === 0
      ? undefined
      : put(`/opportunities/${pick(idsOf(found), a)}`, { person_ids: [pick(idsOf(await persons()), b)] });
  },
  'v2 opportunity rename': async ([a]) => {
    const found = await opportunities();
    return found.length === 0 ? undefined : post(`/v2/opportunities/${pick(idsOf(found), a)}`, { name: fresh('Deal') });
  },
  'opportunity delete': async ([a, b]) => {
    const found = await opportunities();
    return found.length === 0 ? undefined : remove(`${b % 2 === 0 ? '' : '/v2'}/opportunities/${pick(idsOf(found), a)}`);
  },
  'v1 row': async ([a]) => post('/lists/10/list-entries', { entity_id: pick(idsOf(await organizations()), a) }),
  'v1 row delete': async ([a]) => {
    const rows = (await get('/lists/10/list-entries')).body;
    return rows.length === 0 ? undefined : remove(`/lists/10/list-entries/${pick(idsOf(rows), a)}`);
  },
  'v1 competitor': async ([a, b]) => {
    const ids = idsOf(await organizations());
    return post('/field-values', { field_id: 103, entity_id: pick(ids, a), value: pick(ids, b) });
  },
  'v1 owner': async ([a, b]) => {
    const rows: Body[] = (await get('/lists/10/list-entries')).body;
    if (rows.length === 0) return undefined;
    const row = pick(rows, a);
    const value = pick(idsOf(await persons()), b);
    return post('/field-values', { field_id: 202, entity_id: row.entity_id, list_entry_id: row.id, value });
  },
  'v2 owners': async ([a, b, c]) => {
    const rows: Body[] = (await get('/lists/10/list-entries')).body;
    if (rows.length === 0) return undefined;
    const ids = idsOf(await persons());
    const data = [...new Set([pick(ids, b), pick(ids, c)])].map((id) => ({ id }));
    return post(`/v2/lists/10/list-entries/${pick(rows, a).id}/fields/field-202`, { value: { type: 'person-multi', data } });
  },
  'company merge': async ([a, b]) => {
    const ids = idsOf(await organizations());
    return post('/v2/company-merges', { primaryCompanyId: pick(ids, a), duplicateCompanyId: pick(ids, b) });
  },
  'person merge': async ([a, b]) => {
    const ids = idsOf(await persons());
    return post('/v2/person-merges', { primaryPersonId: pick(ids, a), duplicatePersonId: pick(ids, b) });
  },
};

const sequence = fc.array(
  fc.record({
    write: fc.constantFrom(...Object.keys(writes)),
    picks: fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)),
  }),
  { minLength: 20, maxLength: 60 },
);

const personsInV2 = async (): Promise<Body[]> => (await get('/v2/persons')).body.data;
const companiesInV2 = async (): Promise<Body[]> => (await get('/v2/companies?fieldIds=persons&fieldIds=field-103')).body.data;

const fieldIds = (record: Body, fieldId: string): number[] =>
  idsOf(record.fields.find(({ id }: { id: string }) => id === fieldId).value.data ?? []);

const samePersons = async (): Promise<void> => {
  const inV1 = await persons();
  expect(inV1.map(({ id, first_name, last_name, primary_email, emails }) => [id, first_name, last_name, primary_email, emails])).toEqual(
    (await personsInV2()).map(({ id, firstName, lastName, primaryEmailAddress, emailAddresses }) => [
      id,
      firstName,
      lastName,
      primaryEmailAddress,
      emailAddresses,
    ]),
  );
  const emails = inV1.flatMap((person) => person.emails.map((email: string) => email.toLowerCase()));
  expect(new Set(emails).size).toBe(emails.length);
};

const sameCompanies = async (): Promise<void> => {
  const known = new Set(idsOf(await persons()));
  for (const company of await companiesInV2()) {
    const { name, domain, domains, isGlobal, id } = company;
    const { body } = await get(`/organizations/${id}`);
    expect([body.name, body.domain, body.domains, body.global]).toEqual([name, domain, domains, isGlobal]);
    expect(body.person_ids).toEqual(fieldIds(company, 'persons'));
    expect(body.person_ids.filter((personId: number) => !known.has(personId))).toEqual([]);
    const values: Body[] = (await get(`/field-values?organization_id=${id}`)).body;
    expect(values.filter(({ field_id }) => field_id === 103).map(({ value }) => value)).toEqual(fieldIds(company, 'field-103'));
  }
};

const sameRows = async (): Promise<void> => {
  const inV2: Body[] = (await get('/v2/lists/10/list-entries?fieldIds=field-202')).body.data ?? [];
  const inV1: Body[] = (await get('/lists/10/list-entries')).body;
  expect(inV1.map(({ id, entity_id }) => [id, entity_id]).sort(byText)).toEqual(inV2.map(({ id, entity }) => [id, entity.id]).sort(byText));
  for (const { id, entity } of inV2) {
    const values: Body[] = (await get(`/field-values?list_entry_id=${id}`)).body;
    expect(values.filter(({ field_id }) => field_id === 202).map(({ value }) => value)).toEqual(fieldIds(entity, 'field-202'));
  }
};

const sameOpportunities = async (): Promise<void> => {
  const inV2: Body[] = (await get('/v2/lists/12/list-entries?fieldIds=persons&fieldIds=companies')).body.data ?? [];
  const shown = (await opportunities()).map(({ id, name, person_ids, organization_ids, list_entries }) => [
    id,
    name,
    person_ids,
    organization_ids,
    idsOf(list_entries),
  ]);
  expect(shown.sort(byText)).toEqual(
    inV2.map(({ id, entity }) => [entity.id, entity.name, fieldIds(entity, 'persons'), fieldIds(entity, 'companies'), [id]]).sort(byText),
  );
};

/** What a change names: an id, or the text of what is gone, which is unlike any other here. */
const named = ({ value }: Body): string => String(value.id ?? value.displayValue);

/** The feed of Competitors leads from the first values of every company to its last; what is gone cannot be among these. */
const feedLeadsToValues = async (seen: number): Promise<void> => {
  const changes: Body[] = [];
  for (let next: string | null = '/v2/field-value-changes?filter=field.id%3Dfield-103'; next !== null; ) {
    const { body }: { body: Body } = await get(next);
    changes.push(...body.data);
    next = body.pagination.nextUrl;
  }
  const companies = await companiesInV2();
  const known = new Set(idsOf(companies).map(String));
  for (const company of companies) {
    const values = new Set(company.id === 101 ? ['102', '103'] : []);
    for (const change of changes.filter(({ id, entity }) => id > seen && entity.id === company.id)) {
      if (change.actionType === 'add') values.add(named(change));
      else values.delete(named(change));
    }
    const reached = [...values].filter((value) => known.has(value));
    expect(reached.sort(byText)).toEqual(fieldIds(company, 'field-103').map(String).sort(byText));
  }
};

const statusOf = async (write: string, picks: Picks): Promise<number> => {
  try {
    return (await writes[write]?.(picks))?.status ?? 200;
  } catch (error) {
    if (error instanceof NothingLeft) return 200;
    throw error;
  }
};

test('whatever comes, changes, merges and goes through either version, both see the same, and nothing points at what is gone [sandbox.one-truth.records]', async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      sandbox.reset();
      for (const { write, picks } of steps) {
        expect(await statusOf(write, picks)).toBeLessThan(500);
        sandbox.clock.advance(600);
      }
      sandbox.clock.advance(1000);
      await samePersons();
      await sameCompanies();
      await sameRows();
      await sameOpportunities();
      await feedLeadsToValues(8004);
    }),
    { numRuns: 20 },
  );
}, 60_000);
