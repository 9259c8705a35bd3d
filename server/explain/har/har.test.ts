import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codesOf, explained, toldOf, wordsOf } from '../explain.test-helper.ts';
import { har, signed } from './sample-har.test-helper.ts';

type Sent = Parameters<typeof har>[0];
const read = (sent: Sent, creator?: string) => explained(JSON.stringify(har(sent, creator)));
const stepsOf = (text: string | null) =>
  z.object({ steps: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(text ?? '{}')).steps;

const first = signed('firstfirstfirstfirstfirstfirst01');
const second = signed('secondsecondsecondsecondsecond02');
const set = (value: string, attributes = 'Path=/; HttpOnly; Secure') => [
  `connect.sid=${value}; ${attributes}`,
];

it('says of a recording without a request how one is made', () => {
  expect(codesOf(read([]))).toContain('no-requests');
});

describe('the session cookie over a recording', () => {
  it('is followed: without, set, sent, given anew', () => {
    const story = read([
      { url: '/', set: set(first) },
      { url: '/me', at: 100, cookie: `connect.sid=${first}` },
      {
        url: '/login',
        method: 'POST',
        at: 200,
        status: 302,
        cookie: `a=b; connect.sid=${first}`,
        set: set(second),
      },
      { url: '/me', at: 300, cookie: `connect.sid=${second}` },
    ]);
    expect(codesOf(story)).toEqual(
      expect.arrayContaining([
        'came-without',
        'set-kept',
        'came-with',
        'set-kept',
        'id-changed',
        'none-overlapped',
        'expects-cookie',
      ]),
    );
    expect(wordsOf(story)).toContain('came with session firs…st01 and was given seco…nd02');
    expect(JSON.stringify(story)).not.toContain('firstfirst');
  });

  it('is refused, and kept back, by the browser’s own rules', () => {
    expect(wordsOf(read([{ set: set(first, 'Path=/; SameSite=None') }]))).toContain(
      'SameSite=None is accepted only together with Secure',
    );
    const path = read([
      { url: '/auth/login', set: set(first, 'Path=/auth; Secure') },
      { url: '/me', at: 100 },
    ]);
    expect(codesOf(path)).toContain('kept-back');
    expect(wordsOf(path)).toContain('its path /auth does not cover this URL');
    const crossSite = [
      { name: 'sec-fetch-site', value: 'cross-site' },
      { name: 'sec-fetch-mode', value: 'cors' },
    ];
    expect(wordsOf(read([{ set: set(first, 'Path=/; SameSite=Lax'), headers: crossSite }]))).toContain(
      'caused by another site',
    );
  });

  it('tells a cookie from before, and one that was left out', () => {
    expect(codesOf(read([{ cookie: `connect.sid=${first}` }]))).toContain('came-with-older');
    expect(codesOf(read([{ set: set(first) }, { url: '/me', at: 100 }]))).toContain('not-sent-unknown');
  });

  it('says that a recording without cookies was stripped of them, or is of another', () => {
    expect(wordsOf(read([{}]))).toContain('Chrome leaves them out');
    expect(wordsOf(read([{}], 'Firefox'))).not.toContain('Chrome leaves them out');
    expect(codesOf(read([{ cookie: 'PHPSESSID=0a1b', set: ['PHPSESSID=0a1b; path=/'] }]))).toEqual(
      expect.arrayContaining(['no-session-cookie', 'not-express-session']),
    );
  });

  it('reads cookies where there are no headers, and lines that were joined', () => {
    const [entry] = har([{}]).log.entries;
    const cookies = [
      {
        name: 'connect.sid',
        value: first,
        path: '/',
        httpOnly: true,
        secure: false,
        expires: '2026-01-02T10:00:00.000Z',
      },
    ];
    const inLists = {
      log: {
        entries: [
          { ...entry, response: { ...entry?.response, cookies } },
          { ...entry, startedDateTime: '2026-01-01T10:00:05Z', request: { ...entry?.request, cookies } },
        ],
      },
    };
    expect(codesOf(explained(JSON.stringify(inLists)))).toEqual(
      expect.arrayContaining(['set-kept', 'came-with']),
    );
    expect(codesOf(read([{ set: [`a=b\nconnect.sid=${first}; Path=/`] }]))).toContain('set-kept');
  });
});

describe('the scenario of a recording', () => {
  const other = 'https://cdn.example.net/x.js';

  it('has what overlapped together, with its times, and the rest one after the other', () => {
    const { scenario, parts } = read([
      { url: '/', took: 50, set: set(first) },
      { url: '/cart/apples', method: 'POST', at: 100, took: 80, cookie: `connect.sid=${first}` },
      { url: '/me', at: 120, took: 30, cookie: `connect.sid=${first}` },
      { url: '/views', at: 160, took: 40, cookie: `connect.sid=${first}` },
      { url: '/me', at: 200.6, took: 10, cookie: `connect.sid=${first}` },
    ]);
    const steps = stepsOf(scenario);
    expect(steps.map((step) => Object.keys(step)[0])).toEqual(['send', 'together', 'send', 'expect']);
    expect(steps[1]).toMatchObject({
      together: [
        { path: '/cart/apples', after: 0, work: 80 },
        { path: '/me', after: 20 },
        { path: '/views', after: 60 },
      ],
    });
    expect(parts.find(({ title }) => title === 'Overlaps')?.told.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^r2, r3, r4 overlapped/),
    ]);
  });

  it('says what it leaves out: other hosts, files, preflights, sockets, secrets', () => {
    const preflight = [{ name: 'access-control-request-method', value: 'POST' }];
    const left = read([
      { url: '/', set: set(first) },
      { url: other, at: 1 },
      { url: '/app.css', at: 100, type: 'text/css' },
      { url: '/api', method: 'OPTIONS', at: 200, headers: preflight },
      { url: 'wss://shop.example.com/socket', at: 300, status: 101 },
      {
        url: '/login',
        method: 'POST',
        at: 400,
        headers: [{ name: 'authorization', value: 'Bearer abc123' }],
        post: { mimeType: 'application/json', text: '{"user":"a","password":"hunter22"}' },
      },
      {
        url: '/upload',
        method: 'POST',
        at: 500,
        post: { mimeType: 'multipart/form-data; boundary=x', text: '--x' },
      },
      { url: '/', method: 'PROPFIND', at: 600 },
    ]);
    expect(codesOf(left)).toEqual(
      expect.arrayContaining([
        'other-host-left-out',
        'files-left-out',
        'preflights-left-out',
        'sockets-left-out',
        'credentials-left-out',
        'body-values-hidden',
        'no-body-carried',
        'method-left-out',
      ]),
    );
    expect(left.scenario).not.toMatch(/hunter22|abc123/);
    expect(stepsOf(left.scenario)).toHaveLength(4);
  });

  it('is of the host that is asked for', () => {
    const recording = JSON.stringify(
      har([{ url: 'https://www.example.org/' }, { url: '/', at: 50, set: set(first) }]),
    );
    expect(wordsOf(explained(recording))).toContain(
      'give shop.example.com as the address (on the command line, --url)',
    );
    expect(codesOf(explained(recording, { url: 'https://shop.example.com' }))).toContain('set-kept');
  });

  it('is not written where its reader would not take it', () => {
    const posted = (text: string, at = 0) => ({
      url: '/user',
      method: 'POST',
      at,
      post: { mimeType: 'application/json', text },
    });
    const long = JSON.stringify({ text: 'x'.repeat(15_000) });
    const cases: Array<[string, Sent]> = [
      ['larger than 1 MB', Array.from({ length: 120 }, (_, at) => posted(long, at * 100))],
      ['nested deeper', [posted(`${'['.repeat(63)}${']'.repeat(63)}`)]],
    ];
    for (const [why, sent] of cases) {
      expect(read(sent)).toMatchObject({ scenario: null });
      expect(wordsOf(read(sent))).toContain(`No scenario is written: `);
      expect(wordsOf(read(sent))).toContain(why);
    }
  });

  it('bears entries that are none', () => {
    const broken = explained(
      JSON.stringify({ log: { entries: [null, { request: {} }, ...har([{}]).log.entries] } }),
    );
    expect(toldOf(broken).find(({ code }) => code === 'broken-entries')?.words).toMatch(/^2 entries/);
    expect(explained('{"log":{"entries":[]}}').scenario).toBeNull();
  });
});
