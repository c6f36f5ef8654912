// Runs processes that are killed at a moment.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Random numbers from 0 to 1 that are the same for the same seed. */
export const randomFrom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/**
 * Runs a script of this folder until it ends or is killed after so many milliseconds; without a number it is left alone.
 *
 * @returns how long it ran, whether it was killed, and what it printed.
 */
export const runFor = async (script, args, killAfterMs) => {
  const startMs = performance.now();
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (data) => (texts.out += data));
  child.stderr.on('data', (data) => (texts.err += data));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code, signal] = await new Promise((resolve) => child.once('close', (...how) => resolve(how)));
  clearTimeout(timer);
  const killed = signal === 'SIGKILL';
  if (!killed && code !== 0) throw new Error(`${script} ended with ${code ?? signal}: ${texts.err}`);
  return { ms: performance.now() - startMs, killed, out: texts.out };
};
