import type { EndpointSpec } from '@affinity-kit/contract';
import type { Caller } from '../context.ts';
import { forbidden } from '../problem.ts';

/** Refuses a caller whose role lacks what the operation declares; 403 names it (v2 reference, section 1.1). */
export const requirePermission = (spec: EndpointSpec, caller: Caller): void => {
  if (spec.permission !== undefined && !caller.permissions.has(spec.permission)) throw forbidden(spec.permission);
};
