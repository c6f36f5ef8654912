import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedInto, parseProblem, unknownId } from './problem.ts';

const json = (status: number, body: unknown) => parseProblem(status, 'application/json; charset=utf-8', JSON.stringify(body));

describe('parseProblem', () => {
  it('reads the sentences of v1', () => {
    expect(json(422, ['There exists a contact with this email address.', 'Name is missing.'])).toEqual({
      messages: ['There exists a contact with this email address.', 'Name is missing.'],
      errors: [{ message: 'There exists a contact with this email address.' }, { message: 'Name is missing.' }],
    });
  });

  it('reads the bare string of an unknown v1 route', () => {
    expect(json(404, 'Unknown API endpoint').messages).toEqual(['Unknown API endpoint']);
  });

  it('reads an array of objects', () => {
    expect(json(422, [{ message: 'Bad id' }, { nothing: 1 }]).messages).toEqual(['Bad id']);
  });

  it('reads the envelope of v2, and puts code and param of its first error in front', () => {
    const errors = [
      { code: 'validation', message: 'limit must be between 1 and 100', param: 'limit' },
      { code: 'validation', message: 'cursor is malformed', param: 'cursor' },
    ];
    expect(json(400, { errors })).toEqual({
      messages: ['limit must be between 1 and 100', 'cursor is malformed'],
      code: 'validation',
      param: 'limit',
      errors,
    });
  });

  it.each([
    ['strings under errors', { errors: ['No'] }, ['No']],
    ['one error under errors', { errors: { message: 'No' } }, ['No']],
    ['a message', { message: 'No' }, ['No']],
    ['an error string', { error: 'No' }, ['No']],
    ['an error object', { error: { message: 'No' } }, ['No']],
    ['a useless errors beside a message', { errors: [], message: 'No' }, ['No']],
    ['a code beside an error', { code: 'x', error: 'No' }, ['No']],
    ['an error without a message', { errors: [{ code: 'not-found' }] }, ['not-found']],
  ])('reads %s', (_, body, messages) => {
    expect(json(400, body).messages).toEqual(messages);
  });

  it('quotes JSON that is no error at all', () => {
    expect(json(500, { status: 'sad' }).messages).toEqual(['{"status":"sad"}']);
  });

  it('quotes the title of an HTML page, or its text', () => {
    const page = '<!DOCTYPE html><html><head><title>\n 502 Bad\nGateway </title></head><body><h1>Sorry</h1></body></html>';
    expect(parseProblem(502, 'text/html', page)).toEqual({ messages: ['502 Bad Gateway'], errors: [] });
    expect(parseProblem(503, undefined, '<html><body><script>x</script><h1>Down</h1><p>for a&nbsp;while').messages).toEqual([
      'Down for a while',
    ]);
  });

  it('quotes the beginning of a text', () => {
    expect(parseProblem(500, 'text/plain', `upstream\n  failed ${'x'.repeat(5000)}`).messages[0]).toMatch(/^upstream failed x{183}…$/);
  });

  it.each([null, undefined, 'application/json', 'text/html'])('falls back to the status where the body is empty (%s)', (contentType) => {
    expect(parseProblem(503, contentType, ' \n')).toEqual({ messages: ['HTTP 503'], errors: [] });
  });

  it('bounds the number and the length of messages', () => {
    const { messages } = json(
      422,
      Array.from({ length: 60 }, () => 'x'.repeat(5000)),
    );
    expect(messages).toHaveLength(50);
    expect(messages[0]).toHaveLength(1000);
  });

  it('is total: it never throws and always has a message', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record({ errors: fc.jsonValue(), message: fc.jsonValue(), error: fc.jsonValue() }, { requiredKeys: [] })
        .map((value) => JSON.stringify(value)),
      fc.array(fc.constantFrom('<title', '>', '<script>', '</', 'html', '<html>', 'x', '"', '{')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.nat(599), fc.option(fc.string()), body, (status, contentType, text) => {
        const { messages, errors } = parseProblem(status, contentType, text);
        expect(messages.length).toBeGreaterThan(0);
        expect(messages.every((message) => message.trim() !== '')).toBe(true);
        expect(messages).toHaveLength(Math.max(1, errors.length));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('mergedInto', () => {
  it('finds the surviving id, with and without the parameter', () => {
    expect(mergedInto('organization_id: 70455 no longer exists as it has been merged into 70901')).toEqual({
      param: 'organization_id',
      id: 70455,
      survivingId: 70901,
    });
    expect(mergedInto('70455 no longer exists as it has been merged into 70901.')).toEqual({ id: 70455, survivingId: 70901 });
  });

  it.each([
    '',
    'has been merged into 5',
    'Company 0 no longer exists as it has been merged into 5',
    `${'9'.repeat(16)} no longer exists as it has been merged into 5`,
  ])('finds none in "%s"', (message) => {
    expect(mergedInto(message)).toBeUndefined();
  });
});

describe('unknownId', () => {
  it('finds the id, with and without the parameter', () => {
    expect(unknownId('Field person_id: expected 999 to be a valid id for model Affinity::Models::Person')).toEqual({
      param: 'person_id',
      id: 999,
    });
    expect(unknownId('expected 9301 to be a valid id for model Affinity::Models::EntityFile')).toEqual({ id: 9301 });
  });

  it('finds none in another sentence', () => {
    expect(unknownId('Field person_id: expected text')).toBeUndefined();
    expect(unknownId('expected 0 to be a valid id for model X')).toBeUndefined();
  });
});
