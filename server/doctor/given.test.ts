import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import express, { type ErrorRequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sessionOptions } from '../app/session-options.ts';
import { examine } from './examine.ts';
import { readOptions } from './read-options.ts';
import { strongSecret, subjectWith, testNow } from './sound.test-helper.ts';

type Raw = Readonly<Record<string, unknown>>;
const base = { secret: strongSecret, resave: false, saveUninitialized: false };

/** Set-Cookie of a first visit, without what differs from one to the next; or the error. */
async function firstCookie(options: object): Promise<string> {
  try {
    const app = express().set('env', 'test');
    app.use(session(Object.assign({ secret: '', store: new MemoryStore() }, options)));
    app.get('/', (req, res) => {
      Object.assign(req.session, { visited: true });
      res.send('x');
    });
    const tells: ErrorRequestHandler = (error, _req, res, _next) => {
      if (!res.headersSent) res.status(500).send(`error: ${error.message}`);
    };
    const { headers, body } = await inject(app.use(tells), '/');
    const line = [headers['set-cookie']].flat()[0];
    if (line === undefined) return body === 'x' ? 'no cookie' : body;
    return line.replace(/=s%3A[^;]*/, '=ID').replace(/(Expires=.*:\d\d):\d\d GMT/, '$1');
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : error}`;
  }
}

/** In a process of its own: what becomes of it. */
async function firstRequestTo(raw: Raw): Promise<string> {
  const script = `
    const app = require('express')();
    app.use(require('express-session')(${JSON.stringify({ ...base, ...raw })}));
    app.get('/', (req, res) => res.send('x'));
    const server = app.listen(0, async () => {
      const { status } = await fetch('http://127.0.0.1:' + server.address().port);
      console.log('answered ' + status);
      process.exit();
    });`;
  const run = await promisify(execFile)(process.execPath, ['-e', script]).catch((error: unknown) => error);
  return z
    .object({ stdout: z.string(), stderr: z.string() })
    .transform(({ stdout, stderr }) => stdout.trim() || stderr)
    .parse(run);
}

const read = (raw: Raw) => readOptions({ ...base, ...raw });
const foundIn = (raw: Raw) => {
  const { options, given } = read(raw);
  return examine({ options, given, context: subjectWith().context, now: testNow });
};
const causesOf = (raw: Raw, rule: string) => foundIn(raw).find((finding) => finding.rule === rule)?.causes;

describe('is read as express-session reads it:', () => {
  it.each<Raw>([
    { key: 'app.sid' },
    { key: 'app.sid', name: 'other' },
    { key: 'app.sid', name: '' },
    { name: null },
    { cookie: null },
    ...['None', 'LAX', 'Strict', true, false, null, ''].map((sameSite) => ({ cookie: { sameSite } })),
    ...[false, null, 0, 315_360_000_000, -5000, 1500.5].map((maxAge) => ({ cookie: { maxAge } })),
    { cookie: { expires: 31_536_000_000 } },
    { cookie: { maxAge: 60_000, expires: 31_536_000_000 } },
    { cookie: { expires: 31_536_000_000, maxAge: 60_000 } },
    { cookie: { expires: false } },
    { cookie: { priority: 'High' } },
    { cookie: { priority: null, partitioned: 1, httpOnly: 0 } },
    { cookie: { secure: 'false' } },
    { cookie: { secure: '' } },
    { cookie: { secure: 'auto', sameSite: 'auto' } },
    { cookie: { path: '' } },
    { cookie: { path: 'shop' } },
    { cookie: { domain: '' } },
    ...[123, true, ['example.com']].map((domain) => ({ cookie: { domain } })),
    ...[['shop'], ['/']].map((path) => ({ cookie: { path } })),
    { cookie: { originalMaxAge: 60_000, httpOnly: true } },
    { cookie: { maxAge: 5000, originalMaxAge: 60_000 } },
    { cookie: { originalMaxAge: 60_000, maxAge: 5_000_000 } },
    { cookie: { originalMaxAge: null, maxAge: 5_000_000 } },
    { cookie: [] },
    { cookie: ['secure'] },
    { name: ['sid'] },
    { genid: 0 },
    { cookie: { domain: 'localhost:3000' } },
    { saveUninitialized: null },
    { maxAge: 60_000, signed: true, cookie: { proxy: true, maxage: 5 } },
  ])('%j', async (raw) => {
    const asGiven = await firstCookie({ ...base, ...raw });
    const asRead = await firstCookie(sessionOptions(read(raw).options, new MemoryStore()));
    expect(asRead).toBe(asGiven);
  });

  it('and a date in JSON is one in code', () => {
    expect(read({ cookie: { expires: 'Wed, 01 Jan 2031 00:00:00 GMT' } }).options.cookie.expires).toBe(
      '2031-01-01T00:00:00.000Z',
    );
  });
});

describe('what express-session does not look at', () => {
  it('is found, with where it belongs, and does nothing there', async () => {
    expect(causesOf({ maxAge: 60_000 }, 'option-ignored')).toEqual({
      maxAge: 'ignored here: it belongs into cookie',
    });
    expect(causesOf({ cookie: { proxy: true } }, 'option-ignored')).toEqual({
      'cookie.proxy': 'ignored here: it belongs beside cookie, into the session’s options',
    });
    expect(await firstCookie({ ...base, maxAge: 60_000 })).not.toContain('Expires');
    expect(await firstCookie({ ...base, cookie: { maxAge: 60_000 } })).toContain('Expires');
    expect(causesOf({ cookie: { maxAge: 60_000 } }, 'option-ignored')).toBeUndefined();
  });

  it.each([
    [{ resaev: true }, 'resaev', /did you mean "resave"/],
    [{ cookie: { maxage: 1 } }, 'cookie.maxage', /did you mean "maxAge"/],
    [{ maxage: 1 }, 'maxage', /did you mean "cookie.maxAge"/],
    [{ cookie: { rezave: true } }, 'cookie.rezave', /did you mean "resave"/],
    [{ credentials: true }, 'credentials', /belongs to the page’s fetch/],
    [{ 'trust proxy': 1 }, 'trust proxy', /Express’s own/],
    [{ constructor: 1 }, 'constructor', /knows no such option/],
  ])('%j', (raw, option, words) => {
    expect(causesOf(raw, 'option-ignored')?.[option]).toMatch(words);
  });

  it('is named up to a bound, however much there is of it', () => {
    const keys = Array.from({ length: 60_000 }, (_, place) => [`k${place}`, 1]);
    const causes = causesOf(Object.fromEntries(keys), 'option-ignored') ?? {};
    expect(Object.keys(causes)).toHaveLength(21);
    expect(causes['and more']).toBe('59980 others');
  });
});

describe('what express-session takes', () => {
  it.each([[[]], [['']], [[[]]]])('is not said to be refused: a path of %j is none', async (path) => {
    const { options, given, unread } = read({ cookie: { path } });
    expect({ path: options.cookie.path, given, unread }).toEqual({ path: '', given: [], unread: [] });
    expect(await firstCookie({ ...base, cookie: { path } })).toMatch(/Path=;/);
  });
});

describe('what express-session does not take', () => {
  it.each<[Raw, string, RegExp]>([
    [{ cookie: { maxAge: Number.NaN } }, 'cookie.maxAge', /option expires is invalid/],
    [{ cookie: { maxAge: Number.POSITIVE_INFINITY } }, 'cookie.maxAge', /option expires is invalid/],
    [{ cookie: { expires: Number.NaN } }, 'cookie.maxAge', /option expires is invalid/],
    [{ cookie: { sameSite: 'laxx' } }, 'cookie.sameSite', /option sameSite is invalid/],
    [{ cookie: { priority: 'urgent' } }, 'cookie.priority', /option priority is invalid/],
    [{ cookie: { priority: 'auto' } }, 'cookie.priority', /option priority is invalid/],
  ])('and cannot write: %o', async (raw, option, message) => {
    expect(causesOf(raw, 'cookie-unwritable')?.[option]).toMatch(message);
    expect(await firstCookie({ ...base, ...raw })).toBe('no cookie');
    const finding = foundIn(raw).find(({ rule }) => rule === 'cookie-unwritable');
    const key = option.slice('cookie.'.length);
    expect(finding).toMatchObject({
      option,
      link: expect.stringMatching(new RegExp(`#cookie${key}$`, 'i')),
      fix: { words: expect.stringMatching(new RegExp(`^${key} is [^.]+\\.$`)) },
    });
    expect(Object.keys(finding?.fix.options.cookie ?? {})).toEqual([key]);
  });

  it('and cannot write: each of several is told how it can be', () => {
    const raw = { name: 'a b', cookie: { domain: 'localhost:3000', maxAge: Number.NaN, path: '/;' } };
    const finding = foundIn(raw).find(({ rule }) => rule === 'cookie-unwritable');
    expect(finding?.option).toBe('name');
    expect(finding?.fix.words).toMatch(/A name has .*maxAge is .*/);
    expect(finding?.fix.words).toMatch(/A path is .*/);
    expect(finding?.fix.words).toMatch(/A domain is a name alone/);
  });

  it('and cannot write as a name', async () => {
    expect(causesOf({ name: [] }, 'value-refused')?.['name']).toMatch(/^\[\]: “argument name is invalid”$/);
    expect(await firstCookie({ ...base, name: [] })).toBe('no cookie');
  });

  it('ends the app at the start', async () => {
    expect(causesOf({ unset: 'remove' }, 'value-refused')?.['unset']).toMatch(/unset option must be/);
    expect(await firstCookie({ ...base, unset: 'remove' })).toMatch(/^error: /);
  });

  it.each<[Raw, string, RegExp]>([
    [{ cookie: { maxAge: '3600000' } }, 'cookie.maxAge', /maxAge must be a number or Date/],
    [{ cookie: 'strict' }, 'cookie', /argument options must be a object/],
  ])('%j, with which the first request ends the process', async (raw, option, message) => {
    expect(causesOf(raw, 'value-refused')?.[option]).toMatch(message);
    expect(await firstRequestTo({})).toBe('answered 200');
    expect(await firstRequestTo(raw)).toMatch(/originalMaxAge/);
  });

  it.each<[unknown, string, RegExp]>([
    [12_345, 'secret', /“The "key" argument must be .*\.”$/],
    [true, 'secret', /must be/],
    [{}, 'secret', /must be/],
    [[null, 'x'], 'secret[0]', /Secret key must be provided/],
  ])('is a secret that is no text, which is not printed: %j', async (secret, option, message) => {
    const words = causesOf({ secret }, 'value-refused')?.[option];
    expect(words).toMatch(message);
    expect(words).not.toContain('12345');
    expect(await firstCookie({ ...base, secret })).toBe('no cookie');
  });

  it('is no secret of later on either: a cookie that was signed with another fails', () => {
    expect(causesOf({ secret: ['x', null] }, 'value-refused')).toHaveProperty(['secret[1]']);
  });

  it.each<[unknown, RegExp]>([
    [{}, /unsupported trust argument/],
    [['loopback', 'nobody'], /invalid IP address: nobody/],
  ])('and Express does not, as trust proxy: %j', (trustProxy, message) => {
    const causes = {
      ...causesOf({ trustProxy }, 'value-refused'),
      ...causesOf({ trustProxy }, 'trust-proxy-refused'),
    };
    expect(Object.values(causes).join()).toMatch(message);
    expect(() => express().set('trust proxy', trustProxy)).toThrow(message);
  });

  it.each([[[]], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], [['loopback', '10.0.0.0/8']]])(
    'and Express does, as trust proxy: %o',
    (trustProxy) => {
      expect(foundIn({ trustProxy }).map(({ rule }) => rule)).not.toContain('value-refused');
      expect(foundIn({ trustProxy }).map(({ rule }) => rule)).not.toContain('trust-proxy-refused');
      expect(() => express().set('trust proxy', trustProxy)).not.toThrow();
    },
  );

  it('is a missing secret too, unless the file only keeps it to itself', async () => {
    for (const secret of [null, '', []]) {
      expect(causesOf({ secret }, 'secret-none')).toEqual({ secret: JSON.stringify(secret) });
      expect(await firstCookie({ ...base, secret })).toMatch(/^error: secret option/);
    }
    expect(causesOf({ secret: undefined }, 'secret-none')).toBeUndefined();
  });
});

it('finds text where true or false is asked, and says what it counts as', () => {
  expect(causesOf({ cookie: { secure: 'false' } }, 'value-no-boolean')).toEqual({
    'cookie.secure': '"false", which counts as true',
  });
  expect(causesOf({ cookie: { secure: 'auto' } }, 'value-no-boolean')).toBeUndefined();
});
