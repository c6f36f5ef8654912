// The seeded sandbox on a port, in a process of its own: node bench/sandbox-server.js --size M --file FILE
// Prints one line of JSON, the base URL and a key; each line of its stdin moves the clock forward by so many milliseconds, and its end ends it.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createSandbox } from '@affinity-kit/sandbox';
import { listen } from '@affinity-kit/sandbox/listen';

const { values } = parseArgs({ options: { size: { type: 'string', default: 'S' }, file: { type: 'string' } } });
const limits = { perMinute: 100_000_000 };
const sandbox = createSandbox({
  size: values.size,
  seed: 1,
  limits,
  logSize: 1,
  logBodies: false,
  ...(values.file && { file: values.file }),
});
const server = await listen(sandbox);
process.stdout.write(`${JSON.stringify({ baseUrl: server.url, key: sandbox.keys[0].key, now: sandbox.clock.now() })}\n`);

const commands = createInterface(process.stdin);
commands.on('line', (line) => {
  sandbox.clock.advance(Number(line));
  process.stdout.write(`${JSON.stringify({ now: sandbox.clock.now() })}\n`);
});
commands.on('close', () => process.exit(0));
