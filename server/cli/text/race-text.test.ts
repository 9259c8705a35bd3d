import { describe, expect, it } from 'vitest';
import { sampleResult, serialResult } from '../../code/race/sample-result.test-helper.ts';
import { progressLine } from './race-progress.ts';
import { raceText } from './race-text.ts';

describe('a race’s result as text', () => {
  it('tells the anomalies with an example, where it was doomed, and what it left', () => {
    expect(raceText('Writer and reader', 'a reader can undo a write', sampleResult())).toBe(
      `Writer and reader
  a reader can undo a write

  A  POST /cart/apples  (alice)
  B  GET  /me  (alice)

9 of 20 orders lose alice’s write.

✗ lost update: 9 of 20 orders (45%)
    9: A’s write of cart.apples is lost: B saved its older copy over it.
    for example  A.load B.load A.work A.save B.work B.save
    no way back  from step 6, B.save, on
    it leaves    s1 {"user":"johndoe"}
    answers      A 200 {"cart":{"apples":1}}
                 B 200 {"user":"johndoe","cart":{},"views":0}

✓ as one request after the other: 11 of 20 orders (55%)
    11: As one request after the other would leave it. s1 {"user":"johndoe","cart":{"apples":1}}

All 20 orders counted; 20 of them run whole on the real middleware, in 42 ms.
54 requests, store memory; express-session 1.19.0, express 5.3.0, Node 24.0.0
`,
    );
  });

  it('has nothing to warn of when every order is serial', () => {
    const text = raceText('Readers', null, serialResult());
    expect(text).toContain('All 20 orders end as one request after the other would.');
    expect(text).not.toContain('✗');
  });

  it('does not list what nobody would read', () => {
    const result = serialResult();
    const outcomes = [...Array(9).keys()].flatMap((id) => result.outcomes.map((one) => ({ ...one, id })));
    expect(raceText('Many', null, { ...result, outcomes })).toContain('\n    and 5 more outcomes\n');
  });
});

describe('progress on a terminal', () => {
  const told = (isWatched: boolean, ...times: number[]): string[] => {
    const texts: string[] = [];
    const clock = [0, ...times.flatMap((time) => [time, time, time])];
    const line = progressLine({ isWatched, err: (text) => texts.push(text) }, () => clock.shift() ?? 0);
    for (const [index] of times.entries())
      line.show({ states: 12_345 * (index + 1), rate: 4500.4, done: 0.349, left: 64_000 });
    line.clear();
    return texts;
  };

  it('is told when it takes long, over one line that is gone in the end', () => {
    expect(told(true, 1500)).toEqual([
      '\r12,345 states, 4,500 a second, 34%, about 1 min 4 s left\u001b[K',
      '\r\u001b[K',
    ]);
  });
  it('is not told of what is done at once, nor where nobody watches', () => {
    expect(told(true, 900)).toEqual([]);
    expect(told(false, 1500)).toEqual([]);
  });
});
