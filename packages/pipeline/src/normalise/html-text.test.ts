import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeSession, openSession, readTexts } from '../replica/connection.ts';
import { htmlTextSql } from '../replica/html-text-sql.ts';
import { text } from '../replica/sql.ts';
import { textOf } from './html-text.ts';

describe('the text of HTML', () => {
  it.each([
    ['<p>One</p><p>Two<br>Three</p>', 'One\nTwo\nThree'],
    ['<ul><li>First</li><li><p>Second</p></li></ul>', '- First\n- Second'],
    ['<p>Terms &amp; <strong>price</strong> &lt;5&nbsp;M&gt;</p>', 'Terms & price <5 M>'],
    ['plain & simple', 'plain & simple'],
    ['<p>5 &amp;lt; 6</p>', '5 &lt; 6'],
    ['<p> </p>', ''],
    ['a < b', 'a < b'],
  ])('of %j is %j', (html, expected) => {
    expect(textOf(html)).toBe(expected);
  });

  it('takes no time out of proportion', () => {
    expect(textOf('<'.repeat(200_000))).toHaveLength(200_000);
    expect(textOf(`a${' '.repeat(200_000)}b`)).toBe('a b');
    expect(textOf(`a${' \n'.repeat(100_000)}b`)).toBe('a\nb');
  });

  it('is the same in SQL', async () => {
    const session = await openSession(':memory:');
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<br>',
      '<li>',
      '</LI>',
      ' ',
      '\n',
      'word',
      '&amp;',
      '&lt;',
      '<a href="x">',
      '&nbsp;',
      '<',
      '>',
    );
    const htmls = fc.sample(fc.array(part, { maxLength: 12 }), { numRuns: 200, seed: 1 }).map((parts) => parts.join(''));
    try {
      const rows = await readTexts(session.connection, htmls.map((html) => `SELECT ${htmlTextSql(text(html))}`).join(' UNION ALL '));
      expect(rows).toEqual(htmls.map(textOf));
    } finally {
      closeSession(session);
    }
  });
});
