import { describe, expect, it, onTestFinished } from 'vitest';
import { originOf } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { scenarioFormat } from '../contract/scenario/scenario.ts';
import { eventually } from '../eventually.test-helper.ts';
import { parseScenario } from '../scenarios/read/parse.ts';
import { linesOf, toldOf } from '../words/told.test-helper.ts';
import { createPlayground } from './create-playground.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

describe('a request that names its host', () => {
  it('goes to the lab under that name, whose cookies are that host’s', async () => {
    const seen: Array<[host: string | undefined, cookie: string | undefined]> = [];
    const { playground } = await stand(({ headers }, response) => {
      seen.push([headers.host, headers.cookie]);
      const name = headers.host?.startsWith('app') ? 'app' : 'own';
      response.setHeader('set-cookie', [`${name}=1`, 'wide=1; Domain=example.com']).end();
    });
    const { port, host: own } = new URL(originOf(playground.state().endpoints));
    for (const host of ['app.example.com', undefined, 'shop.example.com', 'app.example.com']) {
      await endsOf(playground.send(spec(host === undefined ? {} : { host })));
    }
    await endsOf(playground.send(spec({ headers: { Host: 'APP.example.com' } })));
    expect(seen).toEqual([
      [`app.example.com:${port}`, undefined],
      [own, undefined],
      [`shop.example.com:${port}`, 'wide=1'],
      [`app.example.com:${port}`, 'app=1; wide=1'],
      [`app.example.com:${port}`, 'app=1; wide=1'],
    ]);
    const { events } = playground.log();
    expect(ofType(events, 'sent').map(({ host }) => host)).toEqual([
      'app.example.com',
      undefined,
      'shop.example.com',
      'app.example.com',
      'app.example.com',
    ]);
    expect(ofType(events, 'sent').at(-1)?.wire?.[0]).toEqual(['Host', `app.example.com:${port}`]);
  });

  it('is followed over hosts and apps of the lab, by the cookies of each', async () => {
    const config = labConfigSchema.parse({ apps: [{ id: 'shop', host: 'shop.example.com' }] });
    const handler =
      "(req, res) => req.query.to ? res.redirect(req.query.to) : res.send(req.hostname + ' ' + Object.keys(req.session))";
    const playground = await createPlayground({ config, handler, browsers: ['alice'] });
    onTestFinished(() => playground.close());
    const shop = originOf(playground.state().endpoints, 'shop').replace('127.0.0.1', 'pay.example.com');
    const path = `/mine?to=${encodeURIComponent(`${shop}/mine`)}`;
    const ends = await endsOf(playground.send(spec({ path, host: 'app.localhost', follow: 'headers' })));
    expect(ends.map((end) => end.ok && end.body)).toContainEqual(
      expect.stringMatching(/^pay\.example\.com /),
    );
    const [direct] = await endsOf(playground.send(spec({ path: '/mine', app: 'shop' })));
    expect(direct).toMatchObject({ body: expect.stringMatching(/^shop\.example\.com /) });
    const sent = ofType(playground.log().events, 'sent');
    expect(sent.map(({ host, app }) => [host, app])).toEqual([
      ['app.localhost', undefined],
      ['pay.example.com', 'shop'],
      ['shop.example.com', 'shop'],
    ]);
  });

  it.each([
    [{ headers: { Host: 'localhost:3000' } }, 'headers.host', 'without a port'],
    [{ headers: { host: 'a.test' }, host: 'b.test' }, 'headers.host', 'one of the two'],
    [{ cookies: 'omit', from: { page: 'http://a.test', by: 'link' } }, 'cookies', 'one of the two'],
    [{ method: 'PUT', from: { page: 'http://a.test', by: 'form' } }, 'method', 'no PUT by form'],
    [{ method: 'POST', json: {}, from: { page: 'http://a.test', by: 'form' } }, 'json', 'no JSON by form'],
    [{ host: 'b.test', from: { page: 'https://a.test', by: 'fetch' } }, 'from.page', 'mixed content'],
  ] as const)('is refused in words where no browser sends it (%#)', async (given, at, words) => {
    const { playground } = await stand();
    expect(toldOf(playground.send(spec(given)))).toMatchObject({
      ok: false,
      at,
      message: expect.stringContaining(words),
    });
  });
});

describe('what stays within an https page', () => {
  const from = { page: 'https://a.test', by: 'fetch' } as const;

  it('reaches the lab’s own address, also from a file', async () => {
    const { playground } = await stand();
    await endsOf(playground.send(spec({ path: '/views', from })));
    expect(ofType(playground.log().events, 'sent')).toHaveLength(1);
    expect(linesOf(parseScenario(fileWith({ from })))).toEqual([]);
  });

  it('is refused before it is sent where its app has a host of its own, also in a file', async () => {
    const apps = [{ id: 'shop', host: 'shop.test' }];
    const { playground } = await stand(undefined, { config: labConfigSchema.parse({ apps }) });
    expect(toldOf(playground.send(spec({ app: 'shop', from })))).toMatchObject({
      ok: false,
      at: 'from.page',
      message: expect.stringContaining('mixed content'),
    });
    expect(linesOf(parseScenario(fileWith({ app: 'shop', from }, { apps })))).toEqual([
      expect.stringMatching(/^steps\[0\]\.send\.from\.page: .*mixed content/),
    ]);
  });

  const fileWith = (more: object, lab: object = {}) =>
    JSON.stringify({
      format: scenarioFormat,
      title: 'From an https page',
      lab,
      browsers: ['alice'],
      steps: [{ send: { browser: 'alice', path: '/views', ...more } }, { expect: { sessions: 0 } }],
    });
});

