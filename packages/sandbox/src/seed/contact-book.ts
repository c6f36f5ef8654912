import type { SeedPerson, StoredInteraction } from './model.ts';
import { isInteraction, timeOf } from './touches.ts';

/** Somebody outside whom the firm is in touch with, and since when and until when in which way. */
export interface Contact {
  readonly personId: number;
  readonly companyId: number;
  readonly name: string;
  readonly memberId: number;
  /** First and last e-mail, meeting and chat message in milliseconds; `undefined` for never. */
  readonly spans: Readonly<Record<'email' | 'meeting' | 'chat-message', readonly [from: number, to: number] | undefined>>;
  /** The last contact of any kind. */
  readonly until: number;
}

/** What the cells of a person tell about being in touch; `undefined` where there is nothing to tell. */
export const contactOf = ({ id, firstName, companyIds, cells }: SeedPerson): Contact | undefined => {
  const at = (slug: string): StoredInteraction | undefined => {
    const value = cells[slug];
    return isInteraction(value) ? value : undefined;
  };
  const span = (kind: string): readonly [number, number] | undefined => {
    const [first, last] = [at(`first-${kind}`), at(`last-${kind}`)];
    return first === undefined || last === undefined ? undefined : [timeOf(first), timeOf(last)];
  };
  const [last, mail] = [at('last-contact'), at('last-email')];
  const memberId = mail?.internal ?? last?.internal ?? null;
  if (last === undefined || memberId === null) return undefined;
  const spans = { email: span('email'), meeting: span('event'), 'chat-message': span('chat-message') };
  return { personId: id, companyId: companyIds[0] ?? 0, name: firstName, memberId, spans, until: timeOf(last) };
};

/** How many different interactions the cells of a person hold. */
export const interactionsIn = ({ cells }: SeedPerson): number =>
  new Set(Object.values(cells).flatMap((value) => (isInteraction(value) ? `${value.type}${value.id}` : []))).size;

const kinds = ['email', 'meeting', 'chat-message'] as const;

/** Contacts, kept as columns of numbers: a large firm has some hundred thousand. */
export class ContactBook {
  readonly #numbers: number[] = [];
  readonly #names: string[] = [];
  readonly #byPerson = new Map<number, number>();
  readonly #byCompany = new Map<number, number>();

  get count(): number {
    return this.#names.length;
  }

  add({ personId, companyId, name, memberId, spans, until }: Contact): void {
    const index = this.count;
    this.#names.push(name);
    this.#numbers.push(personId, companyId, memberId, until);
    for (const kind of kinds) this.#numbers.push(spans[kind]?.[0] ?? Number.NaN, spans[kind]?.[1] ?? Number.NaN);
    this.#byPerson.set(personId, index);
    if (companyId !== 0 && !this.#byCompany.has(companyId)) this.#byCompany.set(companyId, index);
  }

  at(index: number): Contact {
    const start = index * 10;
    const number = (offset: number): number => this.#numbers[start + offset] ?? 0;
    const span = (offset: number): readonly [number, number] | undefined =>
      Number.isNaN(number(offset)) ? undefined : [number(offset), number(offset + 1)];
    return {
      personId: number(0),
      companyId: number(1),
      name: this.#names[index] ?? '',
      memberId: number(2),
      until: number(3),
      spans: { email: span(4), meeting: span(6), 'chat-message': span(8) },
    };
  }

  /** A person's own place, or that of the first contact at a company. */
  indexOf(kind: 'person' | 'company', id: number): number | undefined {
    return (kind === 'person' ? this.#byPerson : this.#byCompany).get(id);
  }
}
