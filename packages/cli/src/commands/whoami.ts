import { clientOf } from '../client-of.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { left } from '../output/quota.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** `affinity whoami`: tenant, user and quota of the key, in one request. */
export const whoami = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const affinity = clientOf(readSettings(settingFlags(flags), terminal), terminal);
  const { tenant, user, grant } = await affinity.v2.auth.whoami();
  const { minute, month } = affinity.rate ?? {};
  if (isOn(flags, 'json')) {
    printJson(terminal.out, { tenant, user, grant, rate: { minute: minute ?? null, month: month ?? null } });
    return exitCodes.done;
  }
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  printLines(terminal.out, [
    `${name} <${user.emailAddress}>`,
    `${tenant.name} (${tenant.subdomain}.affinity.co)`,
    `key: ${grant.type}, scopes ${grant.scopes.join(', ')}, created ${grant.createdAt.slice(0, 10)}`,
    `quota: ${left(minute, 'minute')}, ${left(month, 'month')}`,
  ]);
  return exitCodes.done;
};
