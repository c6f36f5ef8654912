// One sync in a process of its own, to be killed: node scripts/soak/sync-child.js <base URL> <API key> <database>; prints its report as JSON.
import { createAffinity } from '../../packages/client/dist/index.js';
import { sync } from '../../packages/pipeline/dist/index.js';

const [baseUrl, apiKey, database] = process.argv.slice(2);
const client = createAffinity({ apiKey, baseUrl, pace: false });
process.stdout.write(JSON.stringify(await sync({ client, database })));
