import type { DownloadLinks } from './behaviour/download-links.ts';
import { effectOf } from './behaviour/fault-replies.ts';
import type { Faults } from './behaviour/faults.ts';
import { isServedHost } from './behaviour/hosts.ts';
import { headerOf, type WireReply, type WireRequest } from './wire.ts';

/** Answers what lies behind signed addresses. It is no operation: nothing is counted or logged, but faults strike here too. */
export const serveDownloads =
  ({ links, faults }: { readonly links: DownloadLinks; readonly faults: Faults }): ((request: WireRequest) => Promise<WireReply>) =>
  async (request) => {
    if (!isServedHost(headerOf(request.headers, 'host'))) return { status: 421, headers: {}, body: '' };
    const rule = faults.strike(request.method, request.target.replace(/\?.*$/s, ''));
    const effect = rule && effectOf(rule, 'v1');
    if (effect?.kind === 'replace') return effect.reply;
    const reply = links.answer(request);
    return effect === undefined ? reply : { ...reply, delivery: effect.delivery };
  };
