import { haystackOf, isProblem, matches, timeOfDay } from './describe.js';
import { h } from './dom.js';

/** Rows that the page holds; the log holds more. */
const maxRows = 500;

const statusClass = (status) => (status === 0 ? 'none' : `s${Math.floor(status / 100)}`);

const rowOf = (request, userName) =>
  h(
    'button.row',
    { type: 'button', 'data-id': String(request.id), tabIndex: -1 },
    h(`span.method.${request.method.toLowerCase()}`, {}, request.method),
    h('span.path', { title: request.path }, request.path, request.query !== '' && h('span.query', {}, `?${request.query}`)),
    h(`span.status.${statusClass(request.status)}`, { title: request.fault ?? '' }, request.status === 0 ? '—' : String(request.status)),
    h('span.ms', {}, `${request.ms} ms`),
    h('span.user', {}, userName),
    h('time.at', { dateTime: request.at }, timeOfDay(request.at)),
  );

const steps = { ArrowDown: 1, ArrowUp: -1 };

/** The list itself, newest first; the arrow keys go through it. `onChoose` is told which request, and whether it was pressed or walked to. */
export const createRows = ({ nameOf, onChoose }) => {
  const items = [];
  const node = h('ol.rows', { 'aria-label': 'Requests, newest first' });
  const visible = () => items.filter(({ item }) => !item.hidden);
  const rowFor = (id) => items.find(({ request }) => request.id === id)?.row;

  const step = (row, by) => {
    const rows = visible();
    const next = rows[rows.findIndex((each) => each.row === row) + by];
    if (next === undefined) return;
    next.row.focus();
    onChoose(next.request.id, { isWalk: true });
  };

  node.addEventListener('click', (event) => {
    const row = event.target.closest('.row');
    if (row !== null) onChoose(Number(row.dataset.id), { isWalk: false });
  });
  node.addEventListener('keydown', (event) => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(event.target.closest('.row'), by);
  });

  return {
    node,
    add: (requests) => {
      for (const request of requests) {
        const userName = nameOf(request.userId);
        const row = rowOf(request, userName);
        const item = h('li', {}, row);
        items.unshift({ request, row, item, haystack: haystackOf(request, userName) });
        node.prepend(item);
      }
      for (const { item } of items.splice(maxRows)) item.remove();
    },
    clear: () => {
      items.length = 0;
      node.replaceChildren();
    },
    /** Shows what fits, and says how many there are, how many fit, and how many went wrong. */
    sift: ({ filter, onlyProblems }) => {
      for (const { request, haystack, item } of items) item.hidden = !matches(haystack, filter) || (onlyProblems && !isProblem(request));
      return { all: items.length, shown: visible().length, problems: items.filter(({ request }) => isProblem(request)).length };
    },
    /** Marks the open request; it, or else the newest, is where the Tab key leads. */
    mark: (openId) => {
      const shown = visible();
      const focusable = shown.find(({ request }) => request.id === openId) ?? shown[0];
      for (const each of items) {
        each.row.setAttribute('aria-current', String(each.request.id === openId));
        each.row.tabIndex = each === focusable ? 0 : -1;
      }
    },
    focus: (id) => rowFor(id)?.focus(),
  };
};
