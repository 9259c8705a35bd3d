import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { explainError } from './explain-error.ts';

const answered = (httpStatus: number, message: string, problem?: object) =>
  TRPCClientError.from({ error: { message, code: -32600, data: { httpStatus, problem } } });

describe('an error in words', () => {
  it('says that the app did not answer when there was no answer', () => {
    expect(explainError(new TypeError('Failed to fetch')).message).toBe('the app did not answer.');
  });
  it('says where the right address is when the token is wrong', () => {
    expect(explainError(answered(401, 'UNAUTHORIZED')).next).toContain('address');
  });
  it('takes place and words from the problem, whatever the line reads', () => {
    const message = 'expected a cookie name: letters';
    const problem = { code: 'invalid-input', at: 'options.name', params: { message }, message };
    expect(explainError(answered(400, 'other.place: other words', problem))).toMatchObject({
      code: 'invalid-input',
      at: 'options.name',
      message,
    });
    expect(explainError(answered(400, message, { ...problem, at: '' }))).toMatchObject({ at: null, message });
  });
  it('takes no line apart where no problem came with it', () => {
    expect(explainError(answered(400, 'options.name: no'))).toMatchObject({
      code: null,
      at: null,
      message: 'options.name: no',
    });
  });
  it('passes any other failure on', () => {
    expect(explainError(answered(500, 'the worker ended')).message).toBe('the worker ended');
  });
});
