// Installs Python tools of pinned versions into node_modules/.cache, once for each list of them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const candidates = () => [process.env['PYTHON'], 'python3.13', 'python3.14', 'python3.12', 'python3', 'python'].filter(Boolean);

/** `[3, 13]`, or `undefined` where the command is no working Python with venv. */
const versionOf = (command) => {
  const { status, stdout } = spawnSync(command, ['-c', 'import ensurepip, sys, venv; print(*sys.version_info[:2])'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split(' ').map(Number) : undefined;
};

const isAtLeast = ([major, minor], [wantedMajor, wantedMinor]) => major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);

const findPython = (minimum) =>
  candidates().find((command) => {
    const version = versionOf(command);
    return version !== undefined && isAtLeast(version, minimum);
  });

const runQuietly = (command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
};

/**
 * The folder of the commands that a requirements file installs, or why there is none.
 *
 * A file that changes gets a folder of its own. The Python is `PYTHON`, else the first of the usual names that is new enough.
 *
 * @param {{ requirements: string, minimum: [number, number] }} wanted
 * @returns {{ bin: string } | { skipped: string }}
 */
export const pythonTools = ({ requirements, minimum }) => {
  const python = findPython(minimum);
  if (python === undefined) return { skipped: `no Python ${minimum.join('.')} or newer with venv here; name one in PYTHON` };
  const text = readFileSync(requirements, 'utf8');
  const hash = createHash('sha256').update(`${minimum} ${text}`).digest('hex').slice(0, 12);
  const folder = join(root, 'node_modules', '.cache', `python-${hash}`);
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const isWhole = join(folder, 'whole');
  if (existsSync(isWhole)) return { bin };
  rmSync(folder, { recursive: true, force: true });
  try {
    runQuietly(python, ['-m', 'venv', folder]);
    runQuietly(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  } catch (error) {
    return { skipped: `pip could not install ${requirements}: ${error.message}` };
  }
  writeFileSync(isWhole, '');
  return { bin };
};
