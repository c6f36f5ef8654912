import { type Contact, ContactBook, contactOf, interactionsIn } from './contact-book.ts';
import { iso } from './dates.ts';
import { fillInteractions } from './fill-interactions.ts';
import type {
  FirmOptions,
  FirmSink,
  FirmSize,
  SeedChange,
  SeedCompany,
  SeedInteraction,
  SeedLinkedInLink,
  SeedNote,
  SeedOpportunity,
  SeedPerson,
  SeedUser,
} from './model.ts';
import { type Random, randomOf } from './random.ts';
import { inventTranscript, type Recording } from './transcripts.ts';

/** Interactions that a firm of a size has altogether. */
const interactionCounts: Record<FirmSize, number> = { S: 50_000, M: 500_000, L: 3_000_000 };

/** Sources of randomness of their own, apart from `topic` in `random.ts`. */
const topics = { notes: 101, links: 102, transcripts: 104 } as const;

const hourMs = 3_600_000;

/** What happened to deals: whom it concerned, and when. */
export interface Moments {
  readonly contacts: number[];
  readonly instants: number[];
}

/** What is known of a firm once all of it has been told, as far as interactions need it. */
export interface Acquaintances {
  readonly book: ContactBook;
  readonly moments: Moments;
  /** Users and when they came. */
  readonly users: (readonly [id: number, since: number])[];
  readonly companyNames: Map<number, string>;
}

/** What of a note asks for an interaction. */
interface Meeting {
  readonly note: SeedNote;
  readonly id: number;
  readonly type: 'meeting' | 'call' | 'chat-message';
  readonly at: number;
}

const isWithin = (instant: number, span: readonly [number, number] | undefined): boolean =>
  span !== undefined && span[0] < instant && instant < span[1];

/** Whether a contact can have taken part without having been in touch earlier or later than their cells tell. */
const couldAttend = ({ spans, until }: Contact, { type, at }: Meeting): boolean =>
  type === 'call' ? spans.email !== undefined && isWithin(at, [spans.email[0], until]) : isWithin(at, spans[type]);

/** Listens to a firm while it is told, and tells what its people did together. */
class Activity {
  readonly #sink: FirmSink;
  readonly #options: FirmOptions;
  readonly #known: Acquaintances = { book: new ContactBook(), moments: { contacts: [], instants: [] }, users: [], companyNames: new Map() };
  readonly #deals = new Map<number, number>();
  #told = 0;
  readonly #held: SeedInteraction[] = [];
  readonly #recordings: Recording[] = [];
  readonly #links: SeedLinkedInLink[] = [];

