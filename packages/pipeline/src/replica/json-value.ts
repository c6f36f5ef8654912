import type { DuckDBType, DuckDBValue, DuckDBValueConverter, Json } from '@duckdb/node-api';
import { api } from './duckdb.ts';

const { DuckDBTimestampTZValue, DuckDBTypeId, JsonDuckDBValueConverter } = api;

const numeric = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT, DuckDBTypeId.DECIMAL]);

/** A number where JavaScript holds it exactly, else its digits. */
function numberOrDigits(digits: string): Json {
  const number = Number(digits);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : digits;
}

function isoInstant({ micros }: { readonly micros: bigint }): string {
  return new Date(Number(micros / 1000n)).toISOString();
}

/** Values of a result as JSON: ids are numbers, moments ISO 8601 in UTC, dates `YYYY-MM-DD`, JSON columns their text. */
export const jsonValue: DuckDBValueConverter<Json> = (value: DuckDBValue, type: DuckDBType, converter) => {
  if (value === null) return null;
  if (numeric.has(type.typeId)) return numberOrDigits(String(value));
  if (value instanceof DuckDBTimestampTZValue && value.isFinite) return isoInstant(value);
  return JsonDuckDBValueConverter(value, type, converter);
};
