import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseForm, typedForm } from './form.ts';

const schema = z.object({
  id: z.int().optional(),
  name: z.string().optional(),
  flag: z.boolean().optional(),
  person_ids: z.array(z.int()).optional(),
  value: z.union([z.int(), z.string(), z.object({ city: z.string().nullable(), zip: z.string() })]).optional(),
  roles: z.array(z.object({ id: z.int(), role: z.int() })).optional(),
  until: z.string().min(1).nullable().optional(),
});

const read = (form: string) => typedForm(schema, parseForm(new URLSearchParams(form)));

describe('a form', () => {
  it('reads text as what the schema wants', () => {
    expect(read('id=7&name=7&flag=false')).toEqual({ id: 7, name: '7', flag: false });
    expect(read('flag=True')).toEqual({ flag: true });
  });

  it('reads lists and objects from brackets', () => {
    expect(read('person_ids[]=1&person_ids[]=2')).toEqual({ person_ids: [1, 2] });
    expect(read('value[city]=Bergen&value[zip]=5003')).toEqual({ value: { city: 'Bergen', zip: '5003' } });
  });

  it('reads a list with nothing in it as empty, so that a list can be cleared', () => {
    expect(read('person_ids[]=')).toEqual({ person_ids: [] });
    expect(read('person_ids[]=&person_ids[]=2')).toEqual({ person_ids: [2] });
  });

  it('reads lists of objects: a name that comes again begins the next', () => {
    const roles = 'roles[][id]=1&roles[][role]=0&roles[][id]=2&roles[][role]=1';
    expect(read(roles)).toEqual({
      roles: [
        { id: 1, role: 0 },
        { id: 2, role: 1 },
      ],
    });
  });

  it('reads an empty text as null where nothing else will do', () => {
    expect(read('until=&name=')).toEqual({ until: null, name: '' });
  });

  it('leaves to the schema what no reading satisfies', () => {
    expect(read('id=seven&unknown=1')).toEqual({ id: 'seven', unknown: '1' });
  });

  it('reads the fields of a schema that knows several kinds of bodies', () => {
    const kinds = z.discriminatedUnion('type', [
      z.object({ type: z.literal(0), due: z.string(), is_completed: z.boolean().optional() }),
      z.object({ type: z.literal(1), days: z.int(), is_completed: z.never().optional() }),
    ]);
    const readKind = (form: string) => typedForm(kinds, parseForm(new URLSearchParams(form)));
    expect(readKind('type=0&due=2026-01-01&is_completed=true')).toEqual({ type: 0, due: '2026-01-01', is_completed: true });
    expect(readKind('type=1&days=30&type_of_day=0')).toEqual({ type: 1, days: 30, type_of_day: '0' });
  });

  it('keeps its hands off prototypes', () => {
    const form = parseForm(new URLSearchParams('__proto__[polluted]=yes&value[__proto__][polluted]=yes&constructor=1'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(typedForm(schema, form)).toMatchObject({ constructor: '1' });
  });
});
