import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { until } from '../eventually.test-helper.ts';
import { isLeftOut, startRedis } from '../stores/servers.test-helper.ts';
import { createPlayground } from './create-playground.ts';
import { endsOf, ofType, spec } from './stand.test-helper.ts';

const timeout = 60_000;

/** A lab of two instances on one Redis with a password, and somebody beside it. */
async function stand() {
  const server = await startRedis(['--requirepass', 'sesame']);
  onTestFinished(() => server.close());
  const url = server.url.replace('//', '//:sesame@');
  const config = labConfigSchema.parse({ store: url, instances: 2, sharedStore: true });
  const playground = await createPlayground({ config, browsers: ['alice', 'bob'] });
  onTestFinished(() => playground.close());
  const others = createClient({ url });
  others.on('error', () => {});
  await others.connect();
  onTestFinished(() => others.destroy());
  const look = async (key: string) => {
    const asked = await playground.storedSession(key);
    if (!asked.ok) throw new Error('The lab did not answer.');
    return asked.look;
  };
  const visit = () => endsOf(playground.send(spec({ path: '/views' })));
  const outside = () => ofType(playground.log().events, 'store-outside');
  const sid = () =>
    String(ofType(playground.log().events, 'store-called').find(({ operation }) => operation === 'set')?.sid);
  return { server, playground, others, look, visit, outside, sid };
}

describe.skipIf(isLeftOut('redis'))('a session in a Redis', () => {
  it(
    'is shown as it is stored there, with what is left of it by the clock of Redis, and no password',
    async () => {
      const { others, look, visit, sid, playground } = await stand();
      await visit();
      const { row, clocks, endsBy, notice, error } = await look(sid());
      expect(row?.text).toBe(await others.get(String(row?.key)));
      expect(row).toMatchObject({ bytes: row?.text.length, key: expect.stringMatching(`:${sid()}$`) });
      expect({ endsBy, notice, error }).toEqual({ endsBy: 'store', notice: { by: 'tracking' }, error: null });
      const left = Number(row?.expires) - Number(clocks.store);
      expect(Math.abs(left - (await others.pTTL(String(row?.key))))).toBeLessThan(2000);
      expect(Math.abs(clocks.lab - Number(clocks.store))).toBeLessThan(2000);
      await playground.advance(3_600_000);
      const later = (await look(sid())).clocks;
      expect(Math.round((later.lab - Number(later.store)) / 60_000)).toBe(60);
      expect((await look('nobody')).row).toBeNull();
      expect(JSON.stringify([row, playground.log()])).not.toContain('sesame');
    },
    timeout,
  );

  it(
    'is told of in the log when somebody else changes it, and not when an instance of the lab does',
    async () => {
      const { others, look, visit, outside, sid, playground } = await stand();
      for (let count = 0; count < 6; count += 1) await visit();
      await endsOf(playground.together(Array.from({ length: 20 }, () => spec({ path: '/views' }))));
      const { row } = await look(sid());
      const session = JSON.parse(String(row?.text));
      const text = JSON.stringify({ ...session, views: 41 });
      await others.set(String(row?.key), text, { expiration: 'KEEPTTL' });
      await until(() => outside().length > 0);
      const version = ofType(playground.log().events, 'store-answered').at(-1)?.version;
      expect(outside()).toMatchObject([{ sid: sid(), session: text, version: Number(version) + 1 }]);
      // A request works on what was put there, and on its number.
      const [end] = await visit();
      expect(end).toMatchObject({ ok: true, body: expect.stringContaining('42') });
      const saved = ofType(playground.log().events, 'store-called').at(-1);
      expect(saved).toMatchObject({ operation: 'set', base: Number(version) + 1 });
      await others.del(String(row?.key));
      await until(() => outside().length === 2);
      expect(outside()[1]).toMatchObject({ session: null, version: null });
      expect((await look(sid())).row).toBeNull();
    },
    timeout,
  );

  it(
    'is said not to be had where Redis does not answer, and the lab stays',
    async () => {
      const { server, look, visit, sid, playground } = await stand();
      await visit();
      await server.kill();
      expect(await look(sid())).toMatchObject({
        row: null,
        error: expect.stringContaining('did not answer'),
      });
      expect(playground.state().lab.status).toBe('running');
    },
    timeout,
  );
});
