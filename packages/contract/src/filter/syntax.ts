/** Characters that stand for themselves only behind a backslash (v2 reference, section 6.1). */
const special = new Set('\\*~!&=><$^|"\'()][/');

/** Whether a character has a meaning of its own in the `filter` grammar. */
export const isSpecial = (char: string): boolean => special.has(char);

/** Whether a character separates tokens; between double quotes it is an ordinary character. */
export const isSpace = (char: string): boolean => /\s/.test(char);

/** A property: names of letters, digits, `_` and `-`, joined by dots. */
export const propertyPattern = /^[\w-]+(?:\.[\w-]+)*$/;

/** Groups and negations may be nested this deep. Deeper ones are refused rather than allowed to exhaust the stack. */
export const maxFilterDepth = 100;

/** A `filter` expression that the grammar refuses: where, what was expected there, and what stood there instead. */
export class FilterSyntaxError extends SyntaxError {
  override readonly name = 'FilterSyntaxError';
  /** Zero-based offset into the expression, in UTF-16 code units. */
  readonly position: number;
  readonly expected: string;
  /** The offending character in quotes, or `the end`. */
  readonly found: string;

  constructor(position: number, expected: string, found: string) {
    super(`Filter, position ${position}: expected ${expected}, found ${found}`);
    this.position = position;
    this.expected = expected;
    this.found = found;
  }
}
