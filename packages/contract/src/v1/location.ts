import * as z from 'zod';

const part = z.lazy(() => z.string().nullable());
const location = z.lazy(() => z.object({ street_address: part, city: part, state: part, country: part, continent: part }));
/** A place. All five keys are there. */
export interface Location extends z.infer<typeof location> {}
export const Location: z.ZodType<Location> = location;

const locationUpdate = z.lazy(() => location.unwrap().partial({ continent: true }));
/** A place to write; the documentation leaves `continent` out. */
export interface LocationUpdate extends z.infer<typeof locationUpdate> {}
export const LocationUpdate: z.ZodType<LocationUpdate, LocationUpdate> = locationUpdate;
