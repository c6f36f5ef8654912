import { v2 } from '@affinity-kit/contract';
import { counted, pagesOf, unknown } from '../estimate.ts';
import type { SizedList } from '../known-lists.ts';
import { type Estimator, sum, untoldLists } from './look.ts';

const sizesOf = (lists: readonly SizedList[]): number => sum(lists.map(({ size }) => size));
const pagesOfLists = (lists: readonly SizedList[]): number => sum(lists.map(({ size }) => pagesOf(size)));
const onLists = (lists: readonly SizedList[]): string => `on ${counted(lists.length, 'list')}`;

/** An opportunity is on one list. */
export const opportunities: Estimator = async ({ lists }) => {
  const all = await lists.all();
  if (!all) return untoldLists;
  const holding = all.filter(({ type }) => type === 'opportunity');
  const records = sizesOf(holding);
  return {
    requests: pagesOf(records),
    certainty: 'about',
    basis: `${counted(records, 'opportunity', 'opportunities')} ${onLists(holding)}`,
  };
};

/** Lists. */
export const lists: Estimator = async ({ lists: known }) => {
  const all = await known.all();
  return all ? { requests: pagesOf(all.length), certainty: 'exact', basis: counted(all.length, 'list') } : untoldLists;
};

/** A page of fields for companies, for persons and for each list, and a page of options for each dropdown. */
export const fields: Estimator = async ({ lists: known }) => {
  const [chosen, all] = [await known.chosen(), await known.fields()];
  if (!chosen || !all) return unknown('v1, which tells the kinds of all fields at once, does not answer');
  const ids = new Set(chosen.map(({ id }) => id));
  const dropdowns = all.filter(({ listId, hasOptions }) => hasOptions && (listId === null || ids.has(listId)));
  const pages = sum(dropdowns.map(({ options }) => pagesOf(options)));
  const basis = `one for companies, one for persons, ${counted(chosen.length, 'list')}, ${counted(dropdowns.length, 'dropdown field')}`;
  return { requests: 2 + chosen.length + pages, certainty: 'about', basis };
};

/** Entries of the lists that are read. */
export const listEntries: Estimator = async ({ lists: known }) => {
  const chosen = await known.chosen();
  if (!chosen) return untoldLists;
  const entries = counted(sizesOf(chosen), 'entry', 'entries');
  const basis = `${entries} ${onLists(chosen)}; values beyond the hundredth of a field take more`;
  return { requests: pagesOfLists(chosen), certainty: 'about', basis };
};

/** How many entries a view shows is told nowhere: all of its list at most. */
export const savedViews: Estimator = async ({ probe, lists: known }) => {
  const chosen = await known.chosen();
  if (!chosen) return untoldLists;
  let [sheets, pages] = [0, 0];
  for (const list of chosen) {
    const views = await probe.page(v2.lists.savedViews.list, { listId: list.id, limit: 100 });
    const shown = views.filter(({ type }) => type === 'sheet').length;
    sheets += shown;
    pages += 1 + shown * pagesOf(list.size);
  }
  return {
    requests: pages,
    certainty: sheets === 0 ? 'exact' : 'at-most',
    basis: `${counted(sheets, 'sheet')} ${onLists(chosen)}; how many entries each shows is not told: as many as its list has at most`,
  };
};

/** Views that are read as sources of their own. */
export const viewSources: Estimator = async ({ lists: known, asked: { views = [] } }) => {
  const found = new Set<SizedList>();
  let pages = 0;
  for (const view of views) {
    const list = await known.find(view.slice(0, Math.max(0, view.lastIndexOf('/'))).trim());
    if (!list) return untoldLists;
    found.add(list);
    pages += pagesOf(list.size);
  }
  const basis = `${counted(views.length, 'view')}; how many entries each shows is not told: as many as its list has at most`;
  return { requests: found.size + pages, certainty: 'at-most', basis };
};

/** A record that is on several lists is asked for once: how many such there are is not told. */
export const relationships: Estimator = async ({ lists: known }) => {
  const chosen = (await known.chosen())?.filter(({ type }) => type !== 'opportunity');
  if (!chosen) return untoldLists;
  const basis = `a request for each of ${counted(sizesOf(chosen), 'record')} ${onLists(chosen)}, fewer where some are on several`;
  return { requests: sizesOf(chosen) + pagesOfLists(chosen), certainty: 'at-most', basis };
};
