import { expect, it } from 'vitest';
import { runningApp } from './running-app.test-helper.ts';

it('does not tell what it is powered by', async () => {
  const { visit } = await runningApp();
  expect((await visit('/')).headers).not.toHaveProperty('x-powered-by');
});

it('answers an error with its message in plain text, and no place on this machine', async () => {
  const errors: string[] = [];
  const { visit } = await runningApp(
    {},
    {
      handler: () => {
        throw new Error('<b>no</b>');
      },
      onError: (error) => void errors.push(error.message),
    },
  );
  const { statusCode, headers, body } = await visit('/mine');
  expect([statusCode, body]).toEqual([500, '<b>no</b>']);
  expect(headers['content-type']).toContain('text/plain');
  expect(errors).toEqual(['<b>no</b>']);
});

it('answers 400 to a body that is not JSON', async () => {
  const { visit } = await runningApp();
  const response = await visit('/user', {
    method: 'POST',
    payload: '{"name":',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.statusCode).toBe(400);
  expect(response.body).not.toContain('at ');
});

it('has nothing at /mine without a typed-in handler', async () => {
  const { visit } = await runningApp();
  expect((await visit('/mine')).statusCode).toBe(404);
});
