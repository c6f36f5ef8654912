import { v2 } from '@affinity-kit/contract';
import { addFieldValues } from '../normalise/field-values.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, microsOf, RecordReader } from '../normalise/record-reader.ts';
import { nameOf } from '../normalise/value.ts';
import { savedViews } from '../replica/tables/lists.ts';
import { savedViewFields, savedViewRows } from '../replica/tables/saved-view-values.ts';
import { candidatesFor, labelled } from './candidates.ts';
import { type ListInfo, MisnamedError } from './catalog.ts';
import type { Reading, Stream, Walk } from './stream.ts';

/** A saved view as it is asked for: `LIST/VIEW`, each by name or id. */
interface Wanted {
  readonly list: string;
  readonly view: string;
}

/** Thrown when `views` names a view that there is not, that several share, or whose rows Affinity does not serve. */
export class UnknownViewError extends MisnamedError {
  readonly code = 'unknown-view';
}

const wantedOf = (text: string): Wanted => {
  const at = text.lastIndexOf('/');
  const [list, view] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at > 0 && list !== '' && view !== '') return { list, view };
  throw new UnknownViewError(`"${text}" does not name a saved view: write the list and the view, as in "Deal Flow/Hot"`);
};

/** What is learned of the views of a list. */
interface KnownView {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** Microseconds since 1970. */
  readonly createdAt: number | null;
}

const viewOf = ({ id, name, type, createdAt }: JsonObject): KnownView | undefined =>
  isId(id) ? { id, name: String(name ?? ''), type: String(type ?? ''), createdAt: microsOf(String(createdAt)) ?? null } : undefined;

const isCalled = ({ id, name }: { readonly id: number; readonly name: string }, wanted: string): boolean =>
  String(id) === wanted || name.toLowerCase() === wanted.toLowerCase();

const choose = (list: ListInfo, views: readonly KnownView[], wanted: string): KnownView => {
  const found = views.filter((view) => isCalled(view, wanted));
  const [view] = found;
  if (!view) throw new UnknownViewError(`The list ${list.name} has no saved view "${wanted}". ${candidatesFor(wanted, views)}`);
  if (found.length > 1)
    throw new UnknownViewError(
      `Several views of ${list.name} are called "${wanted}"; name one by its id: ${found.map(labelled).join(', ')}`,
    );
  if (view.type === 'sheet') return view;
  throw new UnknownViewError(`The view ${view.name} of ${list.name} is a ${view.type}: Affinity serves the rows of sheets only`);
};

/** The columns of a view, as its rows come to name them. */
class Columns {
  readonly #seen = new Map<unknown, number>();
  readonly #viewId: number;

  constructor(viewId: number) {
    this.#viewId = viewId;
  }

  add(out: PageRows, raw: unknown): void {
    if (!isObject(raw) || typeof raw['id'] !== 'string' || this.#seen.has(raw['id'])) return;
    const ordinal = this.#seen.size;
    this.#seen.set(raw['id'], ordinal);
    const reader = new RecordReader(out, { id: this.#viewId, raw, path: `${raw['id']}.` });
    const valueType = reader.nested('value')?.text('type') ?? null;
    out.of(savedViewFields).add(this.#viewId, raw['id'], ordinal, reader.text('name'), valueType, reader.text('enrichmentSource'));
  }
}

/** The whole view is one record: what it shows is read and replaced as one. */
const rowRecord = (view: KnownView, list: ListInfo): Walk['record'] => {
  const columns = new Columns(view.id);
  return (raw: JsonObject, out) => {
    const { id, entity } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id: view.id, raw, path: `${id}.` });
    const record = isObject(entity) ? entity : {};
    const made = [reader.instant('createdAt'), reader.ref('creatorId')] as const;
    const what = [reader.text('type') ?? list.type, isId(record['id']) ? record['id'] : null, nameOf(record)] as const;
    out.of(savedViewRows).add(view.id, id, ...what, ...made);
    const inner = new RecordReader(out, { id: view.id, raw: record, path: `${id}.entity.` });
    for (const field of inner.array('fields')) columns.add(out, field);
    const values = { endpoint: v2.lists.entries.fieldValues.values, input: { listId: list.id, listEntryId: id } };
    const owner = { entityType: list.type, entityId: id, listId: list.id, listEntryId: id, savedViewId: view.id, values };
    addFieldValues(out, { reader: inner, owner });
    if (out.isNew('view')) out.of(savedViews).add(view.id, list.id, view.name, view.type, view.createdAt);
    return view.id;
  };
};

function* stagesOf(wanted: readonly Wanted[], { catalog }: Reading): Generator<readonly Walk[]> {
  const lists = new Map(wanted.map(({ list }) => [list, catalog.find(list)]));
  const views = new Map<number, KnownView[]>();
  yield [...new Set(lists.values())].map((list) => ({
    endpoint: v2.lists.savedViews.list,
    input: { listId: list.id, limit: 100 },
    // Names alone are learned here: the views are records of another stream.
    record: ({ id }) => (isId(id) ? id : undefined),
    learn: (raw) => {
      const view = viewOf(raw);
      if (view) views.set(list.id, [...(views.get(list.id) ?? []), view]);
    },
    idsOnly: true,
    unseen: true,
  }));
  const chosen = new Map<number, Walk>();
  for (const { list: name, view: wantedView } of wanted) {
    const list = lists.get(name) ?? catalog.find(name);
    const view = choose(list, views.get(list.id) ?? [], wantedView);
    const input = { listId: list.id, viewId: view.id, limit: 100 };
    const walk = { endpoint: v2.lists.savedViews.entries.list, input, record: rowRecord(view, list), spans: true, owner: view.id } as const;
    chosen.set(view.id, walk);
  }
  yield [...chosen.values()];
}

/** The saved views that are read as sources of their own: exactly their rows and columns, whatever else is read. */
export const savedViewSource = (views: readonly string[]): Stream => {
  const wanted = views.map(wantedOf);
  return {
    name: savedViewSourceName,
    feeds: [
      { table: 'saved_view_rows', owner: 'saved_view_id' },
      { table: 'saved_view_values', owner: 'saved_view_id' },
      // A view without rows does not tell its columns: those that it had stay.
      { table: 'saved_view_fields', owner: 'NULL', shared: { of: ['saved_view_id'], replaces: 'true' } },
      { table: 'saved_views', owner: 'NULL', shared: { of: ['id'], replaces: 'true' } },
    ],
    needs: ['lists'],
    permission: 'Export data from Lists',
    covers: () => 'false',
    stages: (reading) => stagesOf(wanted, reading),
    pageSize: 100,
  };
};

/** Name of the stream that reads saved views as sources of their own. */
export const savedViewSourceName = 'views';
