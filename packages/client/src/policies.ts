import type { EndpointSpec } from '@affinity-kit/contract';
import { AffinityWriteDeniedError } from './errors.ts';

/** What a client may do. */
export interface Policies {
  /** `deny` refuses every operation whose effect is a write before anything is sent; a search by POST stays allowed. */
  readonly writes: 'allow' | 'deny';
}

/** Policies of a client that can only read. */
export const readOnly = (): Policies => ({ writes: 'deny' });

/** Refuses an operation that the policies forbid. It goes by the effect, never by the method. */
export const assertAllowed = (spec: EndpointSpec, policies: Policies): void => {
  if (spec.effect === 'read' || policies.writes === 'allow') return;
  throw new AffinityWriteDeniedError(`This client may only read; ${spec.method} ${spec.path} writes`, {
    method: spec.method,
    path: spec.path,
    attempts: 0,
  });
};
