import { act, ask } from './api.js';
import { number, plural } from './describe.js';
import { copy, drawer, field, h, panel, say } from './dom.js';

const copyKey = async (id) => {
  try {
    const { keys } = await ask('GET', 'keys');
    await copy(keys.find((key) => key.id === id).key);
    say('The key is on the clipboard');
  } catch (error) {
    say(error.message, 'failed');
  }
};

const userOption = ({ id, name, role }, chosen) => h('option', { value: String(id), selected: id === chosen }, `${name} (${role})`);

const keyRow = (key, users) => {
  const owner = users.find(({ id }) => id === key.ownerId)?.name;
  const select = h(
    'select',
    {
      'aria-label': `Key ${key.id} acts as`,
      onchange: () =>
        void act('POST', 'as-user', {
          body: { id: key.id, userId: Number(select.value) },
          done: ({ name }) => `Key ${key.id} acts as ${name}`,
        }),
    },
    users.map((user) => userOption(user, key.userId)),
  );
  const borrowed = key.userId !== key.ownerId;
  return h(
    'li.key',
    { className: borrowed ? 'key borrowed' : 'key' },
    h('code', { title: `Key of ${owner}` }, key.key),
    select,
    h('button.quiet', { type: 'button', 'aria-label': `Copy key ${key.id}`, onclick: () => copyKey(key.id) }, 'Copy'),
    (borrowed || key.isMade) &&
      h('small', {}, [key.isMade && 'made here', borrowed && `key of ${owner}, acting as another`].filter(Boolean).join('; ')),
  );
};

const madeKey = ({ name, role }) => `A key for ${name} (${role}) is made; copy it from the list`;

export const createKeysPanel = () => {
  const list = h('ul.items', { 'aria-label': 'Keys' });
  const who = h('select', { id: 'new-key-user' });
  const permissions = h('input', { id: 'new-key-permissions', placeholder: 'as the user has them', autocomplete: 'off' });
  const wish = () => {
    const named = permissions.value.trim();
    const rights = named === '' ? {} : { permissions: named === '-' ? [] : named.split(',').map((one) => one.trim()) };
    return { ...(who.value === 'Admin' || who.value === 'Member' ? { role: who.value } : { userId: Number(who.value) }), ...rights };
  };
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void act('POST', 'keys', { body: wish(), done: madeKey });
      },
    },
    field('A key for', who),
    h(
      'details.more',
      {},
      h('summary', {}, 'Other permissions'),
      field('Role permissions, separated by commas', permissions, 'A hyphen alone stands for none.'),
    ),
    h('div.buttons', {}, h('button', { type: 'submit' }, 'Make a key')),
  );
  const drawUsers = drawer(who, (users) => [
    h('option', { value: 'Admin' }, 'any Admin'),
    h('option', { value: 'Member' }, 'any Member'),
    ...users.map((user) => userOption(user)),
  ]);
  const count = h('p.hint', {});
  const draw = drawer(list, ({ keys, users }) => keys.map((key) => keyRow(key, users)));
  /** What has the focus has it again when it was drawn anew. */
  const drawAround = (data) => {
    const label = list.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    draw(data);
    if (label !== null && !list.contains(document.activeElement)) list.querySelector(`[aria-label="${label}"]`)?.focus();
  };
  return {
    node: panel('keys', 'Keys, and the user each acts as', count, list, form),
    show: ({ keys, users }) => {
      const active = users.filter(({ status }) => status === 'active');
      drawUsers(active);
      const others = users.length - active.length;
      count.textContent = `${plural(users.length, 'user')}${others === 0 ? '' : `, ${number(others)} of them not active and without a key`}.`;
      drawAround({ keys, users: active });
    },
  };
};
