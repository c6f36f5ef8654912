import { describe, expect, it } from 'vitest';
import { curlOf, duration, jsonPieces, matches, problemsOf } from '../../page/describe.js';

const pretty = (text: string): string =>
  jsonPieces(text)
    .map((piece: { text: string }) => piece.text)
    .join('');

const answered = (status: number, text: string | null, fault: string | null = null) => ({
  status,
  fault,
  response: { body: { text, size: text?.length ?? 0, isCut: false } },
});

describe('JSON on the page', () => {
  it('is indented as JSON.stringify does it', () => {
    for (const value of [{ a: [1, { b: 'x: {"y"}, \\' }], c: {}, d: [], e: null, f: true }, [], [[]], 'text', -1.5e-7])
      expect(pretty(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps numbers as they were written, and shows what was cut off as far as it goes', () => {
    expect(pretty('{"id":12345678901234567890}')).toBe('{\n  "id": 12345678901234567890\n}');
    expect(pretty('{"a":[1,{"b":"begun')).toBe('{\n  "a": [\n    1,\n    {\n      "b": "begun');
  });

  it('tells names from texts', () => {
    expect(jsonPieces('{"a":"b"}').map((piece: { kind: string }) => piece.kind)).toEqual([
      'mark',
      'mark',
      'name',
      'mark',
      'text',
      'mark',
      'mark',
    ]);
  });
});

describe('what was wrong with a request', () => {
  it('is said in the words of either version, or of the fault', () => {
    expect(problemsOf(answered(400, '{"errors":[{"code":"validation","message":"No","param":"limit"}]}'))).toEqual([
      { code: 'validation', message: 'No', param: 'limit' },
    ]);
    expect(problemsOf(answered(422, '["No","Never"]'))).toEqual([{ message: 'No' }, { message: 'Never' }]);
    expect(problemsOf(answered(404, '"Unknown API endpoint"'))).toEqual([{ message: 'Unknown API endpoint' }]);
    expect(problemsOf(answered(503, '<html>', 'html-error'))).toEqual([
      { code: 'fault', message: 'A fault struck this request: html-error' },
      { message: 'Status 503' },
    ]);
    expect(problemsOf({ status: 0, fault: null, response: null })).toEqual([{ message: 'No answer was sent' }]);
    expect(problemsOf(answered(200, '["not a problem"]'))).toEqual([]);
  });
});

describe('a time to wait', () => {
  it('is told in the largest unit that fits', () => {
    expect([0, 1, 119, 120, 7200, 889_200].map(duration)).toEqual([
      '0 seconds',
      '1 second',
      '119 seconds',
      '2 minutes',
      '2 hours',
      '10 days',
    ]);
  });
});

describe('a filter', () => {
  it('wants every word', () => {
    expect([matches('get /lists 200 ada', 'LISTS ada'), matches('get /lists 200 ada', 'lists bo'), matches('x', ' ')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a request as curl', () => {
  const request = {
    headers: { authorization: 'Basic [hidden]', host: 'x', 'content-type': 'application/json' },
    body: { text: `{"a":"it's"}`, size: 12, isCut: true },
  };

  it('survives the shell, and has its key from the environment', () => {
    expect(curlOf({ method: 'PUT', path: '/notes/1', query: 'a=b', request }, 'http://127.0.0.1:1')).toBe(
      [
        '# the log kept only the beginning of this body',
        String.raw`curl -X PUT 'http://127.0.0.1:1/notes/1?a=b' \ `.trimEnd(),
        String.raw`  -u ":$AFFINITY_API_KEY" \ `.trimEnd(),
        String.raw`  -H 'content-type: application/json' \ `.trimEnd(),
        String.raw`  --data-raw '{"a":"it'\''s"}'`,
      ].join('\n'),
    );
    expect(curlOf({ method: 'GET', path: '/lists', query: '', request: null }, 'http://127.0.0.1:1')).toBe(
      `curl 'http://127.0.0.1:1/lists'`,
    );
  });
});
