import { expect, it } from 'vitest';
import { form, runningApp } from '../running-app.test-helper.ts';

it('changes this session’s own cookie, for this session only', async () => {
  const { visit, post, stored } = await runningApp();
  await visit('/views');
  expect((await post('/cookie', { maxAge: 60_000, httpOnly: false, sameSite: 'lax' })).statusCode).toBe(200);
  expect((await stored())[0]?.cookie).toMatchObject({
    originalMaxAge: expect.closeTo(60_000, -2),
    httpOnly: false,
    sameSite: 'lax',
  });
  await visit('/views', { headers: { cookie: '' } });
  expect((await stored())[1]?.cookie).toMatchObject({ originalMaxAge: null, httpOnly: true });
});

it('takes a form’s texts for what they stand for', async () => {
  const { visit, stored } = await runningApp();
  await visit('/cookie', { method: 'POST', ...form({ maxAge: '5000', secure: 'false', httpOnly: 'true' }) });
  // express-session takes originalMaxAge from a clock that goes on: a ms or two may be gone.
  const originalMaxAge = expect.closeTo(5000, -2);
  expect((await stored())[0]?.cookie).toMatchObject({ originalMaxAge, secure: false, httpOnly: true });
  await visit('/cookie', { method: 'POST', ...form({ maxAge: 'null' }) });
  expect((await stored())[0]?.cookie).toMatchObject({ originalMaxAge: null, expires: null });
});

it.each([
  [{ maxAge: 'soon' }, 'maxAge: expected a whole number of milliseconds, or null'],
  [{ maxAge: -1 }, 'maxAge'],
  [{ httpOnly: 'yes' }, 'httpOnly: expected true or false'],
  [{ sameSite: 'some' }, 'sameSite: expected true, false, "lax", "strict" or "none"'],
  [{ http: true }, 'unknown key "http"'],
])('answers 400 to %o, and changes nothing', async (body, message) => {
  const { post, stored } = await runningApp();
  const response = await post('/cookie', body);
  expect(response.statusCode).toBe(400);
  expect(response.body).toContain(message);
  expect((await stored())[0]?.cookie).toEqual({
    originalMaxAge: null,
    expires: null,
    secure: false,
    httpOnly: true,
    path: '/',
  });
});
