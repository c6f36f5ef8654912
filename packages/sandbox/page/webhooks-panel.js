import { ask } from './api.js';
import { dayAndTime, jsonPieces, plural, timeOfDay } from './describe.js';
import { drawer, h, panel, say } from './dom.js';

const webhookRow = ({ id, url, status, subscriptions, waiting }) =>
  h(
    'li',
    {},
    h(
      'span',
      {},
      h(`strong.state.${status}`, {}, status),
      ' ',
      h('code', {}, url),
      h('small', {}, `#${id} · ${subscriptions.length === 0 ? 'all events' : subscriptions.join(', ')}`),
      waiting.count > 0 &&
        h('small', {}, `${plural(waiting.count, 'delivery waits', 'deliveries wait')}; the next at ${dayAndTime(waiting.nextAt)}`),
    ),
  );

const isDelivered = ({ status }) => status !== null && status >= 200 && status < 300;

/** What was sent comes when it is asked for. */
const attemptRow = (attempt) => {
  const sent = h('pre', { tabIndex: 0, 'aria-label': 'What was sent' });
  const load = async () => {
    if (!row.open || sent.textContent !== '') return;
    try {
      const { attempts } = await ask('GET', 'webhooks');
      const body = attempts.find(
        (each) =>
          each.at === attempt.at && each.webhookId === attempt.webhookId && each.type === attempt.type && each.attempt === attempt.attempt,
      )?.body;
      sent.textContent = jsonPieces(body ?? '')
        .map(({ text }) => text)
        .join('');
    } catch (error) {
      say(error.message, 'failed');
    }
  };
  const row = h(
    'details.attempt',
    { ontoggle: load },
    h(
      'summary',
      {},
      h(`span.status.${isDelivered(attempt) ? 's2' : 's5'}`, {}, String(attempt.status ?? '—')),
      h('span.path', {}, attempt.type),
      h('span.muted', {}, `#${attempt.webhookId}, attempt ${attempt.attempt}, ${timeOfDay(attempt.at)}`),
    ),
    sent,
  );
  return h('li', {}, row);
};

export const createWebhooksPanel = () => {
  const list = h('ul.items', { 'aria-label': 'Webhooks' });
  const attempts = h('ul.items.attempts', { 'aria-label': 'Attempts to deliver, newest first' });
  const title = h('h3', {}, 'Attempts to deliver');
  const draw = drawer(list, (webhooks) =>
    webhooks.length === 0
      ? h('li.hint', {}, 'No webhook listens. POST /v2/webhooks makes one, at most three; they are delivered to loopback addresses.')
      : webhooks.map(webhookRow),
  );
  const drawAttempts = drawer(attempts, (all) => all.toReversed().map((attempt) => attemptRow(attempt)));
  return {
    node: panel('webhooks', 'Webhooks', list, title, attempts),
    show: (state) => {
      draw(state.webhooks);
      title.hidden = state.attempts.length === 0;
      drawAttempts(state.attempts);
    },
  };
};
