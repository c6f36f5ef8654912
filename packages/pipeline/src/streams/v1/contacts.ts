import { v1 } from '@affinity-kit/contract';
import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import type { RecordId } from '../../replica/feed.ts';
import type { ListInfo } from '../catalog.ts';
import type { Reading, Walk } from '../stream.ts';
import { byIdWalks } from './by-id.ts';
import { type ContactDates, contactDatesOf, type InteractionStreamName, lastOf, mergedDates, touchedBy, yearMs } from './contact-dates.ts';

/** What interactions are asked for by. */
type ContactKind = 'company' | 'person' | 'opportunity';

/** A record on a list that was named. */
interface Listed {
  readonly kind: ContactKind;
  readonly id: number;
  /** The first list that it was met on. */
  readonly listId: number;
  /** Since when it is read on, in milliseconds; `null` where all of its interactions are read. */
  readonly sinceMs: number | null;
}

/** A record whose interactions are to be asked for. */
export interface Contact extends Listed {
  readonly dates: ContactDates;
}

type Dated = 'company' | 'person';

/** What is asked of records before their interactions are, and what came of it. */
interface Kind {
  readonly key: 'organization_id' | 'person_id';
  readonly list: typeof v1.organizations.list | typeof v1.persons.list;
  readonly get: typeof v1.organizations.get | typeof v1.persons.get;
}

const kinds: Readonly<Record<Dated, Kind>> = {
  company: { key: 'organization_id', list: v1.organizations.list, get: v1.organizations.get },
  person: { key: 'person_id', list: v1.persons.list, get: v1.persons.get },
};

/** Up to so many records are asked for their dates one by one; of more it is cheaper to page through all that were ever in touch. */
export const datesOneByOne = 20;

/**
 * What Affinity learns of an interaction this long after it happened is found by the next load; what it learns later, when the list is read
 * once more.
 */
const lateMs = 3_600_000;

/** A walk that brings nothing but what later requests are made of. */
const knowing = (walk: Omit<Walk, 'record'>, learn: (raw: JsonObject) => void): Walk => ({
  ...walk,
  record: idOf,
  learn,
  idsOnly: true,
  unseen: true,
});

/** Of an entry that of its record, else its own. */
const idOf = ({ entity, entity_id: entityId, id }: JsonObject): number | undefined => {
  const own = isObject(entity) && isId(entity['id']) ? entity['id'] : entityId;
  return isId(own) ? own : isId(id) ? id : undefined;
};

const idsIn = (raw: JsonObject, key: string): readonly number[] => {
  const ids = raw[key];
  return Array.isArray(ids) ? ids.filter(isId) : [];
};

const internal = 1;

/** The records of the named lists and when they were in touch: what the requests for interactions are made of. */
export class Contacts {
  readonly #stream: InteractionStreamName;
  readonly #reading: Reading;
  readonly #listed = new Map<string, Listed>();
  /** The companies and persons of opportunities. */
  readonly #members = new Map<number, readonly (readonly [Dated, number])[]>();
  readonly #dates: Readonly<Record<Dated, Map<number, ContactDates>>> = { company: new Map(), person: new Map() };
  readonly #domains = new Map<number, readonly string[]>();

  constructor(stream: InteractionStreamName, reading: Reading) {
    this.#stream = stream;
    this.#reading = reading;
  }

