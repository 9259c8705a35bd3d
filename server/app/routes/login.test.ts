import { expect, it } from 'vitest';
import { demoUser } from '../../contract/routes.ts';
import { form, runningApp } from '../running-app.test-helper.ts';

const quiet = { resave: false, saveUninitialized: false };

it('shows a form that POSTs to /login', async () => {
  const { visit } = await runningApp(quiet);
  const { body, headers } = await visit('/login');
  expect(headers['content-type']).toContain('text/html');
  expect(body).toContain('<form method="post" action="/login">');
});

it('logs in with the right password, and sends on to /me', async () => {
  const { visit } = await runningApp(quiet);
  const { statusCode, headers } = await visit('/login', { method: 'POST', ...form(demoUser) });
  expect([statusCode, headers.location]).toEqual([302, '/me']);
  expect((await visit('/me')).json()).toMatchObject({ user: 'johndoe' });
});

it.each([{ username: 'johndoe', password: 'guess' }, { username: 'nobody', password: 'password' }, {}])(
  'answers 401 to %o, and leaves the session alone',
  async (fields) => {
    const { post, stored } = await runningApp(quiet);
    expect((await post('/login', fields)).statusCode).toBe(401);
    expect(await stored()).toEqual([]);
  },
);

it('keeps the session ID at login: that is what session fixation lives on', async () => {
  const { visit } = await runningApp(quiet);
  await visit('/views');
  const { headers } = await visit('/login', { method: 'POST', ...form(demoUser) });
  expect(headers['set-cookie']).toBeUndefined();
});

it('destroys the session at logout, and sends on to /', async () => {
  const { visit, post, stored } = await runningApp(quiet);
  await visit('/login', { method: 'POST', ...form(demoUser) });
  const { statusCode, headers } = await post('/logout');
  expect([statusCode, headers.location]).toEqual([302, '/']);
  expect(await stored()).toEqual([]);
});

it('gives a new session ID at /login/fresh', async () => {
  const { visit, post, stored } = await runningApp(quiet);
  await visit('/views');
  const { statusCode, headers } = await visit('/login/fresh', { method: 'POST', ...form(demoUser) });
  expect([statusCode, headers.location]).toEqual([302, '/me']);
  expect(headers['set-cookie']).toBeDefined();
  expect(await stored()).toMatchObject([{ user: 'johndoe' }]);
  expect((await stored())[0]).not.toHaveProperty('views');
  expect((await post('/login/fresh', { username: 'johndoe' })).statusCode).toBe(401);
});

it('clears the cookie of the name and path that it is told at /logout/clear', async () => {
  const { visit, post } = await runningApp(quiet);
  await visit('/views');
  expect((await post('/logout/clear')).headers['set-cookie']).toMatch(
    /^connect\.sid=; Path=\/; Expires=Thu, 01/,
  );
  const elsewhere = await post('/logout/clear?name=sid&path=/app');
  expect(elsewhere.headers['set-cookie']).toMatch(/^sid=; Path=\/app;/);
});

it('lets only who is logged in into /account', async () => {
  const { visit } = await runningApp(quiet);
  expect((await visit('/account')).statusCode).toBe(401);
  await visit('/login', { method: 'POST', ...form(demoUser) });
  expect((await visit('/account')).json()).toEqual({ user: 'johndoe' });
});
