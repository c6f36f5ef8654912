import { createDetail } from './detail.js';
import { h } from './dom.js';
import { createRows } from './request-rows.js';
import { createToolbar } from './toolbar.js';

const emptyText = (all) =>
  all > 0
    ? 'No request fits the filter.'
    : `No requests yet. Point a client at ${location.origin}, with v2 below ${location.origin}/v2, and it shows here at once.`;

/** The list of requests, its filter, and the one that is open. */
export const createInspector = (root, { nameOf }) => {
  const empty = h('p.empty', {});
  let openId;

  const open = (id) => {
    openId = id;
    root.classList.add('open');
    rows.mark(openId);
    void detail.open(id);
  };
  const close = () => {
    const closedId = openId;
    openId = undefined;
    root.classList.remove('open');
    detail.close();
    rows.mark(openId);
    rows.focus(closedId);
  };
  const choose = (id, { isWalk }) => {
    if (!isWalk || openId !== undefined) open(id);
  };
  const sift = () => {
    const { all, shown, problems } = rows.sift(toolbar.wanted());
    toolbar.showProblems(problems);
    empty.textContent = emptyText(all);
    empty.hidden = shown > 0;
    rows.mark(openId);
  };

  const detail = createDetail({ nameOf, onClose: close });
  const rows = createRows({ nameOf, onChoose: choose });
  const toolbar = createToolbar({ onChange: sift });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && openId !== undefined) close();
  });
  root.append(toolbar.node, h('div.split', {}, h('div.list', {}, empty, rows.node), detail.node));
  sift();

  return {
    isHeld: toolbar.isHeld,
    showSettings: toolbar.showSettings,
    /** Joins what was answered since; in a new era the list begins anew. */
    show: ({ requests, count, isNewEra }) => {
      if (isNewEra) {
        if (openId !== undefined) close();
        rows.clear();
      }
      rows.add(requests);
      toolbar.showTotal(count);
      if (requests.length > 0 || isNewEra) sift();
    },
  };
};
