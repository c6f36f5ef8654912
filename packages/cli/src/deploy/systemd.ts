import { dirname } from 'node:path';
import { keySteps } from './cron.ts';
import { type Deployment, localCommand, type Rendered } from './deployment.ts';
import { unitArgument, unitText, unitWord } from './quote.ts';
import { calendarOf, rhythmOf } from './rhythm.ts';

const credential = 'affinity-api-key';

const service = (deployment: Deployment): string => {
  const { database, folder, keyFile, user } = deployment;
  const command = localCommand(deployment).map(unitArgument).join(' ');
  const key =
    keyFile === undefined
      ? []
      : [`LoadCredential=${credential}:${unitText(keyFile)}`, `Environment=AFFINITY_API_KEY_FILE=%d/${credential}`];
  const folders = [...new Set([folder, dirname(database)])].map(unitWord).join(' ');
  return `[Unit]
Description=Load Affinity into ${unitText(database)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User=${unitText(user)}
WorkingDirectory=${unitText(folder)}
${key.map((line) => `${line}\n`).join('')}ExecStart=${command}
# A load that is stopped keeps what it has, and the next one goes on from there.
SuccessExitStatus=130
TimeoutStartSec=infinity
TimeoutStopSec=2min
Nice=10
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
ReadWritePaths=${folders}
`;
};

const timer = ({ intervalMs, phase, every }: Deployment): string => `[Unit]
Description=Load Affinity every ${every}

[Timer]
OnCalendar=${calendarOf(rhythmOf(intervalMs), phase)}
RandomizedDelaySec=${Math.floor(Math.min(intervalMs / 10_000, 60))}s
# What was missed while the machine was off is done when it is on again.
Persistent=true

[Install]
WantedBy=timers.target
`;

/** A service and its timer. systemd starts no service that is still at work, so loads cannot overlap. */
export const renderSystemd = (deployment: Deployment): Rendered => ({
  files: [
    { path: 'affinity-sync.service', text: service(deployment) },
    { path: 'affinity-sync.timer', text: timer(deployment) },
  ],
  steps: [
    ...keySteps(deployment.keyFile),
    'Copy both files to /etc/systemd/system, then: systemctl daemon-reload && systemctl enable --now affinity-sync.timer',
    'Try it now: systemctl start affinity-sync && journalctl -u affinity-sync',
  ],
});
