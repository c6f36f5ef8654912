import { join } from 'node:path';
import { type Deployment, localCommand, type Rendered } from './deployment.ts';
import { cronCommand, shellWord } from './quote.ts';
import { cronOf, rhythmOf } from './rhythm.ts';

/** A line for `crontab -e`. A load that is still running makes the next one end at once, so they cannot overlap. */
export const renderCron = (deployment: Deployment): Rendered => {
  const { folder, keyFile, intervalMs, phase, every } = deployment;
  const log = join(folder, 'affinity-sync.log');
  const key = keyFile === undefined ? '' : `AFFINITY_API_KEY_FILE=${shellWord(keyFile)} `;
  const words = localCommand(deployment).map(shellWord).join(' ');
  const command = `cd ${shellWord(folder)} && ${key}${words} >>${shellWord(log)} 2>&1`;
  const lines = [
    `# Affinity, every ${every}; what goes wrong stands in affinity-sync.log.`,
    `${cronOf(rhythmOf(intervalMs), phase)} ${cronCommand(command)}`,
  ];
  return {
    files: [{ path: 'affinity-sync.cron', text: `${lines.join('\n')}\n` }],
    steps: [
      ...keySteps(keyFile),
      'Add the line to your crontab: crontab -e',
      'Try it now: run what stands behind the five fields of the line.',
    ],
  };
};

/** How the key comes into its file. */
export const keySteps = (keyFile: string | undefined): string[] =>
  keyFile === undefined ? [] : [`Put the API key into ${keyFile}, readable by you alone (chmod 600).`];
