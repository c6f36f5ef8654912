// Starts bench/server.js in a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Options are those of the server. Gives its base URL, what was asked of it since the last time, and its end. */
export const startServer = async (options) => {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const script = fileURLToPath(new URL('./server.js', import.meta.url));
  const server = spawn(process.execPath, [script, ...flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  const baseUrl = await new Promise((resolve) => createInterface(server.stdout).once('line', resolve));
  return {
    baseUrl,
    stats: async () => await (await fetch(`${baseUrl}/_bench`)).json(),
    stop: () => server.stdin.end(),
  };
};
