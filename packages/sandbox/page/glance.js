import { number, plural, timeOfDay } from './describe.js';
import { byId, drawer, h } from './dom.js';

const busiest = ({ minutes, perMinute }) => `${number(Math.max(0, ...minutes.map(({ used }) => used)))} / ${number(perMinute)}`;

const monthOf = ({ month }) => (month === null ? 'no quota' : `${number(month.used)} / ${number(month.limit)}`);

const webhooksOf = (webhooks) => {
  const disabled = webhooks.filter(({ status }) => status !== 'active').length;
  return disabled === 0 ? number(webhooks.length) : `${webhooks.length}, ${disabled} disabled`;
};

const stateFacts = ({ now, limits, faults, snapshots, webhooks, keys }) => [
  ['Clock', timeOfDay(now), now.slice(0, 10), 'clock'],
  ['This minute', busiest(limits), 'the busiest user', 'limits'],
  ['This month', monthOf(limits), 'the account', 'limits'],
  ['Faults', number(faults.length), faults.length === 0 ? 'none in force' : 'in force', 'faults'],
  [
    'Keys',
    number(keys.length),
    plural(keys.filter(({ userId, ownerId }) => userId !== ownerId).length, 'acts as another', 'act as others'),
    'keys',
  ],
  ['Snapshots', number(snapshots.length), 'kept', 'snapshots'],
  [
    'Webhooks',
    webhooksOf(webhooks),
    plural(
      webhooks.reduce((sum, { waiting }) => sum + waiting.count, 0),
      'delivery waits',
      'deliveries wait',
    ),
    'webhooks',
  ],
];

const firmFacts = ({ counts }) => [
  ['Companies', number(counts.companies), `${number(counts.persons)} persons`],
  ['Opportunities', number(counts.opportunities), `${number(counts.listEntries)} entries, ${plural(counts.lists, 'list')}`],
  ['Notes', number(counts.notes), `${number(counts.interactions)} interactions`],
];

/** The controls may be hidden behind the requests on a narrow screen. */
const goTo = (id) => {
  document.querySelector('[data-shows="controls"]').click();
  const target = byId(id);
  target.scrollIntoView({ block: 'start' });
  target.querySelector('button, input, select')?.focus({ preventScroll: true });
};

const tile = ([title, value, note, target]) =>
  h(
    'div',
    { className: target === 'faults' && value !== '0' ? 'tile alarmed' : 'tile' },
    h(
      'dt',
      {},
      target === undefined
        ? title
        : h('button', { type: 'button', title: `Go to ${title.toLowerCase()}`, onclick: () => goTo(target) }, title),
    ),
    h('dd', {}, value),
    h('dd.note', {}, note),
  );

export const createGlance = (node) => {
  const draw = drawer(node, (facts) => facts.map(tile));
  const drawAccount = drawer(byId('account'), ({ seed, size, profile, plan, v2, apiVersion }) =>
    ['Local Affinity', size === 'own' ? 'own firm' : `size ${size}, seed ${seed}`, profile, plan, v2 ? `v2 ${apiVersion}` : 'without v2']
      .filter(Boolean)
      .join(' · '),
  );
  return {
    show: (state, firm) => {
      byId('firm').textContent = firm.name;
      document.title = `${firm.name} · sandbox`;
      drawAccount(state.account);
      draw([...stateFacts(state), ...firmFacts(firm)]);
    },
  };
};
