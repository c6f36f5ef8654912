import { v1 } from '@affinity-kit/contract';
import { isId, type JsonObject } from '../normalise/record-reader.ts';
import { Catalog, type ListInfo } from '../streams/catalog.ts';
import { type Probe, Refusal, recordsIn } from './probe.ts';

/** A list and how many entries it has. */
export interface SizedList extends ListInfo {
  readonly size: number;
}

/** A field, as v1 tells it. */
export interface V1FieldFact {
  readonly listId: number | null;
  /** Whether it takes a request to know its options. */
  readonly hasOptions: boolean;
  /** Options that are told with it; those of plain dropdowns are not. */
  readonly options: number;
  readonly isTracked: boolean;
}

const types: Readonly<Record<number, string>> = { 0: 'person', 1: 'company', 8: 'opportunity' };

const sizedList = ({ id, name, type, list_size: size }: JsonObject): readonly SizedList[] =>
  isId(id) && typeof size === 'number' ? [{ id, name: String(name ?? ''), type: types[Number(type)] ?? '', size }] : [];

const fieldFact = ({
  list_id: listId,
  value_type: type,
  dropdown_options: options,
  track_changes: isTracked,
}: JsonObject): V1FieldFact => ({
  listId: isId(listId) ? listId : null,
  hasOptions: type === 2 || type === 7,
  options: Array.isArray(options) ? options.length : 0,
  isTracked: isTracked === true,
});

/** The lists and fields of a firm: v1 tells the sizes of all lists in one answer, and the kinds of all fields in another. */
export class KnownLists {
  readonly #probe: Probe;
  readonly #wanted: readonly string[] | undefined;
  #lists: Promise<readonly SizedList[] | undefined> | undefined;
  #fields: Promise<readonly V1FieldFact[] | undefined> | undefined;

  constructor(probe: Probe, wanted: readonly string[] | undefined) {
    this.#probe = probe;
    this.#wanted = wanted;
  }

  /** Whether only some lists are read. */
  get narrowed(): boolean {
    return this.#wanted !== undefined;
  }

  /** All lists; `undefined` where v1 does not tell. */
  async all(): Promise<readonly SizedList[] | undefined> {
    this.#lists ??= this.#read(v1.lists.list).then((lists) => lists?.flatMap(sizedList));
    return await this.#lists;
  }

  /** Those that are read. Throws where one is named that there is not, as a load does. */
  async chosen(): Promise<readonly SizedList[] | undefined> {
    const lists = await this.all();
    if (!lists || !this.#wanted) return lists;
    const ids = new Set(this.#catalog(lists).lists.map(({ id }) => id));
    return lists.filter(({ id }) => ids.has(id));
  }

  /** The list of a name or an id. Throws where there is none. */
  async find(wanted: string): Promise<SizedList | undefined> {
    const lists = await this.all();
    if (!lists) return undefined;
    const { id } = this.#catalog(lists).find(wanted);
    return lists.find((list) => list.id === id);
  }

  /** All fields of the firm's own; `undefined` where v1 does not tell. */
  async fields(): Promise<readonly V1FieldFact[] | undefined> {
    this.#fields ??= this.#read(v1.fields.list).then((fields) => fields?.map(fieldFact));
    return await this.#fields;
  }

  #catalog(lists: readonly SizedList[]): Catalog {
    const catalog = new Catalog(this.#wanted);
    for (const list of lists) catalog.list({ ...list });
    return catalog;
  }

  async #read(endpoint: Parameters<Probe['ask']>[0]): Promise<readonly JsonObject[] | undefined> {
    const answer = await this.#probe.ask(endpoint, {});
    return answer instanceof Refusal ? undefined : recordsIn(answer);
  }
}
