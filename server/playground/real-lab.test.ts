import { describe, expect, it, onTestFinished } from 'vitest';
import { originOf } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { createPlayground, type PlaygroundInternals } from './create-playground.ts';
import { endsOf, ofType, spec } from './stand.test-helper.ts';

/** A playground on the real lab: a worker with Express and express-session. */
async function realStand(options: object = {}, internals: PlaygroundInternals = {}) {
  const config = labConfigSchema.parse({ options: { secret: ['keyboard cat'], ...options } });
  const playground = await createPlayground({ config, browsers: ['alice', 'bob'], ...internals });
  onTestFinished(() => playground.close());
  return playground;
}
const views = spec({ path: '/views' });
const bodies = (ends: Awaited<ReturnType<typeof endsOf>>) =>
  ends.map((end) => (end.ok ? end.body : end.message));

describe('with the real lab', () => {
  it('each browser has its own session', async () => {
    const playground = await realStand();
    const seen = bodies(
      await endsOf(playground.sequence([views, views, { ...views, browser: 'bob' }, views])),
    );
    expect(seen.map((body) => Number(/\d+/.exec(body)?.[0]))).toEqual([1, 2, 1, 3]);
  });

  it('the log shows cause before effect: sent, arrived, headers, answered, received', async () => {
    const playground = await realStand();
    await endsOf(playground.fire({ request: { ...views, work: 5 }, together: 50, stagger: 0 }));
    const { events } = playground.log();
    const order = ['sent', 'arrived', 'headers', 'answered', 'received'];
    for (let request = 1; request <= 50; request++) {
      const mine = events.filter((event) => 'request' in event && event.request === String(request));
      const types: string[] = mine.map(({ type }) => type);
      expect(types.filter((type) => order.includes(type))).toEqual(order);
    }
  });

  it('loses updates when browsers race with one session', async () => {
    const playground = await realStand();
    await endsOf(playground.send(views));
    await endsOf(playground.fire({ request: { ...views, work: 20 }, together: 5, stagger: 0 }));
    const [last] = bodies(await endsOf(playground.send(views)));
    expect(Number(/\d+/.exec(last ?? '')?.[0])).toBeLessThan(7);
  });

  it('signs in by a form and follows to who one is', async () => {
    const playground = await realStand();
    const form = { username: 'johndoe', password: 'password' };
    const ends = await endsOf(playground.send(spec({ method: 'POST', path: '/login', form, follow: 'end' })));
    expect(ends).toMatchObject([{ status: 302 }, { status: 200, body: expect.stringContaining('johndoe') }]);
  });

  it('forgets who one is when the clock has moved past the cookie’s end', async () => {
    const playground = await realStand({ cookie: { maxAge: 60_000 } });
    await endsOf(playground.send(views));
    await playground.advance(30_000);
    const [still] = bodies(await endsOf(playground.send(views)));
    await playground.advance(61_000);
    await playground.settled();
    expect(ofType(playground.log().events, 'jar').at(-1)).toMatchObject({
      verdicts: [{ rule: 'jar-expired' }],
    });
    const [anew] = bodies(await endsOf(playground.send(views)));
    expect([still, anew].map((body) => Number(/\d+/.exec(body ?? '')?.[0]))).toEqual([2, 1]);
  });

  it('refuses options that express-session would not take, and stays as it was', async () => {
    const playground = await realStand();
    const before = playground.state().config;
    const config = labConfigSchema.parse({ options: { trustProxy: 'nowhere' } });
    expect(toldOf(await playground.configure(config))).toMatchObject({ ok: false, at: 'options.trustProxy' });
    expect(playground.state().config).toEqual(before);
    await playground.settled();
    expect(ofType(playground.log().events, 'lab-configured')).toEqual([]);
  });

  it('outlives a handler that never ends', async () => {
    const playground = await realStand({}, { limits: { unresponsiveAfter: 300, slowAfter: 100 } });
    await endsOf(playground.send(views));
    expect(await playground.setHandler('(req, res) => { for (;;); }')).toEqual({ ok: true });
    const [end] = await endsOf(playground.send(spec({ path: '/mine' })));
    expect(end).toMatchObject({ ok: false });
    const [next] = await endsOf(playground.send(views));
    expect(next).toMatchObject({ ok: true });
    const { events } = playground.log();
    expect(ofType(events, 'lab-stopped')).toMatchObject([{ reason: 'unresponsive', requests: ['2'] }]);
    expect(ofType(events, 'sent').at(-1)?.cookie).toContain('connect.sid=');
    expect(ofType(events, 'lab-started').map(({ generation }) => generation)).toEqual([1, 2]);
  });

  it('goes on with the same sessions and versions when a reset is taken back', async () => {
    const playground = await realStand();
    await endsOf(playground.sequence([views, views]));
    await playground.reset();
    await endsOf(playground.send(views));
    expect(await playground.undoReset()).toEqual({ ok: true });
    const [third] = bodies(await endsOf(playground.send(views)));
    expect(Number(/\d+/.exec(third ?? '')?.[0])).toBe(3);
    const writes = ofType(playground.log().events, 'store-answered').filter(
      ({ operation }) => operation === 'set',
    );
    expect(writes.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('shows requests that come from outside, each with a name of its own, also after a reset is taken back', async () => {
    const playground = await realStand();
    const visit = () =>
      fetch(`${originOf(playground.state().endpoints)}/views`).then((response) => response.text());
    await visit();
    await playground.settled();
    await playground.reset();
    await playground.undoReset();
    await visit();
    await playground.settled();
    expect(ofType(playground.log().events, 'arrived').map(({ request }) => request)).toEqual([
      'ext1',
      'ext2',
    ]);
  });
});