  constructor(sink: FirmSink, options: FirmOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  onUser({ id, createdAt }: SeedUser): void {
    this.#known.users.push([id, Date.parse(createdAt)]);
  }

  onCompany({ id, name, inAccount = true }: SeedCompany): void {
    if (inAccount) this.#known.companyNames.set(id, name);
  }

  onPerson(person: SeedPerson): void {
    const contact = contactOf(person);
    if (contact === undefined) return;
    const { book, users } = this.#known;
    book.add(contact);
    this.#told += interactionsIn(person);
    const random = randomOf(this.#options.seed, topics.links, book.count);
    if (!('affinity-data-linkedin-url' in person.cells) || !random.chance(0.3)) return;
    const userId = random.chance(0.7) ? contact.memberId : (users[random.int(users.length)]?.[0] ?? contact.memberId);
    const connectedAt = Date.parse(person.createdAt) - random.int(1500) * 24 * hourMs;
    this.#links.push({ userId, personId: person.id, connectedOn: iso(connectedAt).slice(0, 10) });
  }

  onOpportunity({ id, personIds, companyIds }: SeedOpportunity): void {
    const index = this.#firstOf(personIds, companyIds);
    if (index !== undefined) this.#deals.set(id, index);
  }

  /** A note that is about an interaction gets it; one of the notetaker often has a transcript. */
  onNote(note: SeedNote): void {
    const random = randomOf(this.#options.seed, topics.notes, note.id);
    const { interaction } = note;
    if (note.parentId === null && interaction !== null && interaction.type !== 'email') {
      const at = Math.floor((Date.parse(note.createdAt) - hourMs) / 300_000) * 300_000;
      this.#meet({ note, id: interaction.id, type: interaction.type, at }, random);
    }
    if (note.type === 'ai-notetaker' && (this.#recordings.length === 0 || random.chance(0.6))) this.#record(note);
  }

  onChange({ entityType, entityId, listEntryId, changedAt }: SeedChange): void {
    const { book, moments } = this.#known;
    const index = entityType === 'opportunity' ? this.#deals.get(entityId) : book.indexOf(entityType, entityId);
    if (index === undefined || listEntryId === null) return;
    moments.contacts.push(index);
    moments.instants.push(Date.parse(changedAt));
  }

  finish(): void {
    const { seed, size, interactions = true } = this.#options;
    for (const interaction of this.#held) this.#sink.interaction(interaction);
    if (interactions) fillInteractions(this.#known, { seed, count: interactionCounts[size] - this.#told }, this.#sink);
    this.#recordings.forEach((recording, nth) => {
      this.#sink.transcript(inventTranscript(recording, nth, randomOf(seed, topics.transcripts, nth)));
    });
    for (const link of this.#links) this.#sink.linkedInLink(link);
  }

  #firstOf(personIds: readonly number[], companyIds: readonly number[]): number | undefined {
    const { book } = this.#known;
    const places = [...personIds.map((id) => book.indexOf('person', id)), ...companyIds.map((id) => book.indexOf('company', id))];
    return places.find((index) => index !== undefined);
  }

  /** An hour before the note, with the contact where that fits, else among colleagues. */
  #meet(meeting: Meeting, random: Random): void {
    const { note, id, type, at } = meeting;
    const { book, companyNames, users } = this.#known;
    const index = this.#firstOf(note.personIds, note.companyIds);
    const contact = index === undefined ? undefined : book.at(index);
    const guests = contact !== undefined && couldAttend(contact, meeting) ? [contact.personId] : [];
    const present = users.filter(([userId, since]) => userId !== note.creatorId && since < at);
    const colleague = present[random.int(Math.max(1, present.length))]?.[0];
    const isJoined = colleague !== undefined && (guests.length === 0 || random.chance(0.3));
    const name = companyNames.get(note.companyIds[0] ?? contact?.companyId ?? 0) ?? 'Pipeline';
    const isMeeting = type === 'meeting';
    const interaction: SeedInteraction = {
      id,
      type,
      at: iso(at),
      endsAt: isMeeting ? iso(at + hourMs / 2) : null,
      title: type === 'chat-message' ? null : `${name}: ${type}`,
      allDay: false,
      direction: type === 'chat-message' ? 'sent' : null,
      personIds: [note.creatorId, ...guests, ...(isJoined ? [colleague] : [])],
      toCount: 0,
      creatorId: isMeeting ? null : note.creatorId,
      isPrivate: false,
      createdAt: iso(isMeeting ? at - 48 * hourMs : at),
    };
    this.#told += 1;
    this.#held.push(interaction);
  }

  #record({ id, createdAt, personIds, companyIds }: SeedNote): void {
    const index = this.#firstOf(personIds, companyIds);
    const guest = index === undefined ? 'Guest' : this.#known.book.at(index).name;
    this.#recordings.push({ noteId: id, createdAt, guest });
  }
}

/** A sink to be told that the firm is complete. */
export interface ActivitySink extends FirmSink {
  /** Tells what notes are about, and fills the firm up to its number of interactions where these are asked for. */
  finish(): void;
}

/**
 * Adds interactions, transcripts and LinkedIn connections to a firm on its way to `sink`.
 *
 * The first and last interaction of everybody stand in cells already; these fill the time between them, most of all around the moves of
 * deals. Notes that are about an interaction get it.
 */
export const withActivity = (sink: FirmSink, options: FirmOptions): ActivitySink => {
  const activity = new Activity(sink, options);
  return {
    tenant: (tenant) => sink.tenant(tenant),
    user: (user) => {
      activity.onUser(user);
      sink.user(user);
    },
    field: (field) => sink.field(field),
    company: (company) => {
      activity.onCompany(company);
      sink.company(company);
    },
    person: (person) => {
      sink.person(person);
      activity.onPerson(person);
    },
    list: (list) => sink.list(list),
    opportunity: (opportunity) => {
      activity.onOpportunity(opportunity);
      sink.opportunity(opportunity);
    },
    entry: (entry) => sink.entry(entry),
    view: (view) => sink.view(view),
    note: (note) => {
      sink.note(note);
      activity.onNote(note);
    },
    interaction: (interaction) => sink.interaction(interaction),
    transcript: (transcript) => sink.transcript(transcript),
    linkedInLink: (link) => sink.linkedInLink(link),
    change: (change) => {
      activity.onChange(change);
      sink.change(change);
    },
    reminder: (reminder) => sink.reminder(reminder),
    file: (file) => sink.file(file),
    team: (team) => sink.team(team),
    webhook: (webhook) => sink.webhook(webhook),
    merge: (merge) => sink.merge(merge),
    finish: () => activity.finish(),
  };
};
