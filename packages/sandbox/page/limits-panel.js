import { act } from './api.js';
import { duration, number } from './describe.js';
import { drawer, field, h, panel } from './dom.js';

const inputs = [
  ['perMinute', 'A minute, per user', 'required'],
  ['perMonth', 'A month, in all', 'none'],
  ['concurrent', 'At the same time', 'none'],
  ['minuteMs', 'A minute lasts (ms)', 'required'],
];

const bar = (label, { used, limit, reset }) =>
  h(
    'li.usage',
    {},
    h('span', {}, label, h('span.muted', {}, `${number(used)} of ${number(limit)}`)),
    h('meter', { 'aria-label': label, min: 0, max: Math.max(1, limit), high: limit * 0.8, optimum: 0, value: used }),
    h('small', {}, `begins anew in ${duration(reset)}`),
  );

export const createLimitsPanel = ({ nameOf }) => {
  const list = h('ul.items.usages', { 'aria-label': 'Used' });
  const controls = Object.fromEntries(
    inputs.map(([name, , kind]) => [
      name,
      h('input', {
        type: 'number',
        name,
        min: '0',
        inputMode: 'numeric',
        required: kind === 'required',
        placeholder: kind === 'none' ? 'none' : '',
      }),
    ]),
  );
  const changed = () =>
    Object.fromEntries(inputs.map(([name]) => [name, controls[name].value === '' ? null : Number(controls[name].value)]));
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void act('POST', 'limits', { body: changed(), done: 'The limits are changed; what was counted stays' });
      },
    },
    h(
      'div.grid',
      {},
      inputs.map(([name, label]) => field(label, controls[name])),
    ),
    h('div.buttons', {}, h('button', { type: 'submit' }, 'Change the limits')),
  );
  const draw = drawer(list, ({ minutes, month }) => [
    ...(month === null ? [] : [bar('The account this month', month)]),
    ...minutes.map((minute) => bar(`${nameOf(minute.userId)} this minute`, minute)),
    ...(minutes.length === 0 ? [h('li.hint', {}, 'Nobody has used anything up this minute.')] : []),
  ]);
  // Drawn again only when the sandbox has other limits, so that typing is never overwritten by what is known already.
  let last;
  const fill = (limits) => {
    const text = JSON.stringify(inputs.map(([name]) => limits[name]));
    if (text === last) return;
    last = text;
    for (const [name] of inputs) controls[name].value = limits[name] ?? '';
  };
  return {
    node: panel('limits', 'Limits', list, form),
    show: ({ limits }) => {
      fill(limits);
      draw({ minutes: limits.minutes, month: limits.month });
    },
  };
};
