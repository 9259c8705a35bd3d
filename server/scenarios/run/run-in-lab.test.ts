import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { requestSpecSchema } from '../../contract/requests.ts';
import { type ScenarioInput, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { runInLab } from './run-in-lab.ts';

const scenarioOf = (given: Partial<ScenarioInput>) =>
  scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: 'Two visits',
    browsers: ['carol'],
    steps: [
      { send: { browser: 'carol', path: '/views' } },
      { send: { browser: 'carol', path: '/views' } },
      { expect: { session: 'carol', path: 'views', equals: 2 } },
    ],
    ...given,
  });

async function window() {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  onTestFinished(() => playground.close());
  return playground;
}

describe('a scenario run in the window’s lab', () => {
  it('leaves its log to look at, with the events of its expectations, and a lab to go on with', async () => {
    const playground = await window();
    const run = await runInLab(playground, scenarioOf({}));
    const { events } = playground.log();
    expect(run).toMatchObject({ holds: true, epoch: playground.state().epoch, lastSeq: events.at(-1)?.seq });
    const seen = events.find(({ seq }) => seq === run.expectations[0]?.event);
    expect(seen).toMatchObject({ type: 'store-answered', operation: 'set' });

    const more = playground.send(requestSpecSchema.parse({ browser: 'carol', path: '/views' }));
    expect(more.ok && (await more.done)).toMatchObject([{ status: 200, body: expect.stringContaining('3') }]);
    expect(await playground.bringBack()).toEqual({ ok: true });
    expect(playground.state().browsers).toMatchObject([{ name: 'alice' }]);
  });

  it('is refused by the place where its names do not fit, and the lab is left alone', async () => {
    const playground = await window();
    const { epoch } = playground.state();
    const steps = [{ expect: { session: 'dora', exists: true } }];
    await expect(runInLab(playground, scenarioOf({ steps }))).rejects.toThrow(
      'steps[0].expect.session: no browser "dora"',
    );
    expect(playground.state().epoch).toBe(epoch);
  });

  it('is refused for options that cannot be, and the lab is left alone', async () => {
    const playground = await window();
    const { epoch } = playground.state();
    const lab = { options: { trustProxy: 'nowhere' } };
    await expect(runInLab(playground, scenarioOf({ lab }))).rejects.toThrow('lab.options.trustProxy');
    expect(playground.state()).toMatchObject({ epoch, ownLab: null });
  });

  it('does not go on in the lab of the next one', async () => {
    const playground = await window();
    const slow = runInLab(
      playground,
      scenarioOf({ steps: [{ wait: 20_000 }, { send: { browser: 'carol', path: '/views' } }] }),
    );
    const refused = expect(slow).rejects.toThrow('lab: it was reset');
    await new Promise<void>((resolve) => {
      void (async () => {
        for await (const { browsers } of playground.states(AbortSignal.timeout(10_000)))
          if (browsers[0]?.name === 'carol') return resolve();
      })();
    });
    expect(await runInLab(playground, scenarioOf({}))).toMatchObject({ holds: true, requests: 2 });
    await refused;
  });

  it('is broken off by its signal', async () => {
    const playground = await window();
    const stop = new AbortController();
    const run = runInLab(playground, scenarioOf({ steps: [{ wait: 20_000 }] }), stop.signal);
    stop.abort();
    await expect(run).rejects.toThrow(/abort/i);
  });
});
