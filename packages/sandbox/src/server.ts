import { freeOfMonthlyQuota, versionHeader } from '@affinity-kit/contract';
import type { Exchanges } from './admin/exchanges.ts';
import type { LoggedRequest, RequestLog } from './admin/request-log.ts';
import { identify, type KeyRing, unauthenticated } from './behaviour/auth.ts';
import type { SandboxClock } from './behaviour/clock.ts';
import type { Deliveries } from './behaviour/deliveries.ts';
import type { DownloadLinks } from './behaviour/download-links.ts';
import { checkEvent, createEventBuffer } from './behaviour/events.ts';
import { effectOf } from './behaviour/fault-replies.ts';
import type { FaultRule, Faults } from './behaviour/faults.ts';
import { fileOriginOf, isServedHost, originOf } from './behaviour/hosts.ts';
import { delayOf, type Latency } from './behaviour/latency.ts';
import { type Meter, rateHeaders } from './behaviour/limits.ts';
import { requirePermission } from './behaviour/permissions.ts';
import { type PlanOptions, requireApi } from './behaviour/plans.ts';
import type { ReadReplica } from './behaviour/read-replica.ts';
import { settleMerges } from './behaviour/settle-merges.ts';
import { type Api, apiOf, versionOf } from './behaviour/versions.ts';
import type { ApiVersion, Caller, RequestContext } from './context.ts';
import { problemOf, problemReply, unknownEndpointReply } from './envelope.ts';
import { parseInput } from './input.ts';
import type { Mounted } from './mount.ts';
import { checkOutput, itemsIn, outputReply } from './output.ts';
import { Problem } from './problem.ts';
import type { AppliedProfile } from './profile/create-profile.ts';
import type { Match, Router } from './router.ts';
import type { State } from './state/state.ts';
import { tellCells } from './v1/cell-events.ts';
import { headerOf, sleep, type WireReply, type WireRequest } from './wire.ts';

/** What the API side of a sandbox is made of. */
export interface ServerParts {
  readonly router: Router<Mounted>;
  readonly state: State;
  readonly keys: KeyRing;
  readonly meter: Meter;
  readonly faults: Faults;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  readonly exchanges: Exchanges;
  readonly deliveries: Deliveries;
  readonly links: DownloadLinks;
  readonly replica: ReadReplica;
  /** What the profile does to answers. */
  readonly distort: AppliedProfile['distort'];
  readonly latency: Latency;
  /** What the account may call. */
  readonly account: PlanOptions;
  readonly mergeDelayMs: number;
  /** The Default API Version of every key. */
  readonly apiVersion: ApiVersion;
  readonly checkResponses: boolean;
}

/** One request on its way through. */
interface Exchange {
  readonly id: number;
  readonly request: WireRequest;
  readonly api: Api;
  readonly path: string;
  readonly query: string;
  readonly match: Match<Mounted>;
  readonly caller: Caller | undefined;
  readonly fault: FaultRule | undefined;
  /** By real time. */
  readonly startMs: number;
  version: ApiVersion;
}

interface Outcome {
  readonly reply: WireReply;
  readonly items: number;
}

const openExchange = (parts: ServerParts, request: WireRequest): Exchange => {
  const cut = request.target.indexOf('?');
  const path = cut === -1 ? request.target : request.target.slice(0, cut);
  const query = cut === -1 ? '' : request.target.slice(cut + 1);
  const api = apiOf(path);
  return {
    id: parts.log.nextId(),
    request,
    api,
    path,
    query,
    match: parts.router.match(request.method, path),
    caller: identify(parts.keys, api, headerOf(request.headers, 'authorization')),
    fault: parts.faults.strike(request.method, path),
    startMs: performance.now(),
    version: parts.apiVersion,
  };
};

/** Operations that tell a caller about itself spare the month (v1 reference, section 3). */
const sparesMonth = ({ request, path }: Exchange): boolean => spared.has(`${request.method} ${path.replace(/^\/v2\//, '/')}`);

const spared: ReadonlySet<string> = new Set(freeOfMonthlyQuota);

const charge = ({ meter }: ServerParts, exchange: Exchange): void => {
  if (exchange.caller === undefined) return;
  const excess = meter.charge(exchange.caller.userId, { month: !sparesMonth(exchange) });
  if (excess !== undefined) throw new Problem('rate-limit', 'Rate limit exceeded');
};

const checkHost = ({ request }: Exchange): string => {
  const host = headerOf(request.headers, 'host');
  if (isServedHost(host)) return host;
  throw new Problem('bad-request', `Host '${host ?? ''}' is not served here: use a loopback name`, { status: 421 });
};

const wrongMethod = (api: Api, allowed: readonly string[]): WireReply => {
  const reply = problemReply(api, new Problem('method-not-allowed', 'Method not allowed'));
  return { ...reply, headers: { ...reply.headers, allow: allowed.join(', ') } };
};

const notServed = ({ method, path }: { method: string; path: string }): Problem =>
  new Problem('not-implemented', `${method} ${path} is an operation of Affinity that this sandbox does not serve yet`);

type Run = (context: RequestContext) => unknown;

