/**
 * A server that answers every request with one prepared page of 100 companies, so that the other process measures nothing but clients.
 * Prints its port.
 */
import { createServer } from 'node:http';

const field = (id) => ({
  id: `field-${id}`,
  name: `Field ${id}`,
  type: 'global',
  enrichmentSource: null,
  value: { type: 'text', data: `Value ${id} of a company, long enough to be real` },
});

const company = (id, fields) => ({
  id,
  name: `Company ${id} of Robotics`,
  domain: `company-${id}.example`,
  domains: [`company-${id}.example`],
  isGlobal: true,
  fields: Array.from({ length: fields }, (_, index) => field(index)),
});

const fields = Number(process.argv[2] ?? 0);
const body = Buffer.from(
  JSON.stringify({
    data: Array.from({ length: 100 }, (_, index) => company(index + 1, fields)),
    pagination: { prevUrl: null, nextUrl: null },
  }),
);
const headers = {
  'content-type': 'application/json',
  'content-length': body.length,
  'x-request-id': 'bench',
  'x-ratelimit-limit-user': '1000000',
  'x-ratelimit-limit-user-remaining': '900000',
  'x-ratelimit-limit-user-reset': '30',
  'x-ratelimit-limit-org': '100000000',
  'x-ratelimit-limit-org-remaining': '90000000',
  'x-ratelimit-limit-org-reset': '86400',
};

const server = createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port, bytes: body.length }));
process.on('disconnect', () => process.exit(0));
