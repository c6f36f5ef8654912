/** Ids in one request; this many are known to work (v2 reference, section 9.2). */
const idsPerRequest = 100;

/** Fetches records by id, a hundred in a request, and gives them in the order asked for; ids that do not exist are not in the result. */
export const getMany = async <T extends { readonly id: number }>(
  ids: readonly number[],
  fetch: (ids: readonly number[]) => Promise<readonly T[]>,
): Promise<Map<number, T>> => {
  const wanted = [...new Set(ids)];
  const found = new Map<number, T>();
  for (let start = 0; start < wanted.length; start += idsPerRequest) {
    for (const record of await fetch(wanted.slice(start, start + idsPerRequest))) found.set(record.id, record);
  }
  return new Map(wanted.flatMap((id) => (found.has(id) ? [[id, found.get(id) as T]] : []))); // just seen
};
