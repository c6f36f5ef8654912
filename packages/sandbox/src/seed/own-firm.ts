import { computedFields } from './account-fields.ts';
import type { FirmSink, SeedField } from './model.ts';

const nameOf = ({ entityType, id }: Pick<SeedField, 'entityType' | 'id'>): string => `${entityType}/${id}`;

/** The same sink, which hears of fields. */
const hearing = (sink: FirmSink, hear: (field: SeedField) => void): FirmSink =>
  new Proxy(sink, {
    get: (target, name): unknown => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (name !== 'field') return method.bind(target);
      return (field: SeedField): void => {
        hear(field);
        target.field(field);
      };
    },
  });

/** Where a firm that somebody tells goes to. */
export interface OwnFirmOptions {
  readonly sink: FirmSink;
  readonly now: Date;
}

/** Writes a firm of one's own, and those fields that Affinity computes for every account which it does not declare itself. */
export const writeOwnFirm = (tell: (sink: FirmSink) => void, { sink, now }: OwnFirmOptions): void => {
  const declared = new Set<string>();
  tell(hearing(sink, (field) => declared.add(nameOf(field))));
  for (const field of computedFields(now.getTime())) if (!declared.has(nameOf(field))) sink.field(field);
};
