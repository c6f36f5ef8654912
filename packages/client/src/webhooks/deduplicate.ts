/** Remembers which deliveries were dealt with. One kept in a database makes several processes idempotent together. */
export interface DeliveryStore {
  /** Takes a delivery on; `false` when it was taken on before. */
  claim(key: string): boolean | Promise<boolean>;
  /** Gives a delivery back that could not be dealt with, so that its repetition is. */
  release(key: string): void | Promise<void>;
}

/** Remembers the latest deliveries of this process, 10,000 unless stated. */
export const createMemoryStore = (capacity = 10_000): DeliveryStore => {
  const keys = new Set<string>();
  return {
    claim: (key) => {
      if (keys.has(key)) return false;
      keys.add(key);
      const [oldest] = keys;
      if (keys.size > capacity && oldest !== undefined) keys.delete(oldest);
      return true;
    },
    release: (key) => void keys.delete(key),
  };
};

/**
 * What tells a delivery from others: a digest of its text, in which the time of sending is.
 *
 * Deliveries carry no id. The same change sent again has the same text; the same change made again has another time.
 */
export const deliveryKey = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
