import * as z from 'zod';
import { type FaultKind, type FaultRule, faultKinds } from '../behaviour/faults.ts';
import type { KeyRequest } from '../behaviour/key-chain.ts';
import type { Limits } from '../behaviour/limits.ts';

const count = z.int().min(1);

/** Body of `POST /_sandbox/clock`: jump to a moment, then move on. */
export const ClockMove = z.strictObject({
  now: z.iso.datetime({ offset: true }).exactOptional(),
  advanceMs: z.number().exactOptional(),
});

const faultRule = z.strictObject({
  kind: z.enum(Object.keys(faultKinds) as FaultKind[]), // the keys of a literal object
  status: z.int().min(500).max(599).exactOptional(),
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  nth: z.union([count, z.array(count).min(1)]).exactOptional(),
  fraction: z.number().min(0).max(1).exactOptional(),
  times: count.exactOptional(),
  durationMs: z.number().min(0).exactOptional(),
  retryAfterSeconds: z.number().min(0).exactOptional(),
  afterEffect: z.boolean().exactOptional(),
}) satisfies z.ZodType<FaultRule>;

/** Body of `POST /_sandbox/faults`: rules that join those in force. */
export const FaultRules = z.strictObject({ faults: z.array(faultRule).min(1) });

/** Body of `POST /_sandbox/limits`: what is not named stays as it is. */
export const LimitChanges = z.strictObject({
  perMinute: z.int().min(0).exactOptional(),
  perMonth: z.int().min(0).nullable().exactOptional(),
  concurrent: z.int().min(0).nullable().exactOptional(),
  minuteMs: count.exactOptional(),
}) satisfies z.ZodType<Partial<Limits>>;

/** Body of `POST /_sandbox/restore`. */
export const SnapshotName = z.strictObject({ snapshot: z.string() });

/** Body of `POST /_sandbox/keys`: whose key to make. */
export const KeyWish = z.strictObject({
  userId: z.int().exactOptional(),
  role: z.enum(['Admin', 'Member']).exactOptional(),
  permissions: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<KeyRequest>;

/** Body of `POST /_sandbox/as-user`: a key, by its number or in full, and whose it shall be; `null` gives it back to its owner. */
export const ActAs = z.union([
  z.strictObject({ id: count, userId: z.int().nullable() }),
  z.strictObject({ key: z.string(), userId: z.int().nullable() }),
]);

/** Body of `POST /_sandbox/log`. */
export const LogSettings = z.strictObject({ bodies: z.boolean() });
