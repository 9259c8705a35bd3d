import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { originOf } from '../../contract/endpoints.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { Lab, LabSettings } from '../../lab/lab.ts';
import { toldOf } from '../../words/told.test-helper.ts';
import { createPlayground } from '../create-playground.ts';
import { fakeLabs } from '../fake-lab.test-helper.ts';
import { endsOf, ofType, spec, stand } from '../stand.test-helper.ts';

/** Labs of which some cannot be started. */
function unreliable(fails: (start: number) => boolean) {
  const fake = fakeLabs();
  let starts = 0;
  const createLab = (settings: LabSettings): Promise<Lab> =>
    fails(++starts) ? Promise.reject(new Error('No more threads.')) : fake.create(settings);
  return { fake, createLab };
}
const crash = { reason: 'crashed', message: 'It threw.', requests: [] } as const;

describe('keeping a lab running', () => {
  it('tells whoever opens a playground when no lab can be started', async () => {
    const { createLab } = unreliable(() => true);
    const opened = createPlayground({ config: defaultLabConfig(), browsers: ['alice'], createLab });
    await expect(opened).rejects.toThrow('No more threads.');
  });

  it('goes on trying after an end, and says so in the log', async () => {
    const { fake, createLab } = unreliable((start) => start === 2 || start === 3);
    const { playground } = await stand(undefined, { createLab });
    await fake.newest().end({ ...crash, requests: [] });
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
    const errors = ofType(playground.log().events, 'error').map(({ message }) => message);
    expect(errors).toEqual(
      Array(2).fill('A fresh lab could not be started: No more threads. It is tried again.'),
    );
  });

  it('goes on trying after a reset that found no lab, and says so to who asked', async () => {
    const { createLab } = unreliable((start) => start === 2 || start === 3);
    const { playground } = await stand(undefined, { createLab });
    expect(toldOf(await playground.reset())).toMatchObject({ ok: false, at: 'lab' });
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const thief = createServer();
    onTestFinished(() => void thief.close());
    const fake = fakeLabs();
    const createLab = async (settings: LabSettings) => {
      const isSecond = fake.labs.length === 1 && !thief.listening;
      if (isSecond) await new Promise<void>((resolve) => thief.listen(settings.port, '127.0.0.1', resolve));
      return fake.create(settings);
    };
    const { playground } = await stand(undefined, { createLab });
    const { port } = fake.newest();
    await fake.newest().end({ ...crash, requests: [] });
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
    expect(originOf(playground.state().endpoints)).toBe(fake.newest().url);
    expect(fake.newest().port).not.toBe(port);
  });

  it('starts none any more once it is closed', async () => {
    const { playground, fake } = await stand();
    await playground.close();
    expect(toldOf(await playground.reset())).toMatchObject({ ok: false });
    expect(toldOf(await playground.configure(defaultLabConfig()))).toMatchObject({ ok: false, at: 'lab' });
    expect(fake.labs).toHaveLength(1);
  });

  it('leaves none running that was being started when it was closed', async () => {
    const running = new Set<Lab>();
    const fake = fakeLabs();
    const createLab = async (settings: LabSettings) => {
      const lab = await fake.create(settings);
      running.add(lab);
      const close = async () => {
        running.delete(lab);
        await lab.close();
      };
      return { ...lab, close };
    };
    const { playground } = await stand(undefined, { createLab });
    const resetting = playground.reset();
    await playground.close();
    await resetting;
    await new Promise(setImmediate);
    expect(running).toEqual(new Set());
  });
});
