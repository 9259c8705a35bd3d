import { describe, expect, it } from 'vitest';
import { compileCookieFunction, cookieFunctionRefusal, ignoredOf } from './compile-cookie-function.ts';
import { runningApp } from './running-app.test-helper.ts';

/** An app with this cookie function, what it says of itself, and how often the function was called. */
async function appWith(cookieFunction: string) {
  const errors: string[] = [];
  const { visit } = await runningApp(
    { cookie: cookieFunction, saveUninitialized: true },
    { onError: ({ message }) => errors.push(message) },
  );
  return {
    errors,
    visit: async (headers: Record<string, string> = {}) => {
      const response = await visit('/views', { headers: { cookie: '', ...headers } });
      return {
        status: response.statusCode,
        body: response.body,
        cookie: String(response.headers['set-cookie'] ?? ''),
      };
    },
    again: () => visit('/views'),
  };
}

describe('a cookie function of one’s own', () => {
  it('is given the request, and express-session the settings that it gives', async () => {
    const { visit, errors } = await appWith("(req) => ({ sameSite: req.get('x-site') ?? 'lax' })");
    expect((await visit()).cookie).toMatch(/; SameSite=Lax$/);
    expect((await visit({ 'x-site': 'strict' })).cookie).toMatch(/; SameSite=Strict$/);
    expect(errors).toEqual([]);
  });

  it('is asked for the path at every request, and once more where a session begins', async () => {
    const { visit, again } = await appWith(
      '(() => { let calls = 0; return () => ({ domain: `c${++calls}.example.com` }); })()',
    );
    expect((await visit()).cookie).toContain('Domain=c2.example.com');
    expect((await again()).statusCode).toBe(200);
    // The one call for the request before, which had a session.
    expect((await visit()).cookie).toContain('Domain=c5.example.com');
  });

  it('ends the request with what it throws, and so does one that gives nothing', async () => {
    const thrown = await appWith("() => { throw new Error('not today'); }");
    expect(await thrown.visit()).toMatchObject({ status: 500, body: 'not today', cookie: '' });
    expect(thrown.errors).toEqual(['not today']);
    const nothing = await appWith('() => {}');
    expect(await nothing.visit()).toMatchObject({ status: 500, cookie: '' });
    expect(nothing.errors).toEqual([expect.stringContaining('Cannot read properties of undefined')]);
  });

  it.each([
    ['async () => ({ secure: true })', 'gave a promise', /^connect\.sid=[^;]+; Path=\/; HttpOnly$/],
    ['() => ({ samesite: "strict", maxage: 5 })', 'ignores samesite, maxage', /; Path=\/; HttpOnly$/],
    ['() => ({ secure: "auto" })', "secure: 'auto'", /^$/],
  ])('%s: what express-session makes nothing of is said, once a request', async (source, says, cookie) => {
    const { visit, errors } = await appWith(source);
    expect((await visit()).cookie).toMatch(cookie);
    expect(errors.filter((message) => message.includes(says))).toHaveLength(1);
  });

  it('has every key that express-session knows to give', async () => {
    const { visit, errors } = await appWith(
      '() => ({ path: "/", domain: "example.com", httpOnly: false, sameSite: "lax", maxAge: 5000, partitioned: true, priority: "high" })',
    );
    expect((await visit()).cookie).toMatch(
      /; Domain=example\.com; Path=\/; Expires=[^;]+; Partitioned; Priority=High; SameSite=Lax$/,
    );
    expect(errors).toEqual([]);
  });

  it('says that sameSite: ‘auto’ is resolved in an object only', () => {
    expect(ignoredOf({ sameSite: 'auto' })).toEqual([expect.stringContaining('no cookie is sent')]);
  });

  it('says where it is not written as one, without running it', () => {
    expect(cookieFunctionRefusal('(req) => ({')).toMatchObject({
      problems: [
        { code: 'handler-unfinished', at: 'options.cookieFunction', params: { line: 1, column: 12 } },
      ],
    });
    expect(cookieFunctionRefusal('(() => { throw 1; })()')).toBeNull();
  });

  it('is refused where it comes to something else', () => {
    expect(() => compileCookieFunction('({ secure: true })')).toThrow(
      'expected a function of the request, such as (req) => ({ secure: req.secure }), found a value of type object',
    );
  });
});
