import type { SeedInteraction, StoredInteraction, StoredValue } from '../seed/model.ts';
import type { InteractionRow } from './interactions.ts';

/** Whether a cell holds an interaction. */
export const isStoredInteraction = (value: StoredValue): value is StoredInteraction =>
  typeof value === 'object' && !Array.isArray(value) && 'type' in value;

type What = Omit<SeedInteraction, 'id' | 'type' | 'at' | 'createdAt' | 'isPrivate'>;

const plain = { endsAt: null, title: null, allDay: false, direction: null, toCount: 0, creatorId: null } as const;

/** What a cell tells about an interaction. */
const whatOf = (stored: StoredInteraction): What => {
  switch (stored.type) {
    case 'email': {
      const { subject: title, from, to, cc, internal } = stored;
      return { ...plain, title, direction: from === internal ? 'sent' : 'received', personIds: [from, ...to, ...cc], toCount: to.length };
    }
    case 'meeting':
      return { ...plain, title: stored.title, allDay: stored.allDay, endsAt: stored.endTime, personIds: stored.attendees };
    case 'call':
      return { ...plain, creatorId: stored.internal ?? stored.attendees[0] ?? null, personIds: stored.attendees };
    case 'chat-message':
      return { ...plain, direction: stored.direction, creatorId: stored.manualCreator, personIds: stored.participants };
  }
};

/** When a stored interaction began, or was sent. */
const timeOf = (stored: StoredInteraction): string => ('sentAt' in stored ? stored.sentAt : stored.startTime);

/** The record of an interaction that stands in a cell of something that is known since `knownSince`. */
export const seedOf = (stored: StoredInteraction, knownSince: string): SeedInteraction => {
  const at = timeOf(stored);
  // A meeting may lie ahead, but it stands in a calendar already.
  const createdAt = stored.type === 'meeting' && knownSince < at ? knownSince : at;
  return { id: stored.id, type: stored.type, at, isPrivate: false, createdAt, ...whatOf(stored) };
};

/** An interaction as a cell holds it. */
export const storedOf = (row: InteractionRow, isInternal: (personId: number) => boolean): StoredInteraction => {
  const { id, type, at, title, people } = row;
  const internal = people.find(isInternal) ?? null;
  const [first = 0] = people;
  switch (type) {
    case 'email': {
      const end = row.toCount + 1;
      return { type, id, subject: title, sentAt: at, from: first, to: people.slice(1, end), cc: people.slice(end), internal };
    }
    case 'meeting':
      return { type, id, title, allDay: row.allDay, startTime: at, endTime: row.endsAt, attendees: [...people], internal };
    case 'call':
      return { type, id, startTime: at, attendees: [...people], internal };
    case 'chat-message': {
      const manualCreator = row.creatorId ?? internal ?? first;
      return { type, id, direction: row.direction ?? 'sent', sentAt: at, manualCreator, participants: [...people], internal };
    }
  }
};
