// One publication in a process of its own, to be killed: node scripts/soak/publish-child.js <database> <settings as JSON>
import { openDestination, publish } from '../../packages/pipeline/dist/index.js';

const [database, settings] = process.argv.slice(2);
const destination = await openDestination(JSON.parse(settings));
await publish({ database, destination });
await destination.close();
