import { describe, expect, it } from 'vitest';
import { gatherFirm } from './gathered-firm.ts';
import type { SeedChange, SeedEntry, SeedField, StoredValue } from './model.ts';

const now = new Date('2026-11-20T12:00:00Z');
const firm = gatherFirm({ seed: 1, size: 'S', now });

const lists = new Map(firm.list.map((list) => [list.id, list]));
const optionText = new Map(firm.field.flatMap((field) => field.options.map((option) => [option.id, option] as const)));
const fieldOf = (name: string, listId: number | null): SeedField => {
  const found = firm.field.find((field) => field.name === name && field.listId === listId && field.enrichmentSource === null);
  if (found === undefined) throw new Error(`No field ${name}`);
  return found;
};
const statusOf = (listId: number): SeedField => fieldOf('Status', listId);
const rows = new Map<string, SeedChange[]>();
for (const change of firm.change) {
  const key = `${change.listEntryId} ${change.fieldId}`;
  const known = rows.get(key);
  if (known) known.push(change);
  else rows.set(key, [change]);
}
const rowsOf = (entry: SeedEntry, fieldId: string): SeedChange[] => rows.get(`${entry.id} ${fieldId}`) ?? [];

const number = (value: StoredValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

describe('companies', () => {
  it('have about twenty filled fields each', () => {
    const filled = mean(firm.company.map(({ cells }) => Object.keys(cells).length));
    expect(filled).toBeGreaterThan(17);
    expect(filled).toBeLessThan(24);
  });

  it('were founded before they raised, and raised in total at least their last round', () => {
    for (const { cells } of firm.company) {
      const [founded, date] = [number(cells['affinity-data-year-founded']), cells['affinity-data-last-funding-date']];
      if (founded !== undefined && typeof date === 'string') expect(founded).toBeLessThanOrEqual(new Date(date).getUTCFullYear());
      const [last, total] = [number(cells['affinity-data-last-funding-amount']), number(cells['affinity-data-total-funding-amount'])];
      if (last !== undefined && total !== undefined) expect(total).toBeGreaterThanOrEqual(last);
    }
  });

  it('raise and employ more, stage by stage', () => {
    const stages = ['Pre-Seed', 'Seed', 'Series A', 'Series B', 'Series C', 'Series D'];
    const of = (stage: string, fieldId: string): number[] =>
      firm.company.flatMap(({ cells }) => (cells['affinity-data-investment-stage'] === stage ? (number(cells[fieldId]) ?? []) : []));
    for (const fieldId of ['affinity-data-last-funding-amount', 'affinity-data-number-of-employees', 'dealroom-valuation']) {
      const medians = stages.map((stage) => median(of(stage, fieldId))).filter((value) => !Number.isNaN(value));
      expect(medians).toEqual([...medians].sort((a, b) => a - b));
    }
  });

  it('share no domain, and have none that could be registered', () => {
    const domains = firm.company.flatMap((company) => company.domains);
    expect(new Set(domains).size).toBe(domains.length);
    for (const domain of domains) expect(domain).toMatch(/^[a-z0-9-]+\.example$/);
    for (const { domain, domains: all } of firm.company) expect(domain === null ? all.length === 0 : all[0] === domain).toBe(true);
  });

  it('lie in a city that belongs to its country', () => {
    const countries = new Map<string, Set<string>>();
    for (const { cells } of firm.company) {
      const location = cells['affinity-data-location'];
      if (!Array.isArray(location)) continue;
      const [, city, , country, continent] = location;
      countries.set(`${country}`, new Set([...(countries.get(`${country}`) ?? []), `${continent}`]));
      expect(city).toBeTruthy();
    }
    expect(countries.size).toBeGreaterThan(20);
    for (const continents of countries.values()) expect(continents.size).toBe(1);
  });
});

describe('persons', () => {
  it('write from the domain of their company, all of them in the same style', () => {
    const companies = new Map(firm.company.map((company) => [company.id, company]));
    const current = firm.person.filter(
      ({ cells, primaryEmail }) => primaryEmail !== null && cells['affinity-data-current-organization'] !== undefined,
    );
    const atHome = current.filter(({ cells, primaryEmail }) =>
      primaryEmail?.endsWith(`@${companies.get(number(cells['affinity-data-current-organization']) ?? 0)?.domain}`),
    );
    expect(atHome.length / current.length).toBeGreaterThan(0.9);
  });

  it('share no address', () => {
    const emails = firm.person.flatMap((person) => person.emails);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9-]+\.example$/);
  });

  it('include those without e-mail, without last name, and collaborators', () => {
    expect(firm.person.filter(({ primaryEmail }) => primaryEmail === null).length).toBeGreaterThan(100);
    expect(firm.person.filter(({ lastName }) => lastName === null).length).toBeGreaterThan(20);
    expect(firm.person.some(({ type }) => type === 'collaborator')).toBe(true);
  });
});

