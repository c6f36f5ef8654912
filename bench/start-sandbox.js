// Starts bench/sandbox-server.js in a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A seeded sandbox whose state is in a file. Gives its base URL and key, a way to move its clock, and its end. */
export const startSandbox = async ({ size, file }) => {
  const script = fileURLToPath(new URL('./sandbox-server.js', import.meta.url));
  const flags = ['--max-old-space-size=8192', script, '--size', size, '--file', file];
  const server = spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The sandbox ended');
    return JSON.parse(value);
  };
  const { baseUrl, key, now } = await answer();
  return {
    baseUrl,
    key,
    now,
    advance: async (ms) => {
      server.stdin.write(`${ms}\n`);
      return (await answer()).now;
    },
    stop: () => server.stdin.end(),
  };
};
