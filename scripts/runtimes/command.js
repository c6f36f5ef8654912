// The smoke test as a program: of Node, Bun and Deno. Key and address come from the environment.
import { smoke } from './smoke.js';

const { AFFINITY_BASE_URL: url, AFFINITY_API_KEY: key } = process.env;
console.log(await smoke({ url, key }));
