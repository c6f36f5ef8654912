import { type Deployment, packagesOf, type Rendered } from './deployment.ts';
import { shellWord, yamlText } from './quote.ts';

const healthPort = '8080';
const probe = `fetch('http://127.0.0.1:${healthPort}/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;

const dockerfile = (deployment: Deployment): string => {
  const { every, flags, hasSettings } = deployment;
  const command = ['sync', '--every', every, '--health-port', healthPort, ...flags];
  return `FROM node:20-bookworm-slim
RUN npm install --global ${packagesOf(deployment).map(shellWord).join(' ')} \\
 && npm cache clean --force \\
 && install -d -o node -g node -m 700 /data
ENV NODE_ENV=production \\
    AFFINITY_DATABASE=/data/affinity.duckdb \\
    AFFINITY_API_KEY_FILE=/run/secrets/affinity_api_key
WORKDIR /app
${hasSettings ? 'COPY affinity.toml /app/affinity.toml\n' : ''}USER node
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m CMD ${JSON.stringify(['node', '-e', probe])}
ENTRYPOINT ["affinity"]
CMD ${JSON.stringify(command)}
`;
};

const compose = ({ destinations }: Deployment): string => {
  const variables = [...new Set(destinations.map(({ secretVariable }) => secretVariable))];
  const environment = variables.length === 0 ? '' : `\n    environment:${variables.map((name) => `\n      - ${yamlText(name)}`).join('')}`;
  return `services:
  affinity-sync:
    build: .
    init: true
    restart: unless-stopped
    # A load that is stopped keeps what it has, and the next one goes on from there.
    stop_grace_period: 2m
    read_only: true
    tmpfs:
      - /tmp
    cap_drop:
      - ALL
    security_opt:
      - "no-new-privileges:true"
    secrets:
      - affinity_api_key
    volumes:
      - affinity-data:/data${environment}
secrets:
  affinity_api_key:
    file: ./affinity-api-key.txt
volumes:
  affinity-data: {}
`;
};

/** An image that loads at every interval, and how to run it. The key is a secret of the running container and never part of the image. */
export const renderDocker = (deployment: Deployment): Rendered => ({
  files: [
    { path: 'Dockerfile', text: dockerfile(deployment) },
    { path: 'compose.yaml', text: compose(deployment) },
    { path: '.dockerignore', text: deployment.hasSettings ? '*\n!affinity.toml\n' : '*\n' },
  ],
  steps: [
    'Put the API key into affinity-api-key.txt beside compose.yaml, readable by the user 1000 (node), and never commit it.',
    'Start it: docker compose up --detach --build',
    'Read the database: docker compose exec affinity-sync affinity sql "SELECT * FROM funnel"',
  ],
});
