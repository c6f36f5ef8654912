import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is installed, if one is. */
export const chromiumPath = places.find((path): path is string => path !== undefined && existsSync(path));

/** Why the tests do not run where they do not. */
export const noChromium = 'no Chromium is installed: apt-get install chromium, or name one in CHROMIUM';

const quietly = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser; root may use it only without its sandbox. */
export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...quietly, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
