import type * as z from 'zod';
import { originOf } from '../behaviour/hosts.ts';
import type { KeyRequest } from '../behaviour/key-chain.ts';
import { Problem } from '../problem.ts';
import { headerOf, type WireRequest } from '../wire.ts';
import { ActAs, ClockMove, FaultRules, KeyWish, LimitChanges, LogSettings, SnapshotName } from './bodies.ts';
import { firm, overview, withoutText } from './overview.ts';
import type { AdminParts } from './parts.ts';
import { createRedaction } from './redaction.ts';

/** What an action is asked with. */
export interface Asked {
  readonly body: unknown;
  /** What stands in the place of `{id}`; NaN where it is no number. */
  readonly id: number;
  readonly query: URLSearchParams;
  readonly request: WireRequest;
}

/** Does something to a sandbox, or reads something of it; the result is the answer's JSON. */
export type Action = (parts: AdminParts, asked: Asked) => unknown;

const parsed = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ param: path.join('.'), message }));
  throw new Problem('validation', 'The body is invalid', { issues });
};

const time: Action = ({ clock }) => ({ now: clock.now().toISOString() });

const moveClock: Action = (parts, asked) => {
  const move = parsed(ClockMove, asked.body);
  if (move.now !== undefined) parts.clock.set(move.now);
  if (move.advanceMs !== undefined) parts.clock.advance(move.advanceMs);
  return time(parts, asked);
};

const listKeys: Action = ({ keyChain }) => ({ keys: keyChain.all() });

const createKey: Action = ({ keyChain }, { body }) => {
  const wish: KeyRequest = parsed(KeyWish, body);
  return keyChain.create(wish);
};

const actAs: Action = ({ keyChain }, { body }) => {
  const wish = parsed(ActAs, body);
  const key = 'key' in wish ? wish.key : keyChain.all().find(({ id }) => id === wish.id)?.key;
  if (key === undefined) throw new Problem('not-found', 'There is no such key');
  return withoutText(keyChain.actAs(key, wish.userId));
};

const listFaults: Action = ({ faults }) => ({ faults: faults.rules() });

const addFaults: Action = (parts, asked) => {
  parts.faults.add(...parsed(FaultRules, asked.body).faults);
  return listFaults(parts, asked);
};

const clearFaults: Action = (parts, asked) => {
  parts.faults.clear();
  return listFaults(parts, asked);
};

const removeFault: Action = (parts, asked) => {
  if (!parts.faults.remove(asked.id)) throw new Problem('not-found', 'No such fault is in force');
  return listFaults(parts, asked);
};

const changeLimits: Action = ({ meter }, { body }) => {
  meter.change(parsed(LimitChanges, body));
  return meter.current();
};

const listSnapshots: Action = ({ snapshots }) => ({ snapshots: snapshots() });

const restore: Action = (parts, { body }) => {
  const { snapshot } = parsed(SnapshotName, body);
  if (!parts.restore(snapshot)) throw new Problem('not-found', `There is no snapshot '${snapshot}'`);
  return { snapshot };
};

const reset: Action = (parts, asked) => {
  parts.reset();
  return time(parts, asked);
};

const wholeNumber = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Problem('validation', `${name} must be a whole number`, { param: name });
  return Number(text);
};

const listRequests: Action = ({ log }, { query }) => {
  const found = log.all(wholeNumber(query, 'after'));
  const limit = wholeNumber(query, 'limit');
  return { count: log.count(), era: log.era(), requests: limit === undefined ? found : found.slice(Math.max(0, found.length - limit)) };
};

const getRequest: Action = ({ log, exchanges, keyChain }, { id }) => {
  const logged = log.get(id);
  if (logged === undefined) throw new Problem('not-found', 'The log does not remember that request');
  const kept = exchanges.get(id);
  return { ...logged, ...(kept === undefined ? { request: null, response: null } : createRedaction(keyChain.ring).exchange(kept)) };
};

const clearLog: Action = (parts, asked) => {
  parts.log.clear();
  parts.exchanges.clear();
  return listRequests(parts, asked);
};

const logSettings: Action = ({ exchanges }) => ({ bodies: exchanges.isOn() });

const changeLog: Action = (parts, asked) => {
  parts.exchanges.turn(parsed(LogSettings, asked.body).bodies);
  return logSettings(parts, asked);
};

/** Loaded when it is asked for: it takes long, and few do. The server in it is this sandbox. */
const openApi =
  (api: 'v1' | 'v2'): Action =>
  async (_, { request: { headers, protocol } }) => {
    const { openApiDocument } = await import('@affinity-kit/contract/openapi');
    return { ...openApiDocument(api), servers: [{ url: originOf(headerOf(headers, 'host') ?? 'localhost', protocol) }] };
  };

/** Every action by its path below `/_sandbox/` and its method. */
export const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  health: { GET: (parts) => ({ status: 'ok', now: parts.clock.now().toISOString() }) },
  state: { GET: overview },
  firm: { GET: firm },
  keys: { GET: listKeys, POST: createKey },
  'as-user': { POST: actAs },
  clock: { GET: time, POST: moveClock },
  faults: { GET: listFaults, POST: addFaults, DELETE: clearFaults },
  'faults/{id}': { DELETE: removeFault },
  limits: { GET: ({ meter }) => meter.current(), POST: changeLimits },
  'openapi/v1.json': { GET: openApi('v1') },
  'openapi/v2.json': { GET: openApi('v2') },
  requests: { GET: listRequests, DELETE: clearLog },
  'requests/{id}': { GET: getRequest },
  log: { GET: logSettings, POST: changeLog },
  webhooks: { GET: ({ deliveries }) => ({ attempts: deliveries.attempts() }) },
  reset: { POST: reset },
  snapshot: { POST: (parts) => ({ snapshot: parts.snapshot() }) },
  snapshots: { GET: listSnapshots },
  restore: { POST: restore },
};
