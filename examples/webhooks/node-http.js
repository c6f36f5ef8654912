// Receives webhooks with node:http.
//
//   AFFINITY_WEBHOOK_PATH=/affinity/<32 random letters> node examples/webhooks/node-http.js [port]
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { handle } from './handler.js';

const toRequest = (message) =>
  new Request(new URL(message.url, 'http://localhost'), {
    method: message.method,
    headers: Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ...(message.method === 'POST' && { body: Readable.toWeb(message), duplex: 'half' }),
  });

const server = createServer((message, answer) => {
  handle(toRequest(message)).then(
    ({ status, headers }) => answer.writeHead(status, Object.fromEntries(headers)).end(),
    () => answer.writeHead(500).end(),
  );
});

server.listen(Number(process.argv[2] ?? 8080), () => console.log(`Listening on port ${server.address().port}`));
