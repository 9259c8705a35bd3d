import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startApp, startRecording } from '../../recording/recorded-app.test-helper.ts';
import { isLeftOut, startRedis } from '../../stores/servers.test-helper.ts';
import { raced } from '../commands/raced.test-helper.ts';

const example = (name: string): string => join(import.meta.dirname, '../../../examples/two-processes', name);

/** Another service: what it is asked for first, once it is asked to hold, it answers when it is let go. */
async function stockService() {
  let isHolding = false;
  let onHeld = (_answer: ServerResponse) => {};
  const held = new Promise<ServerResponse>((resolve) => {
    onHeld = resolve;
  });
  const service = createServer((_req, res) => {
    if (!isHolding) return void res.end('yes');
    isHolding = false;
    onHeld(res);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    service.close();
    service.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${Object(service.address()).port}`,
    hold: () => {
      isHolding = true;
      return held;
    },
  };
}

it.skipIf(isLeftOut('redis'))(
  'two processes on one Redis are one timeline, in which the write that one loses to the other is seen',
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    const stock = await stockService();
    const env = { REDIS_URL: redis.url, STOCK_URL: stock.url, PORT: '0' };
    const { where, logged, events, recording } = await startRecording();
    const one = await startApp(example('server.js'), where, env);
    const other = await startApp(example('server.js'), where, env);
    const put = async (origin: string, item: string, cookie = '') => {
      const answer = await fetch(`${origin}/basket/${item}`, { method: 'POST', headers: { cookie } });
      return { basket: await answer.json(), cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] };
    };
    const { cookie } = await put(one.origin, 'bread');
    const held = stock.hold();
    const apples = put(one.origin, 'apples', cookie);
    const answer = await held;
    expect((await put(other.origin, 'pears', cookie)).basket).toEqual({ bread: 1, pears: 1 });
    answer.end('yes');
    expect((await apples).basket).toEqual({ bread: 1, apples: 1 });
    const [lost] = await logged(({ type }) => type === 'anomaly');
    const requestTo = (url: string, place: string) =>
      events.flatMap((event) =>
        event.type === 'arrived' && event.url === url && event.place === place ? [event.request] : [],
      )[0];
    expect(lost).toMatchObject({
      kind: 'lost update',
      request: requestTo('/basket/apples', 'process-1'),
      other: requestTo('/basket/pears', 'process-2'),
      paths: ['basket.pears'],
    });
    expect(recording.state().processes).toMatchObject([
      { place: 'process-1', sessions: [{ storeClass: 'RedisStore', isOwn: false }] },
      { place: 'process-2', sessions: [{ storeClass: 'RedisStore', isOwn: false }] },
    ]);

    // The race, in one process, says in how many orders.
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { result } = await raced(example('two-items.scenario.json'), example('server.js'));
    expect(result.schedules.total).toBe(6);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 4 }]);
    expect(result.app).toMatchObject({ sessions: [{ store: 'RedisStore' }] });
  },
);
