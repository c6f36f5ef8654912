/** A publication in a process of its own: `node child.mjs <database> <settings as JSON>`. Says `sending` when rows leave. */
import { type DestinationSettings, openDestination, publish } from '@affinity-kit/pipeline';

const [database, settings] = process.argv.slice(2);
if (database === undefined || settings === undefined) throw new TypeError('Usage: child-publish <database> <settings>');
const destination = await openDestination(JSON.parse(settings) as DestinationSettings); // what the test wrote
await publish({ database, destination, toolVersion: '1.0.0', onProgress: () => process.stdout.write('.') });
await destination.close();
