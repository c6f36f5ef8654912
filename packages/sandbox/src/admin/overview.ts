import { faultKinds } from '../behaviour/faults.ts';
import type { SandboxKey } from '../behaviour/key-chain.ts';
import type { AdminParts } from './parts.ts';

/** Enough of a key to tell it from others, and too little to use it. */
const masked = (key: string): string => (key.length < 16 ? '…' : `${key.slice(0, 4)}…${key.slice(-4)}`);

/** A key without its text. */
export const withoutText = <K extends SandboxKey>(key: K): K => ({ ...key, key: masked(key.key) });

const usersOf = ({ state }: AdminParts) =>
  state.users
    .all()
    .map(({ id, firstName, lastName, email, role, status }) => ({ id, name: `${firstName} ${lastName}`, email, role, status }));

const limitsOf = ({ meter, state }: AdminParts) => ({
  ...meter.current(),
  running: meter.running(),
  month: meter.state(undefined).month,
  minutes: state.users
    .all()
    .map(({ id }) => ({ userId: id, ...meter.state(id).minute }))
    .filter(({ used }) => used > 0),
});

const webhooksOf = ({ state, deliveries }: AdminParts) =>
  state.webhooks.all().map((webhook) => ({ ...webhook, waiting: deliveries.waitingFor(webhook.id) }));

const shownAttempts = 50;

const attemptsOf = ({ deliveries }: AdminParts) =>
  deliveries
    .attempts()
    .slice(-shownAttempts)
    .map(({ body: _, ...attempt }) => attempt);

/** Everything but the firm's size, at a glance, without any key's text: `GET /_sandbox/state`. */
export const overview = (parts: AdminParts) => {
  const { clock, account, keyChain, faults, snapshots, log, exchanges } = parts;
  return {
    now: clock.now().toISOString(),
    account,
    users: usersOf(parts),
    keys: keyChain.all().map(withoutText),
    limits: limitsOf(parts),
    faults: faults.inForce().map(({ rule, ...counted }) => ({ ...counted, ...rule })),
    faultKinds: Object.entries(faultKinds).map(([kind, effect]) => ({ kind, effect })),
    snapshots: snapshots(),
    webhooks: webhooksOf(parts),
    attempts: attemptsOf(parts),
    log: { count: log.count(), era: log.era(), bodies: exchanges.isOn() },
  };
};

/** Whose firm it is and how much there is of it: `GET /_sandbox/firm`. */
export const firm = ({ state, account }: AdminParts) => ({ ...state.tenant(), ...account, counts: state.counts() });
