/** By what they are shapes of. */
const kept = new Map<string, unknown>();

/**
 * Holds on to an object, or to objects, of shapes that come again and again.
 *
 * V8 throws away what it compiled for a shape together with the last object that has it. Between two pages there may be none, and a load has
 * garbage collected often: the code that reads records was compiled some fifty times over in the first load of a large firm.
 */
export const keepShape = (of: string, example: unknown): void => void kept.set(of, example);
