import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { storeOfKind } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import type { LabSettings } from '../lab/lab.ts';
import { problemError } from '../words/problems.ts';
import { createPlayground } from './create-playground.ts';
import { fakeLabs } from './fake-lab.test-helper.ts';
import { ofType } from './stand.test-helper.ts';

const onRedis: LabConfig = { ...defaultLabConfig(), store: storeOfKind('redis') };
const onMemory: LabConfig = defaultLabConfig();

/** Labs whose Redis can be there or not. */
function labs() {
  const fake = fakeLabs();
  const redis = { isThere: true };
  const create = async (settings: LabSettings) => {
    if (settings.config.store.kind !== 'redis' || redis.isThere) return fake.create(settings);
    throw problemError('store-not-opened', 'store.url', {
      store: 'Redis',
      place: '127.0.0.1:6379',
      why: 'refused',
      message: '',
    });
  };
  return { fake, redis, create };
}

describe('a playground whose store is gone', () => {
  it('does not begin on it, and says why', async () => {
    const { redis, create } = labs();
    redis.isThere = false;
    const begun = createPlayground({ config: onRedis, browsers: ['alice'], createLab: create });
    await expect(begun).rejects.toThrow('nothing listens at 127.0.0.1:6379');
  });

  it('takes another store where no lab can be had with its own any more', async () => {
    const { fake, redis, create } = labs();
    const playground = await createPlayground({ config: onRedis, browsers: ['alice'], createLab: create });
    onTestFinished(() => playground.close());
    redis.isThere = false;
    await fake.newest().end({ reason: 'crashed', message: 'It is gone.', requests: [] });
    const said = () => ofType(playground.log().events, 'error').map(({ message }) => message);
    await until(() => said().some((message) => message.includes('nothing listens')));
    expect(playground.state().lab.status).toBe('starting');
    expect(await playground.configure(onMemory)).toEqual({ ok: true });
    expect(playground.state()).toMatchObject({
      lab: { status: 'running' },
      config: { store: { kind: 'memory' } },
    });
  });

  it('goes on with MemoryStore at another start of the app, with its handler, and says so', async () => {
    const { redis, create } = labs();
    const handler = '(req, res) => res.end()';
    const first = await createPlayground({
      config: onRedis,
      handler,
      browsers: ['alice'],
      createLab: create,
    });
    const kept = await first.kept();
    await first.close();
    redis.isThere = false;
    const next = await createPlayground({ config: onMemory, browsers: [], createLab: create, kept });
    onTestFinished(() => next.close());
    expect(next.state()).toMatchObject({
      handler,
      lab: { status: 'running' },
      config: { store: { kind: 'memory' } },
    });
    expect(ofType(next.log().events, 'error').map(({ message }) => message)).toContain(
      'The redis store cannot be opened any more, so the lab goes on with a MemoryStore.',
    );
  });
});
