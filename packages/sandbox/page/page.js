import { ask, onAction } from './api.js';
import { createClockPanel } from './clock-panel.js';
import { byId } from './dom.js';
import { createFaultsPanel } from './faults-panel.js';
import { createGlance } from './glance.js';
import { createInspector } from './inspector.js';
import { createKeysPanel } from './keys-panel.js';
import { createLimitsPanel } from './limits-panel.js';
import { createStatePanel } from './state-panel.js';
import { startTheme } from './theme.js';
import { createWebhooksPanel } from './webhooks-panel.js';

const pauseMs = 1000;
const hiddenPauseMs = 10_000;
const firmAgeMs = 5000;
const mostRows = 500;

const users = new Map();
const nameOf = (id) => (id === null ? 'nobody' : (users.get(id) ?? `user ${id}`));

const inspector = createInspector(byId('requests'), { nameOf });
const glance = createGlance(byId('glance'));
const panels = [
  createClockPanel(),
  createFaultsPanel(),
  createKeysPanel(),
  createLimitsPanel({ nameOf }),
  createStatePanel(),
  createWebhooksPanel(),
];
byId('controls').append(...panels.map(({ node }) => node));

const seen = { era: -1, count: 0 };
const firm = { facts: undefined, readAt: 0 };

const requestsAfter = (count) => ask('GET', `requests?after=${count}&limit=${mostRows}`);

/** Counts of another era say nothing of this one: then the log is read from its beginning. */
const readRequests = async () => {
  if (inspector.isHeld()) return;
  const since = await requestsAfter(seen.count);
  const isNewEra = since.era !== seen.era;
  const { requests, era, count } = isNewEra ? await requestsAfter(0) : since;
  Object.assign(seen, { era, count });
  inspector.show({ requests, count, isNewEra });
};

/** Counting a large firm takes some milliseconds, so it is done less often. */
const readFirm = async (isForced) => {
  if (!isForced && performance.now() - firm.readAt < firmAgeMs) return;
  firm.facts = await ask('GET', 'firm');
  firm.readAt = performance.now();
};

const pulse = (text, kind) => {
  const node = byId('pulse');
  if (node.dataset.kind === kind) return;
  node.textContent = text;
  node.dataset.kind = kind;
};

const read = async (isForced) => {
  try {
    const state = await ask('GET', 'state');
    for (const { id, name } of state.users) users.set(id, name);
    await readRequests();
    await readFirm(isForced || firm.facts === undefined);
    inspector.showSettings(state.log);
    glance.show(state, firm.facts);
    for (const panel of panels) panel.show(state);
    pulse('live', 'live');
  } catch {
    pulse('the sandbox does not answer', 'lost');
  }
};

let timer;
let reading = Promise.resolve();

/** One reading at a time: a second one would bring the same requests again. */
const refresh = (isForced) => {
  clearTimeout(timer);
  reading = reading.then(() => read(isForced));
  void reading.finally(() => {
    clearTimeout(timer);
    timer = setTimeout(refresh, document.hidden ? hiddenPauseMs : pauseMs, false);
  });
};

const showView = (view) => {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll('[data-shows]'))
    button.setAttribute('aria-pressed', String(button.dataset.shows === view));
};

for (const button of document.querySelectorAll('[data-shows]')) button.addEventListener('click', () => showView(button.dataset.shows));
document.addEventListener('visibilitychange', () => document.hidden || refresh(false));
onAction(() => refresh(true));
startTheme(byId('theme'));
refresh(true);
