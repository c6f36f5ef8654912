/** When an interaction was or will be, from its payload in a cell. */
export const interactionTime = (payload: string): string | undefined => /"(?:sentAt|startTime)":"([^"]+)"/.exec(payload)?.[1];

const personMark = /\u0001[ap](\d+)\u0001/g;

/** Everybody who took part in an interaction, from its payload in a cell, each once. */
export const participantsOf = (payload: string): number[] => [...new Set([...payload.matchAll(personMark)].map(([, id]) => Number(id)))];

/** Of two interactions, the one that a field such as `first-email` or `last-contact` is about. */
export const fittingInteraction = (fieldId: string, one: string, other: string): string => {
  const isEarlier = (interactionTime(one) ?? '') <= (interactionTime(other) ?? '');
  const wantsEarlier = fieldId.startsWith('first-') || fieldId.startsWith('next-');
  return isEarlier === wantsEarlier ? one : other;
};
