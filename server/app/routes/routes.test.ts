import { describe, expect, it } from 'vitest';
import { labRoutes } from '../../contract/routes.ts';
import { form, runningApp } from '../running-app.test-helper.ts';

const quiet = { resave: false, saveUninitialized: false };

describe('what the routes do with the session', () => {
  it('counts a visitor’s visits', async () => {
    const { visit, stored } = await runningApp(quiet);
    await visit('/views');
    expect((await visit('/views')).json()).toEqual({ views: 2 });
    expect(await stored()).toMatchObject([{ views: 2 }]);
  });

  it('puts one more of an item into the cart, beside what is in it', async () => {
    const { post, visit } = await runningApp(quiet);
    for (const item of ['apples', 'pears', 'apples']) await post(`/cart/${item}`);
    expect((await visit('/me')).json()).toMatchObject({ cart: { apples: 2, pears: 1 } });
  });

  it('keeps a body, JSON or a form, as the user', async () => {
    const { post, visit, stored } = await runningApp(quiet);
    await post('/user', { name: 'ann' });
    expect(await stored()).toMatchObject([{ user: { name: 'ann' } }]);
    await visit('/user', { method: 'POST', ...form({ name: 'bob' }) });
    expect(await stored()).toMatchObject([{ user: { name: 'bob' } }]);
  });

  it('reads only at /me and /', async () => {
    const { visit, operations, stored } = await runningApp(quiet);
    expect((await visit('/me')).json()).toEqual({ user: null, cart: {}, views: 0 });
    expect((await visit('/')).body).toContain('Hello');
    expect(operations).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('gives the session a new ID at /regenerate, and empties it', async () => {
    const { post, visit, stored } = await runningApp();
    const [, first] = /s%3A([^.]+)\./.exec(String((await visit('/views')).headers['set-cookie'])) ?? [];
    const [, second] = /s%3A([^.]+)\./.exec(String((await post('/regenerate')).headers['set-cookie'])) ?? [];
    expect(second).toMatch(/^[\w-]{32}$/);
    expect(second).not.toBe(first);
    expect(await stored()).toHaveLength(1);
    expect((await stored())[0]).not.toHaveProperty('views');
  });

  it.each([
    ['/destroy', 'keep', 0],
    ['/unset', 'keep', 1],
    ['/unset', 'destroy', 0],
  ])('%s with unset %s leaves %i session', async (path, unset, count) => {
    const { post, visit, stored } = await runningApp({ ...quiet, unset });
    await visit('/views');
    expect((await post(path)).statusCode).toBe(200);
    expect(await stored()).toHaveLength(count);
  });

  it.each([
    ['/save', ['get', 'set', 'touch']],
    ['/reload', ['get', 'get', 'touch']],
    ['/touch', ['get', 'touch']],
  ])('%s calls what it is named for', async (path, calls) => {
    const { post, visit, operations } = await runningApp(quiet);
    await visit('/views');
    operations.length = 0;
    expect((await post(path)).statusCode).toBe(200);
    expect(operations).toEqual(calls);
  });

  it('is nowhere before the session middleware', async () => {
    const { visit, operations } = await runningApp();
    expect((await visit('/before')).json()).toEqual({ session: 'undefined' });
    expect(operations).toEqual([]);
  });

  it('keeps of what is put into it what JSON can carry', async () => {
    const { visit, post } = await runningApp(quiet);
    const put = (await post('/kept')).json();
    expect(put).toEqual({ date: 'Date', map: 'Map', call: 'Function', nothing: 'undefined' });
    expect((await visit('/kept')).json()).toEqual({ date: 'String', map: 'Object' });
  });

  it('has an ID that cannot be changed', async () => {
    const { visit } = await runningApp(quiet);
    const { same, error } = (await visit('/id')).json();
    expect(same).toBe(true);
    expect(error).toContain('TypeError');
  });

  it('puts as much into the session as is asked for', async () => {
    const { visit, stored } = await runningApp(quiet);
    await visit('/big?kb=3');
    expect((await stored())[0]?.big).toHaveLength(3 * 1024);
    expect((await visit('/big?kb=lots')).statusCode).toBe(400);
    expect((await visit('/big?kb=999999')).statusCode).toBe(400);
  });

  it('answers 500 at /fail, and express-session saves all the same', async () => {
    const { visit, stored } = await runningApp(quiet);
    const { statusCode, body, headers } = await visit('/fail');
    expect(statusCode).toBe(500);
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toBe('This route always fails, after it has changed the session.');
    expect(await stored()).toMatchObject([{ attempts: 1 }]);
  });
});

describe('each route', () => {
  it.each(Object.entries(labRoutes))('%s says when it works, once', async (_, { method, example }) => {
    const phases: string[] = [];
    const { visit } = await runningApp({}, { onWork: (_, phase) => void phases.push(phase) });
    await visit(example, { method });
    expect(phases).toEqual(['start', 'end']);
  });

  it.each(Object.entries(labRoutes))(
    '%s says so when there is no session, if it needs one',
    async (id, route) => {
      const { visit } = await runningApp({ cookie: { path: '/elsewhere' } });
      const { statusCode, body } = await visit(route.example, { method: route.method });
      if (['greeting', 'loginForm', 'before'].includes(id)) return expect(statusCode).toBe(200);
      expect(statusCode).toBe(500);
      expect(body).toContain('There is no req.session here');
    },
  );
});

it('goes without a session while the store is disconnected', async () => {
  const { visit, disconnect } = await runningApp();
  disconnect();
  expect((await visit('/views')).statusCode).toBe(500);
  expect((await visit('/')).statusCode).toBe(200);
});