/** Runs a handler, and tells webhooks of what it did once it has succeeded. Handlers write before they first wait, or not at all. */
const runHandler = async (
  { state, deliveries, checkResponses }: ServerParts,
  context: Omit<RequestContext, 'emit'>,
  run: Run,
): Promise<unknown> => {
  const { emit, events } = createEventBuffer(deliveries.wants);
  state.cells.watch(tellCells(state, emit));
  let output: unknown;
  try {
    output = run({ ...context, emit });
  } finally {
    state.cells.watch(undefined);
  }
  const awaited = await output;
  if (checkResponses) events.forEach(checkEvent);
  deliveries.accept(events);
  return awaited;
};

/** Everything from a known operation to its answer. */
const callHandler = async (parts: ServerParts, exchange: Exchange, found: Extract<Match<Mounted>, { kind: 'found' }>): Promise<Outcome> => {
  const { request, api, caller, query } = exchange;
  if (caller === undefined) throw unauthenticated();
  if (api === 'v2') exchange.version = versionOf(headerOf(request.headers, versionHeader.toLowerCase()), parts.apiVersion);
  if (!found.leaf.served) throw notServed(found.leaf);
  const { spec, run } = found.leaf;
  requirePermission(spec, caller);
  const input = await parseInput({ spec, api, request, params: found.params, query });
  const url = new URL(request.target, originOf(headerOf(request.headers, 'host') ?? 'localhost', request.protocol));
  const rate = parts.meter.state(caller.userId);
  const { state, clock, deliveries, links, mergeDelayMs } = parts;
  settleMerges(parts, clock.now());
  const { test: testWebhook } = deliveries;
  const downloadUrl: RequestContext['downloadUrl'] = (file) => links.urlOf(fileOriginOf(request), file);
  const context = { state, caller, version: exchange.version, now: clock.now(), url, rate, mergeDelayMs, testWebhook, downloadUrl };
  const output = await runHandler(parts, context, (whole) => parts.replica.serve(api, spec.effect, () => run(input, whole)));
  if (parts.checkResponses) checkOutput(spec, output);
  const about = { operation: `${spec.method} ${spec.path}`, path: exchange.path, nowMs: clock.now().getTime() };
  return { reply: parts.distort(outputReply(spec, output), about), items: itemsIn(spec, output) };
};

const route = async (parts: ServerParts, exchange: Exchange): Promise<Outcome> => {
  const { api, match } = exchange;
  checkHost(exchange);
  if (exchange.caller !== undefined) requireApi(parts.account, api);
  charge(parts, exchange);
  if (match.kind === 'unknown') return { reply: unknownEndpointReply(api), items: 0 };
  if (match.kind === 'wrong-method') return { reply: wrongMethod(api, match.allowed), items: 0 };
  return callHandler(parts, exchange, match);
};

const serve = async (parts: ServerParts, exchange: Exchange): Promise<WireReply> => {
  const outcome = await route(parts, exchange).catch((thrown: unknown) => ({
    reply: problemReply(exchange.api, problemOf(thrown)),
    items: 0,
  }));
  const delayMs = delayOf(parts.latency, outcome.items);
  if (delayMs > 0) await sleep(delayMs);
  return outcome.reply;
};

const withHeaders = (parts: ServerParts, exchange: Exchange, reply: WireReply): WireReply => {
  Object.assign(reply.headers, rateHeaders(parts.meter.state(exchange.caller?.userId)));
  reply.headers['x-request-id'] = String(exchange.id);
  if (exchange.api === 'v2') reply.headers[versionHeader.toLowerCase()] = exchange.version;
  return reply;
};

const answer = async (parts: ServerParts, exchange: Exchange): Promise<WireReply> => {
  const effect = exchange.fault && effectOf(exchange.fault, exchange.api);
  if (effect?.kind !== 'replace') {
    const reply = withHeaders(parts, exchange, await serve(parts, exchange));
    return effect === undefined ? reply : { ...reply, delivery: effect.delivery };
  }
  if (exchange.fault?.afterEffect === true) await serve(parts, exchange);
  return effect.fromEdge ? effect.reply : withHeaders(parts, exchange, effect.reply);
};

/** Part of an address without a key that somebody put there by mistake. */
const withoutKeys = (text: string, keys: KeyRing): string => {
  if (text.length < 16) return text;
  for (const key of keys.keys()) if (text.includes(key)) return text.replaceAll(key, '[key]');
  return text;
};

const logged = (parts: ServerParts, exchange: Exchange, { status }: WireReply): LoggedRequest => ({
  id: exchange.id,
  at: parts.clock.now().toISOString(),
  method: exchange.request.method,
  path: withoutKeys(exchange.path, parts.keys),
  query: withoutKeys(exchange.query, parts.keys),
  status,
  ms: Math.round((performance.now() - exchange.startMs) * 10) / 10,
  userId: exchange.caller?.userId ?? null,
  fault: exchange.fault?.kind ?? null,
});

/** The API side of a sandbox: one request in, one answer out, whatever carries them. */
export const createServer =
  (parts: ServerParts): ((request: WireRequest) => Promise<WireReply>) =>
  async (request) => {
    const leave = parts.meter.enter();
    const observed = parts.exchanges.observe(request);
    const exchange = openExchange(parts, observed.request);
    try {
      const reply = await answer(parts, exchange);
      // Whole seconds, as HTTP has it; what carries the answer would say the time of this machine.
      reply.headers['date'] ??= parts.clock.now().toUTCString();
      parts.log.add(logged(parts, exchange, reply));
      observed.keep(exchange.id, reply);
      return reply;
    } finally {
      leave();
    }
  };
