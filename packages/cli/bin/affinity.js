#!/usr/bin/env node
// A thin door to `dist`: it answers --version without loading anything, and says what to do where nothing was built yet.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [argument, ...rest] = process.argv.slice(2);

if ((argument === '--version' || argument === '-V') && rest.length === 0) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  const main = new URL('../dist/main.js', import.meta.url);
  if (existsSync(fileURLToPath(main))) {
    const { main: run } = await import(main.href);
    await run(process.argv.slice(2));
  } else {
    process.stderr.write('affinity: not built yet. Run `npm run build` in the clone, then try again.\n');
    process.exitCode = 1;
  }
}
