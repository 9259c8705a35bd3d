import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { explainError } from './explain-error.ts';

const answered = (httpStatus: number, message: string, ...problems: object[]) =>
  TRPCClientError.from({ error: { message, code: -32600, data: { httpStatus, problems } } });

describe('an error in words', () => {
  it('says that the app did not answer when there was no answer', () => {
    expect(explainError(new TypeError('Failed to fetch')).message).toBe('the app did not answer.');
  });
  it('says where the right address is when the token is wrong', () => {
    expect(explainError(answered(401, 'UNAUTHORIZED')).next).toContain('address');
  });
  it('takes place and words from the problem, whatever the line reads', () => {
    const message = 'expected a cookie name: letters';
    const problem = { code: 'schema-says', at: 'options.name', params: { message }, message };
    expect(explainError(answered(400, 'other.place: other words', problem))).toMatchObject({
      problems: [{ code: 'schema-says' }],
      at: 'options.name',
      message,
    });
    expect(explainError(answered(400, message, { ...problem, at: '' }))).toMatchObject({ at: null, message });
  });
  it('tells every problem, each with its place', () => {
    const missing = {
      code: 'missing',
      at: 'path',
      params: { expected: 'string' },
      message: 'missing: expected string',
    };
    const unknown = {
      code: 'unknown-key',
      at: '',
      params: { key: 'a', nearest: null },
      message: 'unknown key "a"',
    };
    expect(explainError(answered(400, 'other words', missing, unknown))).toMatchObject({
      problems: [missing, unknown],
      at: null,
      message: 'path: missing: expected string; unknown key "a"',
    });
  });
  it('takes no line apart where no problem came with it', () => {
    expect(explainError(answered(400, 'options.name: no'))).toMatchObject({
      problems: [],
      at: null,
      message: 'options.name: no',
    });
  });
  it('passes any other failure on', () => {
    expect(explainError(answered(500, 'the worker ended')).message).toBe('the worker ended');
  });
});
