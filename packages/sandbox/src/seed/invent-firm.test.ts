import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gatherFirm } from './gathered-firm.ts';
import { inventFirm } from './invent-firm.ts';
import type { Cells, FirmOptions, FirmSink, SeedField } from './model.ts';

const now = new Date('2026-11-20T12:00:00Z');
const small: FirmOptions = { seed: 1, size: 'S', now };
const kinds = ['tenant', 'user', 'field', 'company', 'person', 'list', 'opportunity', 'entry', 'view', 'note', 'change'] as const;

/** A sink that passes every record to one function. */
const sinkTo = (take: (kind: keyof FirmSink, record: object) => void): FirmSink => ({
  tenant: (record) => take('tenant', record),
  user: (record) => take('user', record),
  field: (record) => take('field', record),
  company: (record) => take('company', record),
  person: (record) => take('person', record),
  list: (record) => take('list', record),
  opportunity: (record) => take('opportunity', record),
  entry: (record) => take('entry', record),
  view: (record) => take('view', record),
  note: (record) => take('note', record),
  change: (record) => take('change', record),
  interaction: (record) => take('interaction', record),
  transcript: (record) => take('transcript', record),
  linkedInLink: (record) => take('linkedInLink', record),
  reminder: (record) => take('reminder', record),
  file: (record) => take('file', record),
  team: (record) => take('team', record),
  webhook: (record) => take('webhook', record),
  merge: (record) => take('merge', record),
});

const firm = gatherFirm(small);

const fingerprint = (records: object): string => createHash('sha256').update(JSON.stringify(records)).digest('hex');

/** Inventing a firm takes a second or more on a busy machine. */
const patience = { timeout: 60_000 };

describe('the sizes of a firm', () => {
  it('are exact for S', () => {
    const counts = Object.fromEntries(kinds.map((kind) => [kind, firm[kind].length]));
    const lists = { list: 3, entry: 1500, opportunity: 500 };
    expect(counts).toMatchObject({ tenant: 1, user: 12, company: 3120, person: 8000, ...lists, note: 5000, change: 15_000 });
  });

  it('are exact for M, whose largest list has 9,000 entries of 50 fields', patience, () => {
    const perList = new Map<number, number>();
    const fieldsPerList = new Map<number, number>();
    const counts: Record<string, number> = {};
    const options: FirmOptions = { ...small, size: 'M', interactions: false };
    inventFirm(options, {
      ...sinkTo((kind) => {
        counts[kind] = (counts[kind] ?? 0) + 1;
      }),
      entry: ({ listId }) => perList.set(listId, (perList.get(listId) ?? 0) + 1),
      field: ({ listId }) => listId !== null && fieldsPerList.set(listId, (fieldsPerList.get(listId) ?? 0) + 1),
    });
    expect(counts).toMatchObject({ company: 26_000, person: 60_000, list: 15, note: 30_000, change: 150_000 });
    const [largest, entries] = [...perList].sort(([, a], [, b]) => b - a)[0] ?? [];
    expect(entries).toBe(9000);
    expect(fieldsPerList.get(largest ?? 0)).toBe(50);
  });

  it('give every list of S five hundred entries', () => {
    expect(firm.list.map(({ id }) => firm.entry.filter(({ listId }) => listId === id).length)).toEqual([500, 500, 500]);
  });
});

