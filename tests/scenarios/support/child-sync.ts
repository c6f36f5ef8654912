/** A sync in a process of its own: `node child.js <base url> <database>`; prints its report as JSON. */
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';

const [baseUrl, database] = process.argv.slice(2);
if (!baseUrl || !database) throw new TypeError('Usage: child-sync <base url> <database>');
const client = createAffinity({ apiKey: 'A'.repeat(43), baseUrl, pace: false });
process.stdout.write(JSON.stringify(await sync({ client, database })));
