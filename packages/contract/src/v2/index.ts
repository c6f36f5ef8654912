import { companies } from './companies.ts';

/** The v2 API, under `/v2`. */
export const v2 = { companies };
