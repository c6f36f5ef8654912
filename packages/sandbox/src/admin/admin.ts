import type * as z from 'zod';
import type { SandboxClock } from '../behaviour/clock.ts';
import type { Deliveries } from '../behaviour/deliveries.ts';
import type { Faults } from '../behaviour/faults.ts';
import { originOf } from '../behaviour/hosts.ts';
import type { Meter } from '../behaviour/limits.ts';
import { problemOf, problemReply } from '../envelope.ts';
import { Problem } from '../problem.ts';
import { headerOf, jsonReply, textOf, type WireReply, type WireRequest } from '../wire.ts';
import { ClockMove, FaultRules, LimitChanges, SnapshotName } from './bodies.ts';
import { adminPrefix, guardAdmin } from './guard.ts';
import type { RequestLog } from './request-log.ts';

/** What the admin surface works on. */
export interface AdminParts {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly meter: Meter;
  readonly log: RequestLog;
  readonly deliveries: Pick<Deliveries, 'attempts'>;
  /** The accepted keys and whose they are. */
  readonly keys: readonly object[];
  readonly reset: () => void;
  /** Keeps the whole state and says under which name. */
  readonly snapshot: () => string;
  /** Goes back to a kept state; `false` where the name is unknown. */
  readonly restore: (name: string) => boolean;
}

type Action = (parts: AdminParts, body: unknown, request: WireRequest) => unknown;

const parsed = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ param: path.join('.'), message }));
  throw new Problem('validation', 'The body is invalid', { issues });
};

const time = ({ clock }: AdminParts) => ({ now: clock.now().toISOString() });

const moveClock: Action = (parts, body) => {
  const move = parsed(ClockMove, body);
  if (move.now !== undefined) parts.clock.set(move.now);
  if (move.advanceMs !== undefined) parts.clock.advance(move.advanceMs);
  return time(parts);
};

const addFaults: Action = ({ faults }, body) => {
  faults.add(...parsed(FaultRules, body).faults);
  return { faults: faults.rules() };
};

const clearFaults: Action = ({ faults }) => {
  faults.clear();
  return { faults: [] };
};

const changeLimits: Action = ({ meter }, body) => {
  meter.change(parsed(LimitChanges, body));
  return meter.current();
};

const restore: Action = (parts, body) => {
  const { snapshot } = parsed(SnapshotName, body);
  if (!parts.restore(snapshot)) throw new Problem('not-found', `There is no snapshot '${snapshot}'`);
  return { snapshot };
};

const reset: Action = (parts) => {
  parts.reset();
  return time(parts);
};

const clearLog: Action = ({ log }) => {
  log.clear();
  return { count: 0, requests: [] };
};

/** Loaded when it is asked for: it takes long, and few do. The server in it is this sandbox. */
const openApi =
  (api: 'v1' | 'v2'): Action =>
  async (_, __, { headers, protocol }) => {
    const { openApiDocument } = await import('@affinity-kit/contract/openapi');
    return { ...openApiDocument(api), servers: [{ url: originOf(headerOf(headers, 'host') ?? 'localhost', protocol) }] };
  };

const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  health: { GET: (parts) => ({ status: 'ok', ...time(parts) }) },
  keys: { GET: ({ keys }) => ({ keys }) },
  clock: { GET: time, POST: moveClock },
  faults: { GET: ({ faults }) => ({ faults: faults.rules() }), POST: addFaults, DELETE: clearFaults },
  limits: { GET: ({ meter }) => meter.current(), POST: changeLimits },
  'openapi/v1.json': { GET: openApi('v1') },
  'openapi/v2.json': { GET: openApi('v2') },
  requests: { GET: ({ log }) => ({ count: log.count(), requests: log.all() }), DELETE: clearLog },
  webhooks: { GET: ({ deliveries }) => ({ attempts: deliveries.attempts() }) },
  reset: { POST: reset },
  snapshot: { POST: (parts) => ({ snapshot: parts.snapshot() }) },
  restore: { POST: restore },
};

const jsonOf = (text: string): unknown => {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('bad-request', 'The body is not valid JSON');
  }
};

const act = async (parts: AdminParts, request: WireRequest): Promise<unknown> => {
  guardAdmin(request);
  const name = request.target.slice(adminPrefix.length).replace(/\?.*$/s, '');
  const methods = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (methods === undefined) throw new Problem('not-found', `There is no /_sandbox/${name}: ${Object.keys(actions).join(', ')}`);
  const action = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (action === undefined) throw new Problem('method-not-allowed', `Use ${Object.keys(methods).join(' or ')}`);
  return action(parts, jsonOf(await textOf(request)), request);
};

/** Answers what lies under `/_sandbox/`. Nothing in it is Affinity's; errors come in v2's envelope. */
export const createAdmin =
  (parts: AdminParts): ((request: WireRequest) => Promise<WireReply>) =>
  async (request) => {
    try {
      return jsonReply(200, await act(parts, request));
    } catch (thrown) {
      return problemReply('v2', problemOf(thrown));
    }
  };
