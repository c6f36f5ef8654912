import { describe, expect, it } from 'vitest';
import { inOneLine, splitStatements } from './split-statements.ts';

describe('SQL', () => {
  it('is cut at its semicolons, but not in quotes, names and comments', () => {
    expect(splitStatements(`SELECT ';' AS "a;b"; -- one; two\nSELECT $$;$$, $x$ ; $x$ /* ; */; SELECT 'it''s;'`)).toEqual({
      statements: [`SELECT ';' AS "a;b"`, '-- one; two\nSELECT $$;$$, $x$ ; $x$ /* ; */'],
      rest: "SELECT 'it''s;'",
    });
  });

  it('is incomplete while a quote is open', () => {
    expect(splitStatements("SELECT 'a;")).toEqual({ statements: [], rest: "SELECT 'a;" });
    expect(splitStatements('SELECT /* a;')).toEqual({ statements: [], rest: 'SELECT /* a;' });
  });

  it('leaves parameters and operators alone', () => {
    expect(splitStatements('SELECT $id - 1 / 2;')).toEqual({ statements: ['SELECT $id - 1 / 2'], rest: '' });
  });

  it('is nothing where there are only blanks and comments', () => {
    expect(splitStatements(' ; -- that is all\n;')).toEqual({ statements: [], rest: '' });
  });

  it('fits on one line of the history', () => {
    expect(inOneLine('SELECT 1, -- first\n  2\nFROM t')).toBe('SELECT 1, 2 FROM t');
  });
});
