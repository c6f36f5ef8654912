import { act } from './api.js';
import { dayAndTime } from './describe.js';
import { drawer, h, panel, sureButton } from './dom.js';

const snapshotRow = ({ snapshot, now }) =>
  h(
    'li',
    {},
    h('span', {}, h('strong', {}, `Snapshot ${snapshot}`), h('small', {}, `taken at ${dayAndTime(now)}`)),
    h(
      'button',
      {
        type: 'button',
        'aria-label': `Restore snapshot ${snapshot}`,
        onclick: () => act('POST', 'restore', { body: { snapshot }, done: `Back at snapshot ${snapshot}` }),
      },
      'Restore',
    ),
  );

export const createStatePanel = () => {
  const list = h('ul.items', { 'aria-label': 'Snapshots' });
  const draw = drawer(list, (snapshots) =>
    snapshots.length === 0
      ? h('li.hint', {}, 'A snapshot keeps the firm and the time; restoring one takes no longer than what was written since.')
      : snapshots.map(snapshotRow),
  );
  const take = () => act('POST', 'snapshot', { done: ({ snapshot }) => `Snapshot ${snapshot} is kept` });
  return {
    node: panel(
      'snapshots',
      'State',
      h(
        'div.buttons',
        {},
        h('button', { type: 'button', onclick: take }, 'Take a snapshot'),
        sureButton(
          'Reset everything',
          () => void act('POST', 'reset', { done: 'The firm, the time, allowances, keys, faults and the log are as they began' }),
        ),
      ),
      list,
    ),
    show: ({ snapshots }) => draw(snapshots.toReversed()),
  };
};
