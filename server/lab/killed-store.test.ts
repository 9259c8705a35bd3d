import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { until } from '../eventually.test-helper.ts';
import { createPlayground } from '../playground/create-playground.ts';
import { endsOf, ofType, spec } from '../playground/stand.test-helper.ts';
import { isLeftOut, startRedis } from '../stores/servers.test-helper.ts';

describe.skipIf(isLeftOut('redis'))('a Redis that is killed under requests', () => {
  it('ends nothing but itself: what happened is said, and each request is answered when it is back', async () => {
    const server = await startRedis(['--requirepass', 'sesame']);
    onTestFinished(() => server.close());
    const url = server.url.replace('//', '//:sesame@');
    const config = labConfigSchema.parse({ store: url });
    const playground = await createPlayground({ config, browsers: ['alice'] });
    onTestFinished(() => playground.close());
    const said = () => ofType(playground.log().events, 'error').map(({ message }) => message);
    await endsOf(playground.send(spec({ path: '/views' })));

    await server.kill();
    await until(() => said().length > 0);
    expect(said()).toEqual([expect.stringContaining('is gone')]);
    const together = endsOf(playground.together(Array.from({ length: 20 }, () => spec({ path: '/views' }))));
    await until(() => ofType(playground.log().events, 'arrived').length === 21);
    await server.restart();
    expect(new Set((await together).map((end) => end.ok && end.status))).toEqual(new Set([200]));
    expect(said().at(-1)).toContain('answers again');
    expect(playground.state().lab.status).toBe('running');
    expect(JSON.stringify([playground.state(), playground.log(), await playground.kept()])).not.toContain(
      'sesame',
    );
  });
});
