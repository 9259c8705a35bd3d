import { describe, expect, it, onTestFinished } from 'vitest';
import { placeOf } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { createPlayground } from './create-playground.ts';
import { endsOf, ofType, spec } from './stand.test-helper.ts';

const lab = (...apps: string[]) =>
  labConfigSchema.parse({ instances: 2, apps: apps.map((id) => ({ id, name: `${id}.sid` })) });

async function withApps(...apps: string[]) {
  const playground = await createPlayground({ config: lab(...apps), browsers: ['alice'] });
  onTestFinished(() => playground.close());
  return playground;
}
const visit = (more: object) => spec({ path: '/views', ...more });

describe('a playground with several apps', () => {
  it('sends each request to the app and instance that it names, and refuses in words what is not there', async () => {
    const playground = await withApps('shop', 'blog');
    expect(playground.state().endpoints.map(placeOf)).toEqual(['1', '2', 'shop', 'blog']);
    for (const to of [{ app: 'shop' }, { app: 'blog', instance: 1 }, { app: 'main', instance: 2 }, {}]) {
      await endsOf(playground.send(visit(to)));
    }
    const { events } = playground.log();
    expect(ofType(events, 'arrived').map(({ place }) => place)).toEqual(['shop', 'blog', '2', '1']);
    expect(ofType(events, 'sent').map(({ app }) => app)).toEqual(['shop', 'blog', undefined, undefined]);
    expect(toldOf(playground.send(visit({ app: 'forum' })))).toEqual({
      ok: false,
      at: 'app',
      message: 'the lab has no forum app: add it to its apps first',
    });
    expect(toldOf(playground.send(visit({ app: 'shop', instance: 2 })))).toEqual({
      ok: false,
      at: 'instance',
      message: 'the shop app has one instance only',
    });
  });

  it('goes on where an app comes and another goes, and keeps their addresses over a reset', async () => {
    const playground = await withApps('shop', 'blog');
    await endsOf(playground.send(visit({ app: 'blog' })));
    const before = playground.state().endpoints;
    expect(await playground.configure(lab('blog', 'forum'))).toEqual({ ok: true });
    expect(playground.state().endpoints.map(placeOf)).toEqual(['1', '2', 'blog', 'forum']);
    expect(toldOf(playground.send(visit({ app: 'shop' })))).toMatchObject({ ok: false, at: 'app' });
    const [seen] = await endsOf(playground.send(visit({ app: 'blog' })));
    expect(seen).toMatchObject({ ok: true, body: '{"views":2}' });
    expect(await endsOf(playground.send(visit({ app: 'forum' })))).toMatchObject([{ ok: true }]);
    expect(await playground.configure(lab('shop', 'blog'))).toEqual({ ok: true });
    expect(await playground.reset()).toEqual({ ok: true });
    expect(playground.state().endpoints).toEqual(before);
  });

  it('counts the versions of each app’s sessions on when a reset is taken back', async () => {
    const playground = await withApps('shop');
    for (const _ of [1, 2]) await endsOf(playground.send(visit({ app: 'shop' })));
    await playground.reset();
    expect(await playground.undoReset()).toEqual({ ok: true });
    await endsOf(playground.send(visit({ app: 'shop' })));
    await playground.settled();
    const saved = ofType(playground.log().events, 'store-answered').filter(
      ({ operation }) => operation === 'set',
    );
    expect(saved.map(({ place, version }) => [place, version])).toEqual([
      ['shop', 1],
      ['shop', 2],
      ['shop', 3],
    ]);
  });

  it('tells a request why it is not sent whose app has gone meanwhile', async () => {
    const playground = await withApps('shop');
    const waiting = endsOf(playground.send(visit({ app: 'shop', after: 300 })));
    expect(await playground.configure(lab())).toEqual({ ok: true });
    expect(await waiting).toMatchObject([
      { ok: false, message: 'the lab has no shop app: add it to its apps first' },
    ]);
  });
});
