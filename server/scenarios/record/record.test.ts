import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { originOf } from '../../contract/endpoints.ts';
import type { Result } from '../../contract/errors.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { type RequestSpecInput, requestSpecSchema } from '../../contract/requests.ts';
import { until } from '../../eventually.test-helper.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import type { SentRequests } from '../../playground/playground.ts';
import { ProblemError } from '../../words/problems.ts';
import { parseScenario } from '../read/parse.ts';
import { runScenario } from '../run/run.ts';
import { record } from './record.ts';

const spec = (given: Partial<RequestSpecInput>) =>
  requestSpecSchema.parse({ browser: 'alice', path: '/views', ...given });

async function lab() {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice', 'bob'] });
  onTestFinished(() => playground.close());
  const over = async (sent: Result<SentRequests>) => {
    if (!sent.ok) throw new ProblemError(sent.problems);
    await sent.done;
    await playground.settled();
  };
  return { playground, over };
}

describe('recording what was done', () => {
  it('gives a scenario that does it again, and in which everything it suggests holds', async () => {
    const { playground, over } = await lab();
    const { options } = playground.state().config;
    await over(
      playground.send(
        spec({
          method: 'POST',
          path: '/login',
          form: { username: 'johndoe', password: 'password' },
          follow: 'end',
        }),
      ),
    );
    await over(
      playground.together([
        spec({ path: '/cart/apples', method: 'POST', work: 300 }),
        spec({ path: '/me', work: 700 }),
      ]),
    );
    await playground.configure({
      ...playground.state().config,
      options: { ...options, resave: false, cookie: { ...options.cookie, maxAge: 60_000 } },
    });
    await playground.advance(5000);
    await over(
      playground.send(spec({ browser: 'bob', path: '/user', method: 'POST', json: { colour: 'red' } })),
    );
    const recording = record(playground.log());
    if (recording === null) throw new Error('nothing was recorded');
    const { scenario, suggested, notes } = recording;
    expect(notes).toEqual([]);
    expect(scenario).toMatchObject({
      browsers: ['alice', 'bob'],
      steps: [
        { send: { id: 'A', path: '/login', form: { username: 'johndoe' }, follow: 'end' } },
        {
          together: [
            { id: 'B', path: '/cart/apples', work: 300 },
            { id: 'C', path: '/me', work: 700 },
          ],
        },
        { configure: { resave: false, cookie: { maxAge: 60_000 } } },
        { advance: 5000 },
        { send: { id: 'D', browser: 'bob', json: { colour: 'red' } } },
      ],
    });
    expect(suggested.length).toBeGreaterThan(8);
    const steps = [...scenario.steps, ...suggested.map(({ expectation }) => ({ expect: expectation }))];
    const whole = parseScenario(JSON.stringify({ ...scenario, steps }));
    if (!whole.ok) throw new Error(JSON.stringify(whole.problems));
    const again = await runScenario(whole.scenario, { createPlayground });
    expect(again.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('has the time that passed by itself only where something ended by it', async () => {
    const { playground, over } = await lab();
    const { config } = playground.state();
    const lasting = (maxAge: number) => ({
      ...config,
      options: { ...config.options, cookie: { ...config.options.cookie, maxAge } },
    });
    const visitTwice = async (maxAge: number) => {
      await playground.reset();
      await playground.configure(lasting(maxAge));
      await over(playground.send(spec({})));
      await setTimeout(1700);
      await over(playground.send(spec({})));
      return record(playground.log())?.scenario.steps.map((step) => Object.keys(step)[0]);
    };
    expect(await visitTwice(60_000)).toEqual(['send', 'send']);
    expect(await visitTwice(1600)).toEqual(['send', 'advance', 'send']);
  });

  it('suggests nothing of a race that may come out otherwise, and says so; what it does not touch stays', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({})));
    await over(playground.send(spec({ browser: 'bob' })));
    await over(playground.together([spec({}), spec({})]));
    const recording = record(playground.log());
    const browsers = (recording?.suggested ?? []).flatMap(({ expectation }) =>
      'session' in expectation ? expectation.session : [],
    );
    expect(browsers).toEqual(['bob']);
    expect(recording?.notes).toEqual([expect.stringContaining('within 100 ms')]);
  });

  it('has a restart, its options, and how it was asked for', async () => {
    const { playground, over } = await lab();
    await playground.restart({ kill: true });
    await over(playground.send(spec({})));
    await playground.restart({ kill: false, options: { resave: false } });
    await over(playground.send(spec({})));
    await playground.restart({ kill: true });
    await playground.settled();
    const recording = record(playground.log());
    expect(recording?.scenario.steps).toMatchObject([
      { send: { browser: 'alice' } },
      { restart: { options: { resave: false } } },
      { send: { browser: 'alice' } },
      { restart: { kill: true } },
    ]);
    expect(recording?.notes).toEqual([]);
  });

  it('suggests nothing where a restart cut off what was under way, and says so', async () => {
    const { playground, over } = await lab();
    const slow = playground.send(spec({ work: 5000 }));
    await until(async () => {
      await playground.settled();
      return playground.log().events.some(({ type }) => type === 'work');
    });
    await playground.restart({ kill: true });
    await over(slow);
    const recording = record(playground.log());
    expect(recording?.notes).toEqual([expect.stringContaining('while requests were under way')]);
  });

  it('begins with what was wrong already', async () => {
    const { playground, over } = await lab();
    await playground.fault({ server: { latency: 5 } });
    await playground.configure({ ...playground.state().config, store: { kind: 'sqlite' } });
    await over(playground.send(spec({})));
    expect(record(playground.log())?.scenario.steps).toMatchObject([
      { fault: { server: { latency: 5 } } },
      { send: { browser: 'alice' } },
    ]);
  });

  it('is nothing where only the lab was changed', async () => {
    const { playground } = await lab();
    await playground.fault({ server: { latency: 5 } });
    await playground.settled();
    expect(record(playground.log())).toBeNull();
  });

  it('has the headers that were given by hand', async () => {
    const { playground, over } = await lab();
    const headers = { 'x-forwarded-proto': 'https' };
    await over(playground.send(spec({ headers })));
    expect(record(playground.log())?.scenario.steps).toMatchObject([{ send: { headers } }]);
  });

  it('tells requests that were sent at once from those that were to follow each other', async () => {
    const { playground, over } = await lab();
    await over(playground.fire({ request: spec({ work: 60 }), together: 3, stagger: 0 }));
    await over(playground.fire({ request: spec({ work: 60 }), together: 3, stagger: 20 }));
    const steps = record(playground.log())?.scenario.steps ?? [];
    const delays = steps.map((step) => ('together' in step ? step.together.map(({ after }) => after) : []));
    expect(delays).toEqual([
      [0, 0, 0],
      [0, 20, 40],
    ]);
  });

  it('keeps the secrets that were used to itself, and still tells one from the other', async () => {
    const { playground, over } = await lab();
    const { config } = playground.state();
    const withSecret = (secret: string[]) => ({ ...config, options: { ...config.options, secret } });
    await playground.configure(withSecret(['top']));
    await over(playground.send(spec({})));
    await playground.configure(withSecret(['newer', 'top']));
    await playground.settled();
    const recording = record(playground.log());
    expect(recording?.scenario.lab.options.secret).toEqual(['secret 1']);
    expect(recording?.scenario.steps.at(-1)).toEqual({ configure: { secret: ['secret 2', 'secret 1'] } });
    expect(JSON.stringify(recording)).not.toMatch(/newer|top/);
  });

  it('begins with the store that there was last, and says so', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({})));
    await playground.configure({ ...playground.state().config, store: { kind: 'sqlite' } });
    await over(playground.send(spec({ browser: 'bob' })));
    const recording = record(playground.log());
    expect(recording?.scenario).toMatchObject({ lab: { store: { kind: 'sqlite' } }, browsers: ['bob'] });
    expect(recording?.scenario.steps).toHaveLength(1);
    expect(JSON.stringify(recording?.suggested)).not.toContain('alice');
    expect(recording?.notes).toEqual([expect.stringMatching(/begins with the last change of the store/)]);
  });

  it('has the faults that were asked for, as far as each changed, and not those that were used up', async () => {
    const { playground, over } = await lab();
    await playground.fault({ set: { latency: 1, fails: 0, message: 'slow' }, server: { refuses: 1 } });
    await over(playground.send(spec({})));
    await over(playground.send(spec({})));
    await playground.fault({ store: { set: null, get: { latency: 1, fails: 0, message: 'slow' } } });
    await over(playground.send(spec({})));
    await playground.fault('none');
    await over(playground.send(spec({})));
    const steps = record(playground.log())?.scenario.steps ?? [];
    expect(steps.flatMap((step) => ('fault' in step ? [step.fault] : []))).toEqual([
      { store: { set: { latency: 1, fails: 0, message: 'slow' } }, server: { refuses: 1 } },
      { store: { set: null, get: { latency: 1, fails: 0, message: 'slow' } } },
      'none',
    ]);
  });

  it('goes on over a crash that was asked for, and holds again', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({})));
    await playground.fault({ process: { crashes: 1 } });
    await over(playground.send(spec({})));
    await over(playground.send(spec({})));
    const recording = record(playground.log());
    if (recording === null) throw new Error('nothing was recorded');
    expect(recording.scenario.steps.map((step) => Object.keys(step)[0])).toEqual([
      'send',
      'fault',
      'send',
      'send',
    ]);
    expect(recording.suggested).toContainEqual({
      expectation: { response: 'B', failed: true },
      isTaken: false,
    });
    const expected = recording.suggested.map(({ expectation }) => ({ expect: expectation }));
    const steps = [...recording.scenario.steps, ...expected];
    const again = await runScenario({ ...recording.scenario, steps }, { createPlayground });
    expect(again.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('has a session cookie that one browser got of another', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({})));
    await playground.settled();
    const jar = playground.log().events.findLast((event) => event.type === 'jar');
    const cookie = jar?.cookies[0];
    playground.setCookie('bob', `connect.sid=${cookie?.value}; Path=/`);
    await over(playground.send(spec({ browser: 'bob' })));
    const recording = record(playground.log());
    expect(recording?.scenario.steps[1]).toEqual({ copyCookie: { from: 'alice', to: 'bob' } });
    expect(recording?.notes).toEqual([]);
  });

  it('says so of a session that was edited by hand, and suggests nothing of it', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({ id: 'A' })));
    const [key = ''] = Object.keys((await playground.kept()).sessions);
    expect(await playground.editSession({ key, was: '{"views":1}', now: '{"views":41}' })).toEqual({
      ok: true,
    });
    await playground.settled();
    await over(playground.send(spec({ id: 'B' })));
    const recording = record(playground.log());
    expect(recording?.notes).toEqual([expect.stringMatching(/session was edited by hand/)]);
    expect(JSON.stringify(recording?.suggested)).not.toMatch(/41|42/);
  });

  it('says what a scenario cannot do: a jar changed by hand, a request from outside', async () => {
    const { playground, over } = await lab();
    await over(playground.send(spec({})));
    playground.clearJar('alice');
    await fetch(`${originOf(playground.state().endpoints)}/views`);
    await over(playground.send(spec({})));
    expect(record(playground.log())?.notes).toEqual([
      expect.stringMatching(/jar was changed by hand/),
      expect.stringMatching(/from outside/),
    ]);
  });

  it('is nothing where nothing was sent', async () => {
    const { playground } = await lab();
    expect(record(playground.log())).toBeNull();
  });
});
