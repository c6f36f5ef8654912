/** Name of a unit that is one thing in a listing, such as the options of a field; the listing itself is a unit of its own. */
export const unitIn = (listing: string, id: string | number): string => `${listing}/${id}`;

/** The listing that a unit is, or is in, and the thing in it. */
export const partsOfUnit = (unit: string): readonly [listing: string, id: string | undefined] => {
  const slash = unit.indexOf('/');
  return slash < 0 ? [unit, undefined] : [unit.slice(0, slash), unit.slice(slash + 1)];
};

/** These listings, and the known units that are in them. */
export const withinListings = (listings: readonly string[], known: readonly string[]): readonly string[] => {
  const wanted = new Set(listings);
  return [...new Set([...listings, ...known.filter((unit) => wanted.has(partsOfUnit(unit)[0]))])];
};
