import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { explainError } from './explain-error.ts';

const answered = (httpStatus: number, message: string) =>
  TRPCClientError.from({ error: { message, code: -32600, data: { httpStatus } } });

describe('an error in words', () => {
  it('says that the app did not answer when there was no answer', () => {
    expect(explainError(new TypeError('Failed to fetch')).message).toBe('the app did not answer.');
  });
  it('says where the right address is when the token is wrong', () => {
    expect(explainError(answered(401, 'UNAUTHORIZED')).next).toContain('address');
  });
  it('tells the place of a refusal apart from its words', () => {
    expect(explainError(answered(400, 'options.name: expected a cookie name: letters'))).toMatchObject({
      at: 'options.name',
      message: 'expected a cookie name: letters',
    });
  });
  it('reads the place out of a schema’s issue', () => {
    const issues = JSON.stringify([{ path: ['options', 'cookie', 'maxAge'], message: 'expected a number' }]);
    expect(explainError(answered(400, issues))).toMatchObject({
      at: 'options.cookie.maxAge',
      message: 'expected a number',
    });
  });
  it('passes any other failure on', () => {
    expect(explainError(answered(500, 'the worker ended')).message).toBe('the worker ended');
  });
});
