import { expect, test } from 'vitest';
import { ofEntity } from '../state/entries.ts';
import { openState } from '../state/open.ts';
import { gatherFirm } from './gathered-firm.ts';
import { inventFirm } from './invent-firm.ts';
import type { FirmOptions, SeedInteraction, StoredInteraction, StoredValue } from './model.ts';

const options: FirmOptions = { seed: 1, size: 'S', now: new Date('2026-11-20T12:00:00Z') };
const firm = gatherFirm(options);
const state = openState();
state.load('activity', (sink) => inventFirm(options, sink));

const isInteraction = (value: StoredValue | undefined): value is StoredInteraction => typeof value === 'object' && 'type' in value;
const timeOf = (stored: StoredInteraction): string => ('sentAt' in stored ? stored.sentAt : stored.startTime);

const byPerson = new Map<number, SeedInteraction[]>();
for (const interaction of firm.interaction) {
  for (const id of interaction.personIds) byPerson.set(id, [...(byPerson.get(id) ?? []), interaction]);
}

test('S has fifty thousand interactions, those in cells among them', () => {
  const all = { position: undefined, count: 100_000 };
  const types = ['meeting', 'call', 'chat-message', 'email'] as const;
  const kept = types.flatMap((type) => state.interactions.page(type, { text: '1', params: [] }, all));
  expect(kept).toHaveLength(50_000);
  expect(kept.length).toBeGreaterThan(firm.interaction.length);
});

test('ids repeat across types, but never within one', () => {
  for (const type of ['meeting', 'call', 'chat-message', 'email'] as const) {
    const ids = firm.interaction.filter((each) => each.type === type).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('nothing happened before the first or after the last that a cell tells of', () => {
  const slugs = { email: 'email', meeting: 'event', 'chat-message': 'chat-message' } as const;
  let compared = 0;
  for (const { id, cells } of firm.person) {
    for (const { type, at } of byPerson.get(id) ?? []) {
      const contact = cells['last-contact'];
      if (!isInteraction(contact)) continue;
      compared += 1;
      expect(at <= timeOf(contact)).toBe(true);
      if (type === 'call') continue;
      const [first, last] = [cells[`first-${slugs[type]}`], cells[`last-${slugs[type]}`]];
      if (isInteraction(first) && isInteraction(last)) expect(timeOf(first) <= at && at <= timeOf(last)).toBe(true);
    }
  }
  expect(compared).toBeGreaterThan(30_000);
});

test('somebody of the firm takes part in every interaction, and nobody outside twice', () => {
  const users = new Set(firm.user.map(({ id }) => id));
  for (const { personIds } of firm.interaction) {
    expect(personIds.some((id) => users.has(id))).toBe(true);
    expect(new Set(personIds).size).toBe(personIds.length);
  }
});

test('every note about an interaction has one', () => {
  const about = firm.note.flatMap(({ interaction, parentId }) => (interaction === null || parentId !== null ? [] : [interaction]));
  expect(about.length).toBeGreaterThan(100);
  for (const { type, id } of about) expect(state.interactions.get(type, id)).toBeDefined();
});

test('people with whom there are deals get more mail', () => {
  const deals = new Set(firm.opportunity.flatMap(({ personIds }) => personIds));
  const counts = [...byPerson].filter(([id]) => firm.user.every((user) => user.id !== id));
  const mean = (some: typeof counts): number => some.reduce((sum, [, list]) => sum + list.length, 0) / some.length;
  expect(mean(counts.filter(([id]) => deals.has(id)))).toBeGreaterThan(2 * mean(counts.filter(([id]) => !deals.has(id))));
});

test('notes of the notetaker have transcripts, one of them longer than a preview', () => {
  const notes = new Map(firm.note.map((note) => [note.id, note.type]));
  expect(firm.transcript.length).toBeGreaterThan(10);
  expect(firm.transcript.every(({ noteId }) => notes.get(noteId) === 'ai-notetaker')).toBe(true);
  expect(firm.transcript.some(({ fragments }) => fragments.length > 100)).toBe(true);
  expect(new Set(firm.transcript.map(({ id }) => id)).size).toBe(firm.transcript.length);
});

test('the linked values of people, companies and deals are what their interactions make of them', () => {
  const sample = firm.person.filter(({ cells, type }) => type !== 'internal' && 'last-contact' in cells).slice(0, 300);
  const inDeals = firm.opportunity.slice(0, 40).flatMap(({ personIds }) => personIds);
  const people = new Set([...sample.map(({ id }) => id), ...inDeals]);
  const companies = firm.company.filter(({ id }) => firm.person.some((person) => people.has(person.id) && person.companyIds.includes(id)));
  const deals = firm.opportunity.filter(({ personIds }) => personIds.some((id) => people.has(id))).map(({ id }) => id);
  const look = (): (string | undefined)[] => [
    ...[...people].map((id) => state.persons.get(id)?.cells),
    ...companies.map(({ id }) => state.companies.get(id)?.cells),
    ...deals.flatMap((id) => state.entries.page(ofEntity('opportunity', id), { position: undefined, count: 1 }).map(({ cells }) => cells)),
  ];
  const before = look();
  expect(deals.length).toBeGreaterThan(30);
  state.touches.refresh(people, state.fields.all(), options.now);
  const lines = (text: string | undefined): string => JSON.stringify((text ?? '').split('\n').sort());
  expect(look().filter((text, index) => lines(text) !== lines(before[index]))).toEqual([]);
});
