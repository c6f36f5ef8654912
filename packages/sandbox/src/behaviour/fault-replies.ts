import { problemReply } from '../envelope.ts';
import { Problem } from '../problem.ts';
import type { Delivery, WireReply } from '../wire.ts';
import type { FaultRule } from './faults.ts';
import type { Api } from './versions.ts';

const htmlPage = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status} Service Unavailable</h1><p>Please try again later.</p></body></html>\n`;

const retryAfter = (rule: FaultRule): Record<string, string> =>
  rule.retryAfterSeconds === undefined ? {} : { 'retry-after': String(rule.retryAfterSeconds) };

/** What a fault does: it puts another answer in the place of the real one, or spoils how the real one arrives. */
export type FaultEffect =
  /** `fromEdge` where it never saw the application, so that it carries none of its headers. */
  | { readonly kind: 'replace'; readonly reply: WireReply; readonly fromEdge: boolean }
  | { readonly kind: 'spoil'; readonly delivery: Delivery };

const replace = (rule: FaultRule, reply: WireReply, fromEdge: boolean): FaultEffect => ({
  kind: 'replace',
  reply: { ...reply, headers: { ...reply.headers, ...retryAfter(rule) } },
  fromEdge,
});

const html = (status: number): WireReply => ({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: htmlPage(status) });

const nothing: WireReply = { status: 0, headers: {}, body: undefined, delivery: { kind: 'drop' } };

/** What a rule does to a request of this API. */
export const effectOf = (rule: FaultRule, api: Api): FaultEffect => {
  switch (rule.kind) {
    case 'rate-limit':
      return replace(rule, problemReply(api, new Problem('rate-limit', 'Rate limit exceeded')), false);
    case 'server-error':
      return replace(rule, problemReply(api, new Problem('server', 'Internal server error', { status: rule.status ?? 500 })), false);
    case 'html-error':
      return replace(rule, html(rule.status ?? 503), true);
    case 'drop':
      return replace(rule, nothing, true);
    case 'truncate':
      return { kind: 'spoil', delivery: { kind: 'truncate' } };
    case 'slow-body':
      return { kind: 'spoil', delivery: { kind: 'slow', durationMs: rule.durationMs ?? 1000 } };
  }
};
