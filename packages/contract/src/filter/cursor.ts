import { FilterSyntaxError, isSpace } from './syntax.ts';

const quoted = (char: string): string => (char === "'" ? `"'"` : `'${char}'`);

/** A position in a `filter` expression, and the few moves that its parser needs. */
export class FilterCursor {
  readonly text: string;
  position = 0;
  /** Groups and negations that are open here. */
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here, or an empty string at the end. */
  get char(): string {
    return this.text.charAt(this.position);
  }

  skipSpace(): void {
    while (isSpace(this.char)) this.position += 1;
  }

  /** Steps over `token`, and over the space behind it, if it stands here. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    this.skipSpace();
    return true;
  }

  /** Steps over the longest run of characters that satisfy `accepts`, and gives it back. */
  takeWhile(accepts: (char: string) => boolean): string {
    const start = this.position;
    while (this.char !== '' && accepts(this.char)) this.position += 1;
    return this.text.slice(start, this.position);
  }

  /** The error for what stands here. */
  expected(what: string): FilterSyntaxError {
    const point = this.text.codePointAt(this.position);
    return new FilterSyntaxError(this.position, what, point === undefined ? 'the end' : quoted(String.fromCodePoint(point)));
  }
}
