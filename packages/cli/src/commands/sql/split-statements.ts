/** SQL cut into statements, and what stands behind the last semicolon. */
export interface SplitStatements {
  readonly statements: readonly string[];
  /** A statement that is not complete; empty when only blanks and comments are left. */
  readonly rest: string;
}

/** What may hold a semicolon that ends nothing, and what may not: quoted texts and names, dollar quotes, comments. */
const tokens = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;|[^'"$;/-]+|[\s\S]/g;

const isComment = (token: string): boolean => token.startsWith('--') || token.startsWith('/*');

/** Cuts SQL at its semicolons. Statements of nothing but blanks and comments are dropped. */
export const splitStatements = (sql: string): SplitStatements => {
  const statements: string[] = [];
  let text = '';
  let isEmpty = true;
  for (const [token] of sql.matchAll(tokens)) {
    if (token !== ';') {
      text += token;
      isEmpty &&= isComment(token) || token.trim() === '';
      continue;
    }
    if (!isEmpty) statements.push(text.trim());
    text = '';
    isEmpty = true;
  }
  return { statements, rest: isEmpty ? '' : text.trim() };
};

/** A statement in one line, for the history: without comments, line breaks as blanks. */
export const inOneLine = (sql: string): string =>
  [...sql.matchAll(tokens)]
    .map(([token]) => (isComment(token) ? ' ' : token))
    .join('')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