describe('a firm', () => {
  it('is the same for the same seed, size and time', patience, () => {
    expect(fingerprint(gatherFirm({ ...small, now: new Date(now) }))).toBe(fingerprint(firm));
  });

  it('is another one for another seed or another time', patience, () => {
    const others = [gatherFirm({ ...small, seed: 2 }), gatherFirm({ ...small, now: new Date('2026-11-21T12:00:00Z') })];
    expect(new Set([firm, ...others].map(fingerprint)).size).toBe(3);
  });

  it('arrives record by record, so that a large one need not fit into memory', patience, () => {
    let seen = 0;
    const stopAtTenth = () => {
      seen += 1;
      if (seen === 10) throw new Error('enough');
    };
    const ignore = sinkTo(() => undefined);
    expect(() => inventFirm({ ...small, size: 'L' }, { ...ignore, company: stopAtTenth })).toThrow('enough');
    expect(seen).toBe(10);
  });

  it('comes in the order of the sink, each list followed by its fields', patience, () => {
    const order: string[] = [];
    inventFirm(
      small,
      sinkTo((kind) => {
        if (order.at(-1) !== kind) order.push(kind);
      }),
    );
    const lists = Array.from({ length: 3 }, () => ['list', 'field']).flat();
    const records = ['opportunity', 'entry', 'view', 'note', 'change', 'reminder', 'file', 'team', 'webhook', 'merge'];
    const activity = ['interaction', 'transcript', 'linkedInLink'];
    expect(order).toEqual(['tenant', 'user', 'field', 'company', 'person', ...lists, ...records, ...activity]);
  });
});

describe('ids', () => {
  it('are unique within their space and ascend with time', () => {
    for (const kind of ['company', 'person', 'list', 'opportunity', 'entry', 'note'] as const) {
      const records: readonly { id: number; createdAt: string }[] = firm[kind];
      const ids = records.map(({ id }) => id);
      expect(ids, kind).toEqual([...new Set(ids)].sort((a, b) => a - b));
      const times = records.map(({ createdAt }) => createdAt);
      expect(times, kind).toEqual([...times].sort());
    }
    const changes = firm.change.map(({ id }) => id);
    expect(changes).toEqual([...new Set(changes)].sort((a, b) => a - b));
  });

  it('fit into 31 bits where the API says so, and have gaps', () => {
    const limited = [...firm.user, ...firm.note].map(({ id }) => id);
    expect(Math.max(...limited)).toBeLessThan(2 ** 31);
    const steps = new Set(firm.company.slice(1).map(({ id }, index) => id - (firm.company[index]?.id ?? 0)));
    expect(steps.size).toBeGreaterThan(4);
  });

  it('of users are ids of persons', () => {
    const persons = new Map(firm.person.map((person) => [person.id, person.type]));
    for (const user of firm.user) expect(persons.get(user.id)).toBe('internal');
    expect(firm.person.filter(({ type }) => type === 'internal')).toHaveLength(firm.user.length);
  });

  it('of dropdown options and mentions are unique', () => {
    const options = firm.field.flatMap((field) => field.options.map(({ id }) => id));
    const mentions = firm.note.flatMap((note) => note.mentions.map(({ id }) => id));
    expect(new Set(options).size).toBe(options.length);
    expect(new Set(mentions).size).toBe(mentions.length);
  });
});

/** Which records a stored value points at. */
const referencesOf = (field: SeedField, value: Cells[string]): { kind: 'person' | 'company' | 'option'; id: number }[] => {
  const kind = field.valueType.startsWith('person')
    ? 'person'
    : field.valueType.startsWith('company')
      ? 'company'
      : field.options.length > 0
        ? 'option'
        : undefined;
  const ids = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'number');
  return kind === undefined ? [] : ids.map((id) => ({ kind, id }));
};

