import { act } from './api.js';
import { haystackOf, isProblem, matches, number, timeOfDay } from './describe.js';
import { createDetail } from './detail.js';
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

/** The list of requests, its filter, and the one that is open. */
export const createInspector = (root, { nameOf }) => {
  const items = [];
  const list = h('ol.rows', { 'aria-label': 'Requests, newest first' });
  const empty = h('p.empty', {});
  const filter = h('input', {
    type: 'search',
    id: 'filter',
    placeholder: 'Filter by method, path, status or user',
    'aria-label': 'Filter',
    'aria-keyshortcuts': '/',
  });
  const problemCount = h('span.count', {}, '0');
  const onlyProblems = h('button.chip', { type: 'button', 'aria-pressed': 'false' }, 'Problems ', problemCount);
  const hold = h('button.chip', { type: 'button', 'aria-pressed': 'false', title: 'Stop the list where it is' }, 'Pause');
  const bodies = h('input', { type: 'checkbox', id: 'bodies' });
  const total = h('span.muted', { id: 'total' });
  let openId;

  const detail = createDetail({ nameOf, onClose: () => close() });
  const isOn = (chip) => chip.getAttribute('aria-pressed') === 'true';
  const visible = () => items.filter(({ item }) => !item.hidden);

  const mark = () => {
    for (const { request, row } of items) row.setAttribute('aria-current', String(request.id === openId));
    const focusable = visible().find(({ request }) => request.id === openId) ?? visible()[0];
    for (const each of items) each.row.tabIndex = each === focusable ? 0 : -1;
  };

  const emptyText = () => {
    if (items.length > 0) return 'No request fits the filter.';
    return `No requests yet. Point a client at ${location.origin}, with v2 below ${location.origin}/v2, and it shows here at once.`;
  };

  const sift = () => {
    for (const { request, haystack, item } of items)
      item.hidden = !matches(haystack, filter.value) || (isOn(onlyProblems) && !isProblem(request));
    const problems = items.filter(({ request }) => isProblem(request)).length;
    problemCount.textContent = number(problems);
    onlyProblems.classList.toggle('some', problems > 0);
    empty.textContent = emptyText();
    empty.hidden = visible().length > 0;
    mark();
  };

  const open = (id) => {
    openId = id;
    root.classList.add('open');
    detail.open(id);
    mark();
  };

  const close = () => {
    const row = items.find(({ request }) => request.id === openId)?.row;
    openId = undefined;
    root.classList.remove('open');
    detail.close();
    mark();
    row?.focus();
  };

  const step = (row, by) => {
    const rows = visible();
    const next = rows[rows.findIndex((each) => each.row === row) + by];
    if (next === undefined) return;
    next.row.focus();
    if (openId !== undefined) open(next.request.id);
  };

  const clearRows = () => {
    items.length = 0;
    list.replaceChildren();
    if (openId !== undefined) close();
  };

  const add = (requests) => {
    for (const request of requests) {
      const userName = nameOf(request.userId);
      const row = rowOf(request, userName);
      const item = h('li', {}, row);
      items.unshift({ request, row, item, haystack: haystackOf(request, userName) });
      list.prepend(item);
    }
    for (const { item } of items.splice(maxRows)) item.remove();
  };

  const keys = { ArrowDown: 1, ArrowUp: -1 };
  list.addEventListener('click', (event) => {
    const row = event.target.closest('.row');
    if (row !== null) open(Number(row.dataset.id));
  });
  list.addEventListener('keydown', (event) => {
    const by = keys[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(event.target.closest('.row'), by);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && openId !== undefined) close();
    if (event.key !== '/' || event.target.matches('input, select, textarea')) return;
    event.preventDefault();
    filter.focus();
  });
  filter.addEventListener('input', sift);
  for (const chip of [onlyProblems, hold])
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(!isOn(chip)));
      sift();
    });
  bodies.addEventListener('change', () =>
    act('POST', 'log', { body: { bodies: bodies.checked }, done: bodies.checked ? 'Headers and bodies are kept from now on' : 'Nothing but the list is kept' }),
  );

  root.append(
    h(
      'header.toolbar',
      {},
      h('h2', { id: 'requests-title' }, 'Requests ', total),
      filter,
      onlyProblems,
      hold,
      h('label.check', { title: 'Headers and bodies of the last requests' }, bodies, 'keep bodies'),
      h('button.quiet', { type: 'button', onclick: () => act('DELETE', 'requests', { done: 'The log is empty' }) }, 'Clear'),
    ),
    h('div.split', {}, h('div.list', {}, empty, list), detail.node),
  );
  sift();

  return {
    isHeld: () => isOn(hold),
    /** Joins what was answered since; in a new era the list begins anew. */
    show: ({ requests, count, isNewEra }) => {
      if (isNewEra) clearRows();
      add(requests);
      total.textContent = number(count);
      if (requests.length > 0 || isNewEra) sift();
    },
    showSettings: (log) => {
      if (document.activeElement !== bodies) bodies.checked = log.bodies;
    },
  };
};