describe('users', () => {
  it('start with an administrator who may do everything', () => {
    const [first] = firm.user;
    expect(first).toMatchObject({ role: 'Admin', status: 'active' });
    expect(first?.permissions).toContain('Manage Users');
    expect(first?.id).toBe(Math.min(...firm.user.map(({ id }) => id)));
  });

  it('have keys of 43 URL-safe characters that differ', () => {
    const keys = firm.user.flatMap(({ apiKey }) => apiKey ?? []);
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('include an invited one, a deactivated one, and one who may not export', () => {
    expect(new Set(firm.user.map(({ status }) => status))).toEqual(new Set(['active', 'invited', 'deactivated']));
    expect(firm.user.some(({ status, permissions }) => status === 'active' && !permissions.includes('Export data from Lists'))).toBe(true);
  });

  it('differ in activity', () => {
    const written = firm.user.map(({ id }) => firm.note.filter(({ creatorId }) => creatorId === id).length).sort((a, b) => b - a);
    expect(written[0]).toBeGreaterThan(3 * (written[8] ?? 0));
  });

  it('own nothing before they joined or after they left', () => {
    const joined = new Map(firm.user.map((user) => [user.id, user.createdAt]));
    for (const { creatorId, createdAt } of firm.entry)
      if (creatorId !== null) expect(createdAt >= (joined.get(creatorId) ?? '')).toBe(true);
  });
});

describe('lists', () => {
  it('are older than their entries', () => {
    const early = firm.entry.filter(({ listId, createdAt }) => createdAt <= (lists.get(listId)?.createdAt ?? '~'));
    expect(early).toEqual([]);
  });
});

describe('funnels', () => {
  it('have six to nine coloured stages in the order of the firm, with categories and rates', () => {
    for (const list of firm.list) {
      const { options } = statusOf(list.id);
      expect(options.length).toBeGreaterThanOrEqual(6);
      expect(options.length).toBeLessThanOrEqual(9);
      expect(options.map(({ rank }) => rank)).toEqual(options.map((_, index) => index));
      expect(new Set(options.map(({ statusCategory }) => statusCategory))).toEqual(new Set(['open', 'won', 'lost', 'on-hold']));
      for (const { color, statusCategory, winRate } of options) {
        expect(color).not.toBeNull();
        expect(winRate !== null).toBe(statusCategory === 'open');
      }
    }
  });

  it('narrow: every open stage was seen by fewer entries than the one before', () => {
    for (const list of firm.list) {
      const status = statusOf(list.id);
      const entries = firm.entry.filter(({ listId }) => listId === list.id);
      const seen = status.options.map(
        ({ id }) => entries.filter((entry) => rowsOf(entry, status.id).some(({ value }) => value === id)).length,
      );
      const open = seen.filter((_, index) => status.options[index]?.statusCategory === 'open');
      for (let stage = 1; stage < open.length; stage++) expect(open[stage]).toBeLessThan((open[stage - 1] ?? 0) * 0.9);
      expect(seen[open.length]).toBeGreaterThan(0);
    }
  });

  it('move forward, over weeks and months', () => {
    const steps = firm.entry.flatMap((entry) => {
      const status = statusOf(entry.listId);
      const path = rowsOf(entry, status.id);
      return path.slice(1).map((row, index) => ({
        days: (Date.parse(row.changedAt) - Date.parse(path[index]?.changedAt ?? '')) / 86_400_000,
        from: optionText.get(Number(path[index]?.value)),
        to: optionText.get(Number(row.value)),
      }));
    });
    const between = steps.filter(({ from, to }) => from?.statusCategory === 'open' && to?.statusCategory === 'open');
    expect(between.length).toBeGreaterThan(500);
    expect(between.every(({ from, to }) => (from?.rank ?? 0) < (to?.rank ?? 0))).toBe(true);
    expect(median(steps.map(({ days }) => days))).toBeGreaterThan(7);
    expect(median(steps.map(({ days }) => days))).toBeLessThan(90);
    expect(Math.max(...steps.map(({ days }) => days))).toBeGreaterThan(120);
    expect(Math.min(...steps.map(({ days }) => days))).toBeGreaterThan(0);
  });

  it('lose some deals late, and let some stall', () => {
    const pipeline = firm.list.find(({ type }) => type === 'opportunity');
    const status = statusOf(pipeline?.id ?? 0);
    const paths = firm.entry.filter(({ listId }) => listId === pipeline?.id).map((entry) => rowsOf(entry, status.id));
    const lateLosses = paths.filter(
      (path) =>
        optionText.get(Number(path.at(-1)?.value))?.statusCategory === 'lost' &&
        path.some(
          ({ value }) => (optionText.get(Number(value))?.rank ?? 9) >= 3 && optionText.get(Number(value))?.statusCategory === 'open',
        ),
    );
    const aYearAgo = new Date(now.getTime() - 365 * 86_400_000).toISOString();
    const stalled = paths.filter(
      (path) => optionText.get(Number(path.at(-1)?.value))?.statusCategory === 'open' && (path.at(-1)?.changedAt ?? '') < aYearAgo,
    );
    expect(lateLosses.length).toBeGreaterThan(3);
    expect(stalled.length).toBeGreaterThan(10);
  });
});

describe('the change feed', () => {
  it('is ordered by time and never reaches into the future', () => {
    const times = firm.change.map(({ changedAt }) => changedAt);
    expect(times).toEqual([...times].sort());
    expect((times.at(-1) ?? '') <= now.toISOString()).toBe(true);
  });

  it('holds tracked fields only', () => {
    const tracked = new Set(firm.field.filter(({ trackChanges }) => trackChanges).map(({ id }) => id));
    expect(firm.change.every(({ fieldId }) => tracked.has(fieldId))).toBe(true);
  });

  it('begins with the entry and ends in its present values, for every tracked field', () => {
    const tracked = firm.field.filter(({ trackChanges, listId }) => trackChanges && listId !== null);
    const multi = (field: SeedField): boolean => field.valueType.endsWith('-multi');
    for (const entry of firm.entry) {
      for (const field of tracked.filter(({ listId }) => listId === entry.listId)) {
        const present = new Set<string>();
        for (const { action, value, changedAt } of rowsOf(entry, field.id)) {
          expect(changedAt >= entry.createdAt).toBe(true);
          if (action === 'update') {
            expect(multi(field)).toBe(false);
            present.clear();
          }
          if (action === 'delete') expect(present.delete(JSON.stringify(value))).toBe(true);
          else present.add(JSON.stringify(value));
        }
        const cell = entry.cells[field.id];
        const expected = cell === undefined ? [] : multi(field) && Array.isArray(cell) ? cell : [cell];
        expect([...present].sort()).toEqual(expected.map((item) => JSON.stringify(item)).sort());
      }
    }
  });

  it('ends in the present value of the account-wide check-in, too', () => {
    const field = fieldOf('Next Check-in', null);
    const last = new Map(firm.change.filter(({ fieldId }) => fieldId === field.id).map(({ entityId, value }) => [entityId, value]));
    const cells = new Map(
      firm.company.flatMap(({ id, cells: all }) => (all[field.id] === undefined ? [] : [[id, all[field.id]] as const])),
    );
    expect(last.size).toBeGreaterThan(100);
    expect(last).toEqual(cells);
  });

  it('knows every action, and changes by nobody', () => {
    expect(new Set(firm.change.map(({ action }) => action))).toEqual(new Set(['add', 'update', 'delete']));
    expect(firm.change.some(({ changerId }) => changerId === null)).toBe(true);
  });
});

describe('money', () => {
  it('appears as deals progress: amounts and close dates are rare at the first stage', () => {
    const pipeline = firm.list.find(({ type }) => type === 'opportunity')?.id ?? 0;
    const [status, amount, close] = [statusOf(pipeline), fieldOf('Amount', pipeline), fieldOf('Close Date', pipeline)];
    const entries = firm.entry.filter(({ listId }) => listId === pipeline);
    const shareWith = (field: SeedField, rank: number): number => {
      const there = entries.filter(({ cells }) => cells[status.id] === status.options[rank]?.id);
      return there.filter(({ cells }) => cells[field.id] !== undefined).length / there.length;
    };
    expect(shareWith(amount, 0)).toBe(0);
    expect(shareWith(amount, 5)).toBeGreaterThan(0.85);
    expect(shareWith(close, 5)).toBeGreaterThan(0.75);
  });

  it('is a part of the round it goes into', () => {
    const pipeline = firm.list.find(({ type }) => type === 'opportunity')?.id ?? 0;
    const [amount, round] = [fieldOf('Amount', pipeline), fieldOf('Round Size (USD)', pipeline)];
    const pairs = firm.entry.flatMap(({ cells }) => {
      const [check, size] = [number(cells[amount.id]), number(cells[round.id])];
      return check === undefined || size === undefined ? [] : [[check, size] as const];
    });
    expect(pairs.length).toBeGreaterThan(100);
    for (const [check, size] of pairs) expect(check).toBeLessThanOrEqual(size);
  });
});

describe('notes', () => {
  it('come in every kind, some with mentions, updates and replies', () => {
    expect(new Set(firm.note.map(({ type }) => type))).toEqual(
      new Set(['entities', 'interaction', 'ai-notetaker', 'user-reply', 'ai-notetaker-reply']),
    );
    expect(firm.note.some(({ mentions }) => mentions.length > 0)).toBe(true);
    expect(firm.note.some(({ updatedAt }) => updatedAt !== null)).toBe(true);
  });

  it('are about something, unless they answer an older root note', () => {
    const byId = new Map(firm.note.map((note) => [note.id, note]));
    for (const { parentId, companyIds, personIds, opportunityIds, createdAt, type } of firm.note) {
      expect(type.endsWith('reply')).toBe(parentId !== null);
      if (parentId === null) expect(companyIds.length + personIds.length + opportunityIds.length).toBeGreaterThan(0);
      else {
        const parent = byId.get(parentId);
        expect(parent?.parentId).toBeNull();
        expect(createdAt > (parent?.createdAt ?? '~')).toBe(true);
      }
    }
  });

  it('give a meeting, call or chat one root note at most', () => {
    const keys = firm.note.flatMap(({ interaction }) => (interaction ? [`${interaction.type} ${interaction.id}`] : []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(300);
  });

  it('follow deals: companies with an entry have more of them', () => {
    const listed = new Set(firm.entry.map(({ entityId }) => entityId));
    const perCompany = new Map<number, number>();
    for (const { companyIds } of firm.note) for (const id of companyIds) perCompany.set(id, (perCompany.get(id) ?? 0) + 1);
    const average = (isListed: boolean): number =>
      mean(firm.company.filter(({ id }) => listed.has(id) === isListed).map(({ id }) => perCompany.get(id) ?? 0));
    expect(average(true)).toBeGreaterThan(2 * average(false));
  });

  it('use HTML, newlines, quotes and emoji', () => {
    for (const pattern of [/<p>/, /<ul><li>/, /<ol>/, /<a href=/, /\n/, /"/, /\p{Extended_Pictographic}/u])
      expect(firm.note.some(({ html }) => pattern.test(html))).toBe(true);
  });
});

describe('oddities', () => {
  it('include every value type, stored or computed [sandbox.seeded-firm]', () => {
    const declared = new Set(firm.field.map(({ valueType }) => valueType));
    expect(declared.size).toBe(20);
    const stored = new Set<string>();
    const collect = (entityType: string | undefined, cells: Readonly<Record<string, StoredValue>>): void => {
      for (const fieldId of Object.keys(cells))
        stored.add(firm.field.find((field) => field.id === fieldId && field.entityType === entityType)?.valueType ?? '?');
    };
    for (const { cells } of firm.company.slice(0, 600)) collect('company', cells);
    for (const { cells } of firm.person.slice(0, 200)) collect('person', cells);
    for (const { cells, listId } of firm.entry.slice(0, 300)) collect(lists.get(listId)?.type, cells);
    const computed = new Set(['note', 'reminder', 'list-multi']);
    expect(stored).toEqual(new Set([...declared].filter((type) => !computed.has(type))));
  });

  it('include very long multi values', () => {
    expect(
      firm.company.some(
        ({ cells }) => Array.isArray(cells['affinity-data-investors']) && new Set(cells['affinity-data-investors']).size === 300,
      ),
    ).toBe(true);
    const introductions = firm.list
      .flatMap(({ id }) => firm.field.filter(({ name, listId }) => name === 'Introductions Made' && listId === id))
      .map(({ id }) => id);
    expect(firm.entry.some(({ cells }) => introductions.some((id) => Array.isArray(cells[id]) && cells[id].length > 100))).toBe(true);
    expect(firm.opportunity.some(({ personIds }) => personIds.length > 100)).toBe(true);
    const staff = new Map<number, number>();
    for (const { companyIds } of firm.person) for (const id of companyIds) staff.set(id, (staff.get(id) ?? 0) + 1);
    expect(Math.max(...staff.values())).toBeGreaterThan(100);
  });

  it('include no empty multi value and no null: such cells are absent', () => {
    const values = [...firm.company, ...firm.person, ...firm.entry].flatMap(({ cells }) => Object.values<unknown>(cells));
    expect(values.filter((value) => value === null || value === undefined || (Array.isArray(value) && value.length === 0))).toEqual([]);
  });

  it('include namesakes, other scripts, quotes, emoji, markup and line breaks', () => {
    const names = firm.company.map(({ name }) => name);
    expect(new Set(names).size).toBeLessThan(names.length);
    for (const pattern of [
      /\p{Script=Han}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Arabic}/u,
      /"/,
      /'/,
      /\p{Extended_Pictographic}/u,
      /<.*>/,
      /\\/,
      /;/,
    ])
      expect(
        names.some((name) => pattern.test(name)),
        `${pattern}`,
      ).toBe(true);
    const texts = firm.company.flatMap(({ cells }) => Object.values(cells).filter((value) => typeof value === 'string'));
    for (const pattern of [/\n/, /<b>/, /\p{Extended_Pictographic}/u]) expect(texts.some((text) => pattern.test(text))).toBe(true);
  });

  it('include companies without a domain, shared and private profiles, and two fields of one name', () => {
    expect(firm.company.filter(({ domain }) => domain === null).length).toBeGreaterThan(50);
    expect(new Set(firm.company.map(({ isGlobal }) => isGlobal))).toEqual(new Set([true, false]));
    const industries = firm.field.filter(({ name, entityType }) => name === 'Industry' && entityType === 'company');
    expect(industries.map(({ enrichmentSource }) => enrichmentSource)).toEqual(expect.arrayContaining(['affinity-data', 'dealroom', null]));
  });

  it('include restricted deals, a private list, a company twice on one list, and entries added by nobody', () => {
    expect(firm.opportunity.some(({ isRestricted, managerIds }) => isRestricted && managerIds.length > 0)).toBe(true);
    const hidden = firm.list.find(({ isPublic }) => !isPublic);
    expect(hidden?.roles.length).toBeGreaterThan(1);
    expect(hidden?.roles.length).toBeLessThan(firm.user.length);
    const keys = firm.entry.map(({ listId, entityId }) => `${listId} ${entityId}`);
    expect(new Set(keys).size).toBeLessThan(keys.length);
    expect(new Set(keys).size).toBeGreaterThan(keys.length * 0.97);
    expect(firm.entry.some(({ creatorId }) => creatorId === null)).toBe(true);
  });

  it('include views of every kind, with and without filter', () => {
    expect(new Set(firm.view.map(({ type }) => type))).toEqual(new Set(['sheet', 'board', 'dashboard']));
    expect(firm.view.some(({ filter }) => filter !== null)).toBe(true);
    for (const list of firm.list) expect(firm.view.some(({ listId }) => listId === list.id)).toBe(true);
  });

  it('include every kind of interaction', () => {
    const types = new Set(
      [...firm.company, ...firm.person]
        .flatMap(({ cells }) => Object.values(cells))
        .flatMap((value) => (typeof value === 'object' && 'type' in value ? [value.type] : [])),
    );
    expect(types).toEqual(new Set(['email', 'meeting', 'call', 'chat-message']));
  });
});