describe('references', () => {
  it('of records are known before they are used', patience, () => {
    const known: Record<string, Set<number | string>> = Object.fromEntries(kinds.map((kind) => [kind, new Set()]));
    const unknown: string[] = [];
    const need = (kind: keyof FirmSink, id: number | string): void => {
      if (!known[kind]?.has(id)) unknown.push(`${kind} ${id}`);
    };
    inventFirm(small, {
      tenant: () => undefined,
      user: ({ id }) => known['user']?.add(id),
      field: ({ id, listId, entityType }) => {
        if (listId !== null) need('list', listId);
        known['field']?.add(`${entityType} ${id}`);
      },
      company: ({ id, cells }) => {
        for (const fieldId of Object.keys(cells)) need('field', `company ${fieldId}`);
        known['company']?.add(id);
      },
      person: ({ id, companyIds, cells }) => {
        for (const fieldId of Object.keys(cells)) need('field', `person ${fieldId}`);
        for (const companyId of companyIds) need('company', companyId);
        known['person']?.add(id);
      },
      list: ({ id, creatorId, ownerId, roles }) => {
        for (const userId of [creatorId, ownerId, ...roles.map((role) => role.userId)]) need('user', userId);
        known['list']?.add(id);
      },
      opportunity: ({ id, listId, companyIds, personIds, managerIds }) => {
        need('list', listId);
        for (const companyId of companyIds) need('company', companyId);
        for (const personId of personIds) need('person', personId);
        for (const userId of managerIds) need('user', userId);
        known['opportunity']?.add(id);
      },
      entry: ({ id, listId, creatorId }) => {
        need('list', listId);
        if (creatorId !== null) need('user', creatorId);
        known['entry']?.add(id);
      },
      view: ({ listId }) => need('list', listId),
      note: ({ id, creatorId, parentId, companyIds, personIds, opportunityIds, mentions }) => {
        need('user', creatorId);
        if (parentId !== null) need('note', parentId);
        for (const companyId of companyIds) need('company', companyId);
        for (const personId of [...personIds, ...mentions.map((mention) => mention.personId)]) need('person', personId);
        for (const opportunityId of opportunityIds) need('opportunity', opportunityId);
        known['note']?.add(id);
      },
      change: ({ fieldId, entityType, entityId, listEntryId, changerId }) => {
        need('field', `${entityType} ${fieldId}`);
        need(entityType, entityId);
        if (listEntryId !== null) need('entry', listEntryId);
        if (changerId !== null) need('user', changerId);
      },
      interaction: ({ personIds, creatorId }) => {
        for (const personId of personIds) need('person', personId);
        if (creatorId !== null) need('user', creatorId);
      },
      transcript: ({ noteId }) => need('note', noteId),
      linkedInLink: ({ userId, personId }) => {
        need('user', userId);
        need('person', personId);
      },
      reminder: () => undefined,
      file: () => undefined,
      team: () => undefined,
      webhook: () => undefined,
      merge: () => undefined,
    });
    expect(unknown).toEqual([]);
  });

  it('of cells are known when the firm is complete', () => {
    const lists = new Map(firm.list.map((list) => [list.id, list.type]));
    const fields = new Map(firm.field.map((field) => [`${field.entityType} ${field.id}`, field]));
    const known = {
      company: new Set(firm.company.map(({ id }) => id)),
      person: new Set(firm.person.map(({ id }) => id)),
      option: new Set<number>(),
    };
    const broken: string[] = [];
    const check = (entityType: string | undefined, cells: Cells): void => {
      for (const [fieldId, value] of Object.entries(cells)) {
        const field = fields.get(`${entityType} ${fieldId}`);
        if (field === undefined) throw new Error(`No field ${fieldId} of ${entityType}`);
        known.option = new Set(field.options.map(({ id }) => id));
        for (const { kind, id } of referencesOf(field, value)) if (!known[kind].has(id)) broken.push(`${field.name}: ${kind} ${id}`);
      }
    };
    for (const { cells } of firm.company) check('company', cells);
    for (const { cells } of firm.person) check('person', cells);
    for (const { cells, listId } of firm.entry) check(lists.get(listId), cells);
    expect(broken).toEqual([]);
  });

  it('of entries lead to records of the type of their list', () => {
    const lists = new Map(firm.list.map((list) => [list.id, list.type]));
    const known = {
      company: new Set(firm.company.map(({ id }) => id)),
      person: new Set(firm.person.map(({ id }) => id)),
      opportunity: new Set(firm.opportunity.map(({ id }) => id)),
    };
    for (const { listId, entityId } of firm.entry) expect(known[lists.get(listId) ?? 'company'].has(entityId)).toBe(true);
    const opportunities = firm.entry.filter(({ listId }) => lists.get(listId) === 'opportunity').map(({ entityId }) => entityId);
    expect(new Set(opportunities).size).toBe(opportunities.length);
  });
});
