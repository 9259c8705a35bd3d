import { describe, expect, it } from 'vitest';
import type { FakeHandler } from './fake-lab.test-helper.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

/** Logs in with a redirect whose body takes its time. */
const login: FakeHandler = (request, response) => {
  if (request.url === '/me') return response.end(`me with ${request.headers.cookie}`);
  response.writeHead(303, { location: '/me', 'set-cookie': 'sid=1; Path=/' });
  response.write('half');
  return setTimeout(() => response.end(' whole'), 30);
};
const post = (follow: 'never' | 'end' | 'headers') =>
  spec({ method: 'POST', path: '/login', form: { a: '1' }, follow });

describe('following redirects', () => {
  it('never: the redirect is the answer', async () => {
    const { playground } = await stand(login);
    expect(await endsOf(playground.send(post('never')))).toMatchObject([{ request: '1', status: 303 }]);
  });

  it('after the whole response', async () => {
    const { playground } = await stand(login);
    const ends = await endsOf(playground.send(post('end')));
    expect(ends).toMatchObject([
      { request: '1', status: 303, body: 'half whole' },
      { request: '1.1', status: 200, body: 'me with sid=1' },
    ]);
    const { events } = playground.log();
    const own = events.filter(({ type }) => type === 'sent' || type === 'received');
    expect(own.map(({ type }) => type)).toEqual(['sent', 'received', 'sent', 'received']);
    expect(ofType(events, 'sent')[1]).toMatchObject({
      redirectOf: '1',
      method: 'GET',
      url: '/me',
      body: null,
    });
  });

  it('as soon as the headers are in, while the first body is still open', async () => {
    const { playground } = await stand(login);
    const ends = await endsOf(playground.send(post('headers')));
    expect(ends.map(({ request }) => request)).toEqual(['1.1', '1']);
    const own = playground.log().events.filter(({ type }) => type === 'sent' || type === 'received');
    expect(own.map(({ type }) => type)).toEqual(['sent', 'sent', 'received', 'received']);
  });

  it('stops after ten, and says so', async () => {
    const { playground } = await stand((_, response) =>
      response.writeHead(302, { location: '/round' }).end(),
    );
    const ends = await endsOf(playground.send(spec({ follow: 'end' })));
    expect(ends).toHaveLength(11);
    expect(ends.at(-1)?.request).toBe('1.10');
    const verdicts = ofType(playground.log().events, 'verdict');
    expect(verdicts).toMatchObject([{ request: '1.10', verdict: { rule: 'redirect-limit' } }]);
  });

  it('reports a redirect out of the lab instead of following it', async () => {
    const { playground } = await stand((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
    );
    expect(await endsOf(playground.send(spec({ follow: 'headers' })))).toMatchObject([
      { ok: true, status: 302 },
    ]);
    const [{ verdict } = { verdict: null }] = ofType(playground.log().events, 'verdict');
    expect(verdict).toMatchObject({ rule: 'redirect-elsewhere', actual: 'not followed' });
  });

  it('lets the jar count again after a request whose cookies were edited by hand', async () => {
    const { playground } = await stand(login);
    const ends = await endsOf(playground.send({ ...post('end'), cookies: { edited: 'sid=forged' } }));
    expect(ends.at(-1)).toMatchObject({ body: 'me with sid=1' });
    expect(ofType(playground.log().events, 'sent').map(({ mode }) => mode)).toEqual(['edited', 'jar']);
  });
});
