/** An instant as the state keeps it: UTC with milliseconds, so that text order is time order. */
export const instant = (text: string): string => (text.length === 24 && text.endsWith('Z') ? text : new Date(text).toISOString());