it('captures the cookie of the host that answered', async () => {
  const seen: Array<string | undefined> = [];
  const { playground } = await stand(({ headers, url }, response) => {
    const host = headers.host ?? '';
    if (url === '/set') {
      const deep = host.startsWith('a.') ? ['csrf=deep; Path=/set/deeper'] : [];
      response.setHeader('set-cookie', [`csrf=${host.startsWith('a.') ? 1 : 2}; Path=/`, ...deep]);
    }
    seen.push(url);
    response.end();
  });
  for (const host of ['a.test', 'b.test']) await endsOf(playground.send(spec({ host, path: '/set' })));
  const capture = { t: { cookie: 'csrf' } };
  await endsOf(playground.send(spec({ host: 'a.test', capture })));
  await endsOf(playground.send(spec({ host: 'a.test', path: '/is-${t}' })));
  expect(seen.at(-1)).toBe('/is-1');
});

it('what cannot be sent when its time has come says so in the log', async () => {
  const { playground } = await stand();
  const ends = await endsOf(playground.send(spec({ id: 'A', path: '/${token}' })));
  expect(ends).toMatchObject([{ ok: false, request: 'A' }]);
  await eventually(() => {
    expect(ofType(playground.log().events, 'error')).toMatchObject([
      { request: 'A', message: expect.stringContaining('token') },
    ]);
  });
});

describe('a fetch of another origin', () => {
  const page = 'http://app.localhost';
  const by = (credentials: 'include' | 'omit' = 'include') => ({ page, by: 'fetch' as const, credentials });
  /** A lab that allows what `allow` says, and notes what came. */
  const allowing = async (allow: Readonly<Record<string, string>>) => {
    const seen: string[] = [];
    const { playground } = await stand(({ method, headers }, response) => {
      const { cookie, origin, 'access-control-request-method': asks } = headers;
      seen.push([method, asks ?? '-', origin ?? '-', cookie ?? '-'].join(' '));
      for (const [name, value] of Object.entries(allow)) response.setHeader(name, value);
      response.setHeader('set-cookie', `by${method}=1`).end('token=7');
    });
    const rules = () =>
      ofType(playground.log().events, 'verdict').map(({ request, verdict }) => [request, verdict.rule]);
    return { playground, seen, rules };
  };
  const credentials = {
    'access-control-allow-origin': page,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type',
  };
  const json = (id: string) => spec({ id, method: 'POST', json: {}, from: by() });

  it('is asked about first, without cookies, and is sent with them once it may be', async () => {
    const { playground, seen, rules } = await allowing(credentials);
    const ends = await endsOf(playground.send(json('A')));
    expect(ends.map(({ request }) => request)).toEqual(['A']);
    await endsOf(playground.send(json('B')));
    expect(seen).toEqual([
      `OPTIONS POST ${page} -`,
      `POST - ${page} -`,
      // From app.localhost to 127.0.0.1 is from one site to another: its cookie was not taken in.
      `POST - ${page} -`,
    ]);
    expect(rules()).toEqual([
      ['A', 'cors-read'],
      ['B', 'cors-read'],
    ]);
    await playground.advance(5001);
    await endsOf(playground.send(json('C')));
    expect(seen.slice(3)).toEqual([`OPTIONS POST ${page} -`, `POST - ${page} -`]);
    const asked = ofType(playground.log().events, 'sent').map(({ request, preflightFor }) => [
      request,
      preflightFor,
    ]);
    expect(asked).toEqual([
      ['A.preflight', 'A'],
      ['A', undefined],
      ['B', undefined],
      ['C.preflight', 'C'],
      ['C', undefined],
    ]);
  });

  it('is not sent where the answer does not let it', async () => {
    const { playground, seen, rules } = await allowing({ 'access-control-allow-origin': '*' });
    const ends = await endsOf(playground.send(json('A')));
    expect(ends).toMatchObject([
      { request: 'A.preflight', ok: false, message: expect.stringContaining('counts for nothing') },
    ]);
    expect(seen).toEqual([`OPTIONS POST ${page} -`]);
    expect(rules()).toEqual([['A.preflight', 'cors-preflight-refused']]);
  });

  it('reaches the app where it need not be asked about, and its answer not the page', async () => {
    const { playground, seen, rules } = await allowing({});
    const capture = { token: { body: 'token=(\\d)' } };
    const same = { host: 'api.app.localhost', from: by() };
    const [end] = await endsOf(playground.send(spec({ id: 'A', capture, ...same })));
    expect(end).toMatchObject({ request: 'A', problems: [{ code: 'nothing-to-capture' }] });
    await endsOf(playground.send(spec({ id: 'B', ...same })));
    expect(seen).toEqual([`GET - ${page} -`, `GET - ${page} byGET=1`]);
    expect(rules()).toEqual([
      ['A', 'cors-withheld'],
      ['B', 'cors-withheld'],
    ]);
  });
});
