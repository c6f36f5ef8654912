import { act } from './api.js';
import { number } from './describe.js';
import { h } from './dom.js';

const isPressed = (chip) => chip.getAttribute('aria-pressed') === 'true';

const chip = (attributes, ...children) => h('button.chip', { type: 'button', 'aria-pressed': 'false', ...attributes }, ...children);

const keepBodies = (isOn) =>
  act('POST', 'log', { body: { bodies: isOn }, done: isOn ? 'Headers and bodies are kept from now on' : 'Nothing but the list is kept' });

/** What the list of requests is narrowed down with. `onChange` is called when it asks for something else. */
export const createToolbar = ({ onChange }) => {
  const total = h('span.muted', { id: 'total' });
  const problemCount = h('span.count', {}, '0');
  const onlyProblems = chip({}, 'Problems ', problemCount);
  const hold = chip({ title: 'Stop the list where it is' }, 'Pause');
  const bodies = h('input', { type: 'checkbox', id: 'bodies', onchange: () => void keepBodies(bodies.checked) });
  const filter = h('input', {
    type: 'search',
    id: 'filter',
    placeholder: 'Filter by method, path, status or user',
    'aria-label': 'Filter',
    'aria-keyshortcuts': '/',
    oninput: onChange,
  });
  for (const each of [onlyProblems, hold])
    each.addEventListener('click', () => {
      each.setAttribute('aria-pressed', String(!isPressed(each)));
      onChange();
    });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.matches('input, select, textarea')) return;
    event.preventDefault();
    filter.focus();
  });
  return {
    node: h(
      'header.toolbar',
      {},
      h('h2', { id: 'requests-title' }, 'Requests ', total),
      filter,
      onlyProblems,
      hold,
      h('label.check', { title: 'Headers and bodies of the last requests' }, bodies, 'keep bodies'),
      h('button.quiet', { type: 'button', onclick: () => void act('DELETE', 'requests', { done: 'The log is empty' }) }, 'Clear'),
    ),
    wanted: () => ({ filter: filter.value, onlyProblems: isPressed(onlyProblems) }),
    isHeld: () => isPressed(hold),
    showTotal: (count) => {
      total.textContent = number(count);
    },
    showProblems: (count) => {
      problemCount.textContent = number(count);
      onlyProblems.classList.toggle('some', count > 0);
    },
    showSettings: (log) => {
      if (document.activeElement !== bodies) bodies.checked = log.bodies;
    },
  };
};
