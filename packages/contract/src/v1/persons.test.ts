import { describe, expect, it } from 'vitest';
import { Person, PersonUpdate, persons, SavedPerson } from './persons.ts';

const saved = {
  id: 90_211,
  type: 0,
  first_name: 'Ada',
  last_name: 'Novak',
  primary_email: null,
  emails: [],
  organization_ids: [70_455],
};
const dates = {
  first_email_date: null,
  last_email_date: '2025-05-11T12:06:01.584-07:00',
  first_event_date: null,
  last_event_date: null,
  next_event_date: null,
  last_chat_message_date: null,
  last_interaction_date: null,
};

describe('Person', () => {
  const person = { ...saved, list_entries: [] };

  it('has what its flags asked for, and is a person without it', () => {
    const touches = {
      first_email: null,
      last_email: { date: '2025-05-11T12:06:01.584-07:00', person_ids: [5101] },
      first_event: null,
      last_event: null,
      next_event: null,
      last_chat_message: null,
      last_interaction: { date: '2025-05-11T12:06:01.584-07:00' },
    };
    const flagged = { ...person, opportunity_ids: [3301], current_organization_ids: [], interaction_dates: dates, interactions: touches };
    expect(Person.parse(flagged)).toEqual(flagged);
    expect(Person.parse(person)).toEqual(person);
  });

  it('has all seven dates or none', () => {
    const { last_chat_message_date: _, ...six } = dates;
    expect(Person.safeParse({ ...person, interaction_dates: six }).success).toBe(false);
  });

  it('always has its rows when fetched, and never when saved', () => {
    expect(Person.safeParse(saved).success).toBe(false);
    expect(SavedPerson.parse(person)).toEqual(saved);
  });
});

describe('the query of the persons', () => {
  it('bounds the dates of every kind of touch but chat messages', () => {
    const bounds = Object.keys(persons.list.query.shape).filter((name) => /^(min|max)_/.test(name));
    const touches = Object.keys(dates).filter((name) => name !== 'last_chat_message_date');
    expect(bounds.toSorted()).toEqual(touches.flatMap((name) => [`max_${name}`, `min_${name}`]).toSorted());
  });

  it('does not take text for a flag or a page size', () => {
    expect(persons.list.query.safeParse({ with_opportunities: 'yes' }).success).toBe(false);
    expect(persons.list.query.safeParse({ page_size: 0 }).success).toBe(false);
  });
});

describe('a change of a person', () => {
  it('names any part, an empty array included', () => {
    expect(PersonUpdate.parse({})).toEqual({});
    expect(PersonUpdate.parse({ emails: [] })).toEqual({ emails: [] });
    expect(PersonUpdate.safeParse({ organization_ids: [0] }).success).toBe(false);
  });
});
