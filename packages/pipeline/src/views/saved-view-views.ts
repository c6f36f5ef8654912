import { slug } from './slug.ts';
import type { View } from './view.ts';
import { type WideField, wideColumns } from './wide-columns.ts';
import { type Base, wideView } from './wide-views.ts';

/** A saved view that is read as a source of its own. */
export interface SourceView {
  readonly id: number;
  readonly name: string;
  readonly listName: string;
  /** Its columns, in their order. */
  readonly fields: readonly WideField[];
}

/** How the comment of such a view begins; by it those that are gone are found. */
export const savedViewMark = 'Rows of the saved view ';

const base: Base = {
  list_entry_id: ['e.list_entry_id', 'Affinity id of the list entry.'],
  entity_id: ['e.entity_id', 'The company, person or opportunity in the row.'],
  entity_name: ['e.entity_name', 'Its name.'],
  url: ['(SELECT url FROM records AS r WHERE r.entity_type = e.entity_type AND r.entity_id = e.entity_id)', 'Its page in Affinity.'],
};

/** Names of the views: `view_<list>_<view>`, with the id where two share one or something else has the name. */
const namesOf = (views: readonly SourceView[], taken: ReadonlySet<string>): Map<number, string> => {
  const bare = (view: SourceView): string => ['view', slug(view.listName), slug(view.name)].filter((part) => part !== '').join('_');
  const uses = new Map<string, number>();
  for (const view of views) uses.set(bare(view), (uses.get(bare(view)) ?? 0) + 1);
  const isFree = (name: string): boolean => uses.get(name) === 1 && !taken.has(name);
  return new Map(views.map((view) => [view.id, isFree(bare(view)) ? bare(view) : `${bare(view)}_${view.id}`]));
};

/** One view for each saved view that is read as a source of its own. */
export function savedViewViews(views: readonly SourceView[], taken: ReadonlySet<string>): View[] {
  const names = namesOf(views, taken);
  return views.map((view) =>
    wideView({
      name: names.get(view.id) ?? `view_${view.id}`,
      comment: `${savedViewMark}${view.name} (${view.id}) of the list ${view.listName}, with its columns.`,
      question: `What does the saved view ${view.id} show?`,
      base,
      from: `(SELECT * FROM saved_view_rows WHERE saved_view_id = ${view.id}) AS e`,
      parts: [
        {
          alias: 'v',
          columns: wideColumns(view.fields, Object.keys(base)),
          key: 'list_entry_id',
          joinedWith: 'e.list_entry_id',
          condition: `saved_view_id = ${view.id}`,
          table: 'saved_view_values',
        },
      ],
    }),
  );
}
