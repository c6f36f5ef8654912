import { act } from './api.js';
import { plural } from './describe.js';
import { drawer, field, h, panel } from './dom.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const option = (value, label = value) => h('option', { value }, label);
const numeric = (name, attributes = {}) => h('input', { type: 'number', name, min: '0', inputMode: 'numeric', ...attributes });

const whole = (text) => (text === '' ? undefined : Number(text));
const wholes = (text) =>
  text.trim() === ''
    ? undefined
    : text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number);

const ruleOf = (form) => {
  const said = Object.fromEntries(new FormData(form));
  const percent = whole(said.percent);
  const rule = {
    kind: said.kind,
    method: said.method === '' ? undefined : said.method,
    path: said.path.trim() === '' ? undefined : said.path.trim(),
    times: whole(said.times),
    nth: wholes(said.nth),
    fraction: percent === undefined ? undefined : percent / 100,
    status: whole(said.status),
    durationMs: whole(said.durationMs),
    retryAfterSeconds: whole(said.retryAfterSeconds),
    afterEffect: said.afterEffect === 'on' ? true : undefined,
  };
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
};

const conditionsOf = ({ nth, fraction, times, status, durationMs, retryAfterSeconds, afterEffect }) =>
  [
    nth !== undefined && `request ${[nth].flat().join(', ')}`,
    fraction !== undefined && `${fraction * 100} %`,
    times !== undefined && `at most ${plural(times, 'time')}`,
    status !== undefined && `status ${status}`,
    durationMs !== undefined && `${durationMs} ms`,
    retryAfterSeconds !== undefined && `Retry-After ${retryAfterSeconds}`,
    afterEffect === true && 'after it took effect',
  ].filter(Boolean);

const faultRow = (fault) =>
  h(
    'li',
    {},
    h(
      'span',
      {},
      h('strong', {}, fault.kind),
      ' ',
      h('code', {}, `${fault.method ?? 'any'} ${fault.path ?? '*'}`),
      h('small', {}, [...conditionsOf(fault), `struck ${fault.struck} of ${fault.seen}`].join(' · ')),
    ),
    h(
      'button',
      {
        type: 'button',
        'aria-label': `Remove the fault ${fault.kind}`,
        onclick: () => act('DELETE', `faults/${fault.id}`, { done: 'That fault is gone' }),
      },
      'Remove',
    ),
  );

const moreConditions = () =>
  h(
    'details.more',
    {},
    h('summary', {}, 'More conditions'),
    h(
      'div.grid',
      {},
      field('At most (times)', numeric('times', { min: '1' })),
      field('Only the nth', h('input', { name: 'nth', placeholder: '1, 3', pattern: '[\\d,\\s]*' })),
      field('Share (%)', numeric('percent', { max: '100', step: 'any' })),
      field('Status', numeric('status', { min: '500', max: '599', placeholder: '500' })),
      field('Body takes (ms)', numeric('durationMs', { placeholder: '1000' })),
      field('Retry-After (s)', numeric('retryAfterSeconds')),
    ),
    h('label.check', {}, h('input', { type: 'checkbox', name: 'afterEffect' }), 'the request takes effect first'),
  );

export const createFaultsPanel = () => {
  const kind = h('select', { name: 'kind', id: 'fault-kind' });
  const effect = h('small', { id: 'fault-effect' });
  const list = h('ul.items', { 'aria-label': 'Faults in force' });
  const clear = h('button.quiet', { type: 'button', onclick: () => act('DELETE', 'faults', { done: 'No faults' }) }, 'Clear all');
  let kinds = [];
  const explain = () => {
    effect.textContent = kinds.find((each) => each.kind === kind.value)?.effect ?? '';
  };
  const form = h(
    'form',
    {
      id: 'fault-form',
      onsubmit: (event) => {
        event.preventDefault();
        const rule = ruleOf(form);
        void act('POST', 'faults', { body: { faults: [rule] }, done: `From now on: ${rule.kind}` });
      },
    },
    field('What goes wrong', kind),
    effect,
    h(
      'div.grid.wide',
      {},
      field(
        'Method',
        h(
          'select',
          { name: 'method' },
          option('', 'any'),
          methods.map((method) => option(method)),
        ),
      ),
      field('Path, * for anything', h('input', { name: 'path', placeholder: '/v2/companies*', spellcheck: false, autocomplete: 'off' })),
    ),
    moreConditions(),
    h('div.buttons', {}, h('button.primary', { type: 'submit' }, 'Add the fault'), clear),
  );
  kind.addEventListener('change', explain);
  const drawKinds = drawer(kind, (all) => {
    kinds = all;
    return all.map((each) => option(each.kind));
  });
  const draw = drawer(list, (faults) => (faults.length === 0 ? h('li.hint', {}, 'Nothing goes wrong.') : faults.map(faultRow)));
  return {
    node: panel('faults', 'Faults', list, form),
    show: ({ faults, faultKinds }) => {
      drawKinds(faultKinds);
      if (effect.textContent === '') explain();
      clear.hidden = faults.length === 0;
      draw(faults);
    },
  };
};
