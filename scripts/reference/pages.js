/** The pages under `docs/reference` that are made, and how. */
import { fileURLToPath } from 'node:url';
import { choicesPage } from './choices-page.js';
import { commandsPage } from './commands-page.js';
import { operationsPage } from './operations-page.js';
import { servicesPage } from './services-page.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** By their path from the root of the repository. */
export const referencePages = {
  'docs/reference/commands.md': commandsPage,
  'docs/reference/operations.md': operationsPage,
  'docs/reference/services.md': () => servicesPage(root),
  'docs/reference/unspecified-choices.md': choicesPage,
};
