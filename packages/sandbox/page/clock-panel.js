import { act } from './api.js';
import { dayAndTime } from './describe.js';
import { drawer, field, h, panel } from './dom.js';

const minuteMs = 60_000;
const steps = [
  ['+1 min', minuteMs],
  ['+1 h', 60 * minuteMs],
  ['+1 d', 24 * 60 * minuteMs],
  ['+30 d', 30 * 24 * 60 * minuteMs],
];

const moved = ({ now }) => `It is ${dayAndTime(now)} now`;

export const createClockPanel = () => {
  const moment = h('input', { type: 'datetime-local', step: '1', id: 'moment', required: true });
  const time = h('p.clock', { id: 'clock-time' });
  const form = h(
    'form.inline',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void act('POST', 'clock', { body: { now: new Date(`${moment.value}Z`).toISOString() }, done: moved });
      },
    },
    field('Jump to (UTC)', moment),
    h('button', { type: 'submit' }, 'Set'),
  );
  const buttons = steps.map(([label, advanceMs]) =>
    h('button', { type: 'button', onclick: () => act('POST', 'clock', { body: { advanceMs }, done: moved }) }, label),
  );
  const draw = drawer(time, ({ now, clock }) => [
    h('time', { dateTime: now }, dayAndTime(now)),
    h('span.muted', {}, ` UTC, ${clock === 'frozen' ? 'stands still' : 'running'}`),
  ]);
  return {
    node: panel('clock', 'Clock', time, h('div.buttons', {}, buttons), form),
    show: ({ now, account }) => {
      draw({ now, clock: account.clock });
      if (moment.value === '') moment.value = now.slice(0, 19);
    },
  };
};
