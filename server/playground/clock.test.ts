import { describe, expect, it } from 'vitest';
import { toldOf } from '../words/told.test-helper.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

const setsCookie = (line: string) => stand((_, response) => response.setHeader('set-cookie', line).end());

describe('the clock', () => {
  it('moves lab and jars, and what has expired leaves the jar', async () => {
    const { playground, fake } = await setsCookie('a=1; Path=/; Max-Age=60');
    await endsOf(playground.send(spec()));
    expect(await playground.advance(59_000)).toEqual({ ok: true });
    await playground.settled();
    expect(ofType(playground.log().events, 'jar')).toHaveLength(1);
    await playground.advance(2000);
    await playground.settled();

    const { events } = playground.log();
    expect(fake.newest().calls).toEqual(['clock 59000', 'clock 61000']);
    expect(ofType(events, 'clock').map(({ offset }) => offset)).toEqual([59_000, 61_000]);
    expect(playground.state().clock).toBe(61_000);
    expect(ofType(events, 'jar').at(-1)).toMatchObject({
      browser: 'alice',
      request: null,
      cookies: [],
      verdicts: [{ rule: 'jar-expired', actual: 'removed' }],
    });
  });

  it('dates a cookie that is set later from where it stands then', async () => {
    const { playground } = await setsCookie('a=1; Path=/; Max-Age=60');
    await playground.advance(1_000_000);
    const before = Date.now();
    await endsOf(playground.send(spec()));
    const [jar] = ofType(playground.log().events, 'jar');
    expect(jar?.cookies[0]?.expires).toBeGreaterThanOrEqual(before + 1_060_000);
    await endsOf(playground.send(spec()));
    expect(ofType(playground.log().events, 'sent').at(-1)).toMatchObject({ cookie: 'a=1' });
  });

  it('leaves Date alone', async () => {
    const { playground } = await setsCookie('a=1');
    const before = Date.now();
    await playground.advance(3_600_000);
    expect(Date.now() - before).toBeLessThan(3_600_000);
  });

  it('goes no further than a Date can', async () => {
    const { playground } = await setsCookie('a=1');
    let outcome = await playground.advance(3_155_760_000_000);
    for (let count = 0; count < 10_000 && outcome.ok; count++)
      outcome = await playground.advance(3_155_760_000_000);
    expect(toldOf(outcome)).toMatchObject({ ok: false, at: 'ms' });
  });
});
