import { inject } from 'vitest';
import { postgresPlace } from './support/postgres-place.ts';
import { destinationSuite } from './support/suite.ts';

destinationSuite('Postgres', () => postgresPlace(inject('postgresUrl')));
