import { describe, expect, it } from 'vitest';
import { toldOf } from '../words/told.test-helper.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

describe('sending a request', () => {
  it('logs what the browser and the lab did, in the order in which it happened', async () => {
    const { playground } = await stand((_, response) => {
      response.setHeader('set-cookie', 'a=1; Path=/');
      response.end('hello');
    });
    const [end] = await endsOf(playground.send(spec({ path: '/views' })));
    const { events } = playground.log();
    const mine = events.filter((event) => 'request' in event && event.request === '1');
    expect(mine.map(({ type }) => type)).toEqual([
      'sent',
      'arrived',
      'responded',
      'answered',
      'jar',
      'received',
    ]);
    expect(end).toEqual({ ok: true, request: '1', status: 200, body: 'hello', seq: mine.at(-1)?.seq });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place));
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(events.map(({ type }) => type).slice(0, 3)).toEqual([
      'browser-added',
      'browser-added',
      'lab-started',
    ]);
  });

  it('sends the cookies of its jar, work in the query, and a form or JSON as a browser would', async () => {
    const seen: string[] = [];
    const { playground } = await stand((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { cookie, 'content-type': type } = request.headers;
        seen.push([request.method, request.url, cookie, type, body].join(' '));
        response.setHeader('set-cookie', 'a=1; Path=/').end();
      });
    });
    await endsOf(
      playground.sequence([
        spec({ path: '/views?x=1', work: 5 }),
        spec({ method: 'POST', path: '/login', form: { name: 'jo e', pass: 'ö&' } }),
        spec({ method: 'PUT', path: '/user', json: { name: 'jo' } }),
        spec({ browser: 'bob', path: '//elsewhere/views' }),
      ]),
    );
    expect(seen).toEqual([
      'GET /views?x=1&work=5   ',
      'POST /login a=1 application/x-www-form-urlencoded name=jo+e&pass=%C3%B6%26',
      'PUT /user a=1 application/json {"name":"jo"}',
      'GET //elsewhere/views   ',
    ]);
  });

  it('leaves cookies out, edits them, or sends them as another site would', async () => {
    const seen: Array<string | undefined> = [];
    const { playground } = await stand((request, response) => {
      seen.push(request.headers.cookie);
      response.end();
    });
    playground.setCookie('alice', 'a=1; Path=/; SameSite=Lax');
    playground.setCookie('alice', 's=2; Path=/; SameSite=Strict');
    const modes = ['jar', 'omit', { edited: 'a=forged' }, 'cross-site', 'cross-site-link'] as const;
    await endsOf(playground.sequence(modes.map((cookies) => spec({ cookies }))));
    await endsOf(playground.send(spec({ cookies: 'cross-site-form', method: 'POST' })));
    expect(seen).toEqual(['a=1; s=2', undefined, 'a=forged', undefined, 'a=1', undefined]);
    const withheld = ofType(playground.log().events, 'sent').map((sent) =>
      sent.withheld.map(({ rule }) => rule),
    );
    expect(withheld).toEqual([
      [],
      ['not-sent-omitted', 'not-sent-omitted'],
      ['not-sent-replaced', 'not-sent-replaced'],
      ['not-sent-cross-site', 'not-sent-cross-site'],
      ['not-sent-cross-site'],
      ['not-sent-cross-site', 'not-sent-cross-site'],
    ]);
  });

  it('counts requests, and tells apart names that are used again', async () => {
    const { playground } = await stand();
    const sent = playground.together([
      spec(),
      spec({ id: 'A' }),
      spec({ id: 'A' }),
      spec({ id: 'A-2' }),
      spec(),
    ]);
    expect(sent).toMatchObject({ ok: true, group: 'g1', requests: ['1', 'A', 'A-2', 'A-2-2', '2'] });
    await endsOf(sent);
    expect(ofType(playground.log().events, 'sent').map(({ group }) => group)).toEqual(Array(5).fill('g1'));
  });

  it('cuts a long body in the log, but counts and returns it whole', async () => {
    const { playground } = await stand((_, response) => response.end('x'.repeat(10_000)));
    const [end] = await endsOf(playground.send(spec()));
    const [received] = ofType(playground.log().events, 'received');
    expect(received).toMatchObject({ bytes: 10_000, body: 'x'.repeat(4096) });
    expect(end).toMatchObject({ body: 'x'.repeat(10_000) });
  });
});

describe('what cannot be sent', () => {
  it.each([
    [spec({ browser: 'carol' }), 'browser', 'alice, bob'],
    [spec({ headers: { Cookie: 'a=1' } }), 'headers.cookie', 'edited'],
    [spec({ json: 1 }), 'method', 'POST'],
    [spec({ method: 'POST', json: 1, form: { a: '1' } }), 'json', 'one body'],
    [spec({ headers: { 'x-a': 'two\nlines' } }), 'headers.x-a', 'characters'],
    [spec({ cookies: { edited: 'a=1\r\nX: y' } }), 'cookies.edited', 'characters'],
  ])('is refused with what to do instead, and nothing is sent (%#)', async (request, at, message) => {
    const { playground } = await stand();
    expect(toldOf(playground.together([spec(), request]))).toEqual({
      ok: false,
      at,
      message: expect.stringContaining(message),
    });
    await playground.settled();
    expect(ofType(playground.log().events, 'sent')).toEqual([]);
    expect(playground.state().pending).toBe(0);
  });
});
