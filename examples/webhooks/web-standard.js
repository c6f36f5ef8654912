// Receives webhooks wherever a module with `fetch` is a server: Bun, Deno, Cloudflare Workers.
//
//   AFFINITY_WEBHOOK_PATH=/affinity/<32 random letters> bun examples/webhooks/web-standard.js
//   AFFINITY_WEBHOOK_PATH=/affinity/<32 random letters> deno serve --allow-env examples/webhooks/web-standard.js
import { handle } from './handler.js';

// oxlint-disable-next-line import/no-default-export -- this is where these servers look
export default { fetch: handle };