  /** The lists, then what belongs to opportunities, then the dates of all: three stages of walks at most. */
  *stages(): Generator<readonly Walk[]> {
    const { lists } = this.#reading.catalog;
    if (lists.length === 0) return;
    yield lists.map((list) => this.#entryWalk(list));
    const isDeal = [...this.#listed.values()].some(({ kind }) => kind === 'opportunity');
    if (isDeal) yield [knowing({ endpoint: v1.opportunities.list, input: { page_size: 500 } }, (raw) => this.#learnMembers(raw))];
    const walks = [...this.#dateWalks('company'), ...this.#dateWalks('person')];
    if (walks.length > 0) yield walks;
  }

  /** Those that were in touch, or may have been since they were read. */
  *all(): Generator<Contact> {
    for (const listed of this.#listed.values()) {
      const dates = mergedDates(this.#membersOf(listed).flatMap(([kind, id]) => this.#dates[kind].get(id) ?? []));
      if (listed.sinceMs === null || lastOf(this.#stream, dates) >= listed.sinceMs) yield { ...listed, dates };
    }
  }

  /** Persons all of whose interactions were read. */
  get wholePersons(): readonly number[] {
    return this.#wholes('person');
  }

  /** Domains of the companies all of whose interactions were read. */
  get wholeDomains(): readonly string[] {
    return [...new Set(this.#wholes('company').flatMap((id) => this.#domains.get(id) ?? []))];
  }

  #wholes(wanted: Dated): readonly number[] {
    const whole = [...this.#listed.values()].filter(({ sinceMs }) => sinceMs === null);
    return [...new Set(whole.flatMap((listed) => this.#membersOf(listed)).flatMap(([kind, id]) => (kind === wanted ? [id] : [])))];
  }

  #entryWalk(list: ListInfo): Walk {
    return knowing({ endpoint: v1.lists.entries.list, input: { list_id: list.id, page_size: 500 } }, (raw) => this.#learnEntry(list, raw));
  }

  /** Nobody's interactions with colleagues are told. */
  #learnEntry({ id: listId, type }: ListInfo, raw: JsonObject): void {
    const { entity } = raw;
    const id = idOf(raw);
    if (id === undefined || (type === 'person' && isObject(entity) && entity['type'] === internal)) return;
    const kind = type === 'person' || type === 'opportunity' ? type : 'company';
    const known = this.#listed.get(`${kind}/${id}`);
    const sinceMs = earlier(this.#sinceOf(listId, raw), known?.sinceMs);
    this.#listed.set(`${kind}/${id}`, { kind, id, sinceMs, listId: known?.listId ?? listId });
    if (kind === 'company' && isObject(entity)) this.#learnDomains(id, entity);
  }

  /** What came on a list since it was read is read whole. */
  #sinceOf(listId: number, { created_at: createdAt }: JsonObject): number | null {
    const { isDue, units } = this.#reading;
    const readTo = units?.readTo?.[String(listId)];
    if (isDue(String(listId)) || readTo === undefined) return null;
    const sinceMs = Date.parse(readTo) - lateMs;
    return Date.parse(String(createdAt)) < sinceMs ? sinceMs : null;
  }

  #learnMembers(raw: JsonObject): void {
    const { id } = raw;
    if (!isId(id) || !this.#listed.has(`opportunity/${id}`)) return;
    const companies = idsIn(raw, 'organization_ids').map((company) => ['company', company] as const);
    this.#members.set(id, [...companies, ...idsIn(raw, 'person_ids').map((person) => ['person', person] as const)]);
  }

  #learnDomains(id: number, { domains }: JsonObject): void {
    if (Array.isArray(domains))
      this.#domains.set(
        id,
        domains.map((domain) => String(domain).toLowerCase()),
      );
  }

  #learnDates(kind: Dated, raw: JsonObject): void {
    const { id } = raw;
    if (!isId(id)) return;
    const dates = contactDatesOf(raw);
    if (dates) this.#dates[kind].set(id, dates);
    if (kind === 'company') this.#learnDomains(id, raw);
  }

  #membersOf({ kind, id }: Listed): readonly (readonly [Dated, number])[] {
    return kind === 'opportunity' ? (this.#members.get(id) ?? []) : [[kind, id]];
  }

  /** Asks when the companies or persons were in touch: those that are read whole one by one where they are few, the others by a search. */
  #dateWalks(kind: Dated): readonly Walk[] {
    const whole = this.#wholes(kind);
    const since = this.#firstSince(kind);
    if (whole.length > datesOneByOne) return [this.#searchWalk(kind, {})];
    const learn = (raw: JsonObject): void => this.#learnDates(kind, raw);
    const { get, key } = kinds[kind];
    const input = (id: RecordId): Walk['input'] => ({ [key]: id, with_interaction_dates: true });
    const one = byIdWalks({ endpoint: get, input, record: idOf }, whole).map((walk) => knowing(walk, learn));
    return [...one, ...(since === undefined ? [] : [this.#searchWalk(kind, this.#touchedSince(since))])];
  }

  #searchWalk(kind: Dated, bounds: Walk['input']): Walk {
    const input = { with_interaction_dates: true, page_size: 500, ...bounds };
    return knowing({ endpoint: kinds[kind].list, input }, (raw) => this.#learnDates(kind, raw));
  }

  /** Both bounds are named: they are meant as a pair (v1 reference, section 6.6). */
  #touchedSince(sinceMs: number): Walk['input'] {
    const [from, to] = [new Date(sinceMs), new Date(Date.parse(this.#reading.startedAt) + yearMs)];
    const date = touchedBy[this.#stream];
    return { [`min_${date}_date`]: from.toISOString(), [`max_${date}_date`]: to.toISOString() };
  }

  #firstSince(kind: Dated): number | undefined {
    const times = [...this.#listed.values()]
      .filter((listed) => this.#membersOf(listed).some(([member]) => member === kind))
      .flatMap(({ sinceMs }) => sinceMs ?? []);
    return times.length === 0 ? undefined : times.reduce((first, time) => Math.min(first, time));
  }
}

/** What is read whole for one list need not be read on for another. */
const earlier = (one: number | null, other: number | null | undefined): number | null =>
  other === undefined ? one : one === null || other === null ? null : Math.min(one, other);
