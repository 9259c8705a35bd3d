import { once } from 'node:events';
import { createServer } from 'node:http';
import { sign } from 'cookie-signature';
import express from 'express';
import session from 'express-session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codesOf, explained, toldOf, wordsOf } from '../explain.test-helper.ts';

const secret = 'a secret of this test';
const sid = 'q7bQAbCdEfGhIjKlMnOpQrStUvWxYz01';
/** One whose signature has a +, which not every one has. */
const withPlus =
  Array.from({ length: 200 }, (_, at) => sign(`${sid.slice(0, -3)}${100 + at}`, secret)).find((each) =>
    each.includes('+'),
  ) ?? '';
const sidOf = (text: string): string => text.slice(0, text.lastIndexOf('.'));
const whole = `s%3A${encodeURIComponent(sign(sid, secret))}`;

const store = new session.MemoryStore();
const app = express();
app.use(session({ secret, store, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => {
  res.json({ id: req.sessionID });
});
const server = createServer(app);
let address = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${Object(server.address()).port}/`;
});
afterAll(() => server.close());

/** Whether the real express-session takes a Cookie header for the session of this ID. */
async function isTaken(cookie: string, id: string): Promise<boolean> {
  await new Promise((done) => store.set(id, { cookie: new session.Cookie() }, done));
  const answer = await fetch(address, { headers: { cookie } });
  return z.object({ id: z.string() }).parse(await answer.json()).id === id;
}

describe('a session cookie, held against express-session', () => {
  it.each([
    ['as it is sent', whole, sid, true],
    ['decoded', `s:${sign(sid, secret)}`, sid, true],
    ['with a + in its signature, decoded', `s:${withPlus}`, sidOf(withPlus), true],
    ['with a blank for that +', `s:${withPlus.replaceAll('+', ' ')}`, sidOf(withPlus), false],
    ['encoded twice', encodeURIComponent(whole), sid, false],
    ['cut off in its signature', whole.slice(0, -5), sid, false],
    ['cut off in its ID', whole.slice(0, 20), sid, false],
    ['signed with another secret', `s%3A${encodeURIComponent(sign(sid, 'another'))}`, sid, false],
    ['unsigned', sid, sid, false],
  ])('%s', async (_, value, id, isAccepted) => {
    expect(await isTaken(`connect.sid=${value}`, id)).toBe(isAccepted);
    const codes = codesOf(explained(`Cookie: connect.sid=${value}`, { secrets: [secret] }));
    expect(codes.includes('secret-fits')).toBe(isAccepted);
  });

  it('takes the first of two of one name', async () => {
    const other = `s%3A${encodeURIComponent(sign(sid, 'another'))}`;
    for (const [header, isAccepted] of [
      [`connect.sid=${whole}; connect.sid=${other}`, true],
      [`connect.sid=${other}; connect.sid=${whole}`, false],
    ] as const) {
      expect(await isTaken(header, sid)).toBe(isAccepted);
      const codes = codesOf(explained(`Cookie: ${header}`, { secrets: [secret] }));
      expect(codes).toContain('same-name-twice');
      expect(codes.includes('secret-fits')).toBe(isAccepted);
    }
  });
});

describe('what is said of a cookie', () => {
  it('asks for the secret, the store and the name, each with its consequence', () => {
    const unsaid = explained(whole);
    expect(
      toldOf(unsaid)
        .filter(({ mark }) => mark === 'question')
        .map(({ code }) => code),
    ).toEqual(['secret-not-said', 'name-not-said']);
    expect(wordsOf(unsaid)).toContain('a new session begins, without any error');
    expect(codesOf(explained(`sid=${whole}`, { secrets: [secret] }))).toEqual([
      'session-cookie',
      'secret-fits',
      'store-not-said',
      'name-of-own',
    ]);
  });

  it('says which of several secrets fits, and one that fits but for its quotes', () => {
    expect(wordsOf(explained(whole, { secrets: ['new', secret] }))).toContain('the one in place 2 fits');
    expect(codesOf(explained(whole, { secrets: [`"${secret}"`] }))).toContain('secret-fits-trimmed');
    expect(codesOf(explained(whole, { secrets: ['', 'x'] }))).toContain('secret-misfits');
  });

  it('shows neither the secret nor the whole ID', () => {
    const text = JSON.stringify(
      explained(`Cookie: ${secret}=1; connect.sid=${whole}`, { secrets: [secret] }),
    );
    expect(text).not.toContain(secret);
    expect(text).not.toContain(sid);
    expect(text).toContain('q7bQ…Yz01');
  });

  it.each([
    ['session=eyJ1c2VyIjoiYSJ9; session.sig=abc', 'session of cookie-session'],
    ['session=eyJ1c2VyIjoiYSJ9', 'as cookie-session writes'],
    ['session=eyJ1c2VyIjoiYSJ9.Zx1abc.abcdefghijklmnopqrstuvwxyz0', 'session of Flask'],
    ['session=.eJwlzjkOwjAQ.Zx1abc.abcdefghijklmnopqrstuvwxyz0', 'session of Flask'],
    ['token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'JSON Web Token'],
    ['PHPSESSID=0a1b2c3d4e5f', 'session of PHP'],
    ['JSESSIONID=0A1B2C', 'Java'],
    ['connect.sid=j%3A%7B%22a%22%3A1%7D', 'cookie-parser'],
  ])('says whose %s is', (cookie, what) => {
    const foreign = explained(`Cookie: ${cookie}`);
    expect(codesOf(foreign)).toContain('not-express-session');
    expect(wordsOf(foreign)).toContain(what);
  });

  it('only names those that say nothing of themselves', () => {
    expect(wordsOf(explained(`Cookie: _ga=GA1.1; connect.sid=${whole}; theme=dark`))).toContain(
      'Beside it: _ga, theme.',
    );
  });
});

describe('a Set-Cookie line', () => {
  const line = (attributes: string) => `Set-Cookie: connect.sid=${whole}; ${attributes}`;

  it('is taken apart into cookies, not at the comma of a date', () => {
    const { parts } = explained(
      `set-cookie: connect.sid=${whole}; Expires=Wed, 01 Jan 2027 00:00:00 GMT; HttpOnly, theme=a,b; Path=/`,
    );
    expect(parts.map(({ title }) => title)).toEqual(['The lines', 'connect.sid', 'theme']);
    expect(explained('set-cookie: prefs=a,b=c; Path=/').parts.map(({ title }) => title)).toEqual(['prefs']);
  });

  it.each([
    ['Path=app', 'Path=app'],
    ['Max-Age=1h', 'Max-Age=1h'],
    ['Expires=tomorrow', 'Expires=tomorrow'],
    ['Max-Age=60; Expires=Wed, 01 Jan 2027 00:00:00 GMT', 'Expires=Wed, 01 Jan 2027 00:00:00 GMT'],
    ['SameSite=Foo', 'SameSite=Foo'],
    ['Secure; Path=/; Path=/app', 'Path=/ '],
    ['maxAge=60', 'maxAge=60'],
    ['Domain=', 'Domain='],
    ['Priority=Urgent', 'Priority=Urgent'],
  ])('%s: says which attribute is ignored', (attributes, text) => {
    const ignored = toldOf(explained(line(attributes))).filter(({ code }) => code === 'attribute-ignored');
    expect(ignored.map(({ words }) => words)).toEqual([expect.stringContaining(`${text.trim()} is ignored`)]);
  });

  it('counts a flag whatever is written after it', () => {
    expect(wordsOf(explained(line('HttpOnly=false')))).toContain('does not count, not even false');
    expect(codesOf(explained(line('Secure=false')))).toContain('browser-refuses-when');
  });

  it.each([
    ['SameSite=None', undefined, 'browser-refuses'],
    ['Partitioned', undefined, 'browser-refuses'],
    ['Secure; Path=/', 'http://app.example.com/', 'browser-refuses'],
    ['Secure; Path=/', 'http://localhost:3000/', 'browser-says'],
    ['Secure; Path=/', undefined, 'browser-refuses-when'],
    ['Domain=herokuapp.com', undefined, 'browser-refuses'],
    ['Domain=example.com', undefined, 'host-not-said'],
    ['Domain=example.com', 'https://other.org/', 'browser-refuses'],
    ['Domain=localhost:3000', 'http://localhost:3000/', 'browser-refuses'],
    ['Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', undefined, 'over'],
    ['HttpOnly', undefined, 'default-path'],
  ])('%s from %s: the browser’s own verdict (%s)', (attributes, url, code) => {
    const told = explained(line(attributes), url === undefined ? {} : { url });
    expect(codesOf(told)).toContain(code);
    expect(codesOf(told).includes('not-kept-again')).toBe(code === 'browser-refuses');
  });

  it('says what follows for sessions of a session cookie alone, and of one that is over no verdict of an empty jar', () => {
    const refused = 'Path=/; Domain=co.uk';
    expect(wordsOf(explained(line(refused)))).toContain('begins a new session');
    const other = wordsOf(explained(`theme=dark; ${refused}`));
    expect(other).toContain('it is never sent again.');
    expect(other).not.toContain('every request of this browser');
    expect(codesOf(explained(line('Path=/; Max-Age=0')))).not.toContain('browser-says');
  });

  it('holds a prefixed name to what it promises', () => {
    const host = (attributes: string) => wordsOf(explained(`__Host-sid=${whole}; ${attributes}`));
    expect(host('Secure; Path=/app')).toContain('has to have Path=/');
    expect(host('Secure; Path=/; Domain=example.com')).toContain('to be without Domain');
    expect(host('Secure; Path=/')).toContain('The browser stored __Host-sid');
  });

  it('says with which requests it goes along', () => {
    const along = (attributes: string) =>
      toldOf(explained(line(attributes)))
        .filter(({ code }) => code === 'goes-along')
        .map(({ words }) => words.replace(/Sent again with |\./g, ''));
    const [own, plain, link, form, fetched] = [
      'requests of its own site',
      'requests over plain http',
      'a link on another site',
      'a form that another site posts',
      'a fetch, an image or a frame of another site',
    ];
    expect(along('Path=/; SameSite=Strict')).toEqual([plain, own]);
    expect(along('Path=/; SameSite=Lax; Secure')).toEqual([own, link]);
    expect(along('Path=/; SameSite=None; Secure')).toEqual([own, link, form, fetched]);
    expect(along('Path=/; Max-Age=5')).toEqual([plain, own, link, form]);
  });

  it('says that browsers cut a long life', () => {
    expect(codesOf(explained(line('Path=/; Max-Age=86400000')))).toEqual(
      expect.arrayContaining(['lasts', 'cut-to-400-days']),
    );
    expect(codesOf(explained(line('Path=/; Max-Age=86400')))).not.toContain('cut-to-400-days');
  });
});
