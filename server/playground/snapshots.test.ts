import { describe, expect, it } from 'vitest';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

const strict: LabConfig = {
  ...defaultLabConfig(),
  options: { ...defaultLabConfig().options, resave: false },
};

describe('setting up a lab for a scenario', () => {
  it('begins anew with its options and browsers, without the handler that was typed in', async () => {
    const { playground, fake } = await stand();
    await playground.setHandler('() => {}');
    const { epoch } = playground.state();
    expect(await playground.setUp({ config: strict, browsers: ['carol'] })).toEqual({ ok: true });
    await playground.settled();
    expect(playground.state()).toMatchObject({ config: strict, handler: null, clock: 0 });
    expect(playground.state().epoch).toBeGreaterThan(epoch);
    expect(playground.state().browsers).toEqual([{ name: 'carol', hue: 0 }]);
    expect(fake.newest().settings).toMatchObject({ config: strict, handler: null });
    expect(ofType(playground.log().events, 'lab-started')).toHaveLength(1);
  });

  it('tells that the user’s own lab is put aside, with its options', async () => {
    const { playground } = await stand();
    expect(playground.state().ownLab).toBeNull();
    await playground.setUp({ config: strict, browsers: ['carol'] });
    expect(playground.state().ownLab).toEqual(defaultLabConfig());
  });

  it('refuses options that cannot be, and leaves the lab as it was', async () => {
    const { playground } = await stand();
    const { options } = defaultLabConfig();
    const config = { ...defaultLabConfig(), options: { ...options, trustProxy: 'nowhere' } };
    const { epoch } = playground.state();
    expect(toldOf(await playground.setUp({ config, browsers: ['carol'] }))).toMatchObject({
      ok: false,
      at: 'options.trustProxy',
    });
    expect(playground.state()).toMatchObject({ epoch, ownLab: null });
  });
});

describe('bringing the own lab back', () => {
  it('restores what the user had before the first of several scenarios: log, options, handler, browsers', async () => {
    const { playground } = await stand();
    await playground.setHandler('() => {}');
    await endsOf(playground.send(spec()));
    const { configRevision: _, ...before } = playground.state();
    const events = playground.log().events;
    await playground.setUp({ config: strict, browsers: ['carol'] });
    await playground.setUp({ config: strict, browsers: ['dora'] });
    await endsOf(playground.send(spec({ browser: 'dora' })));

    expect(await playground.bringBack()).toEqual({ ok: true });
    await playground.settled();
    expect(playground.state()).toMatchObject({ ...before, ownLab: null });
    expect(playground.log().events.slice(0, events.length)).toEqual(events);
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
  });

  it('keeps a reset made before it, to be taken back then', async () => {
    const { playground } = await stand();
    const { epoch } = playground.state();
    await playground.reset();
    await playground.setUp({ config: strict, browsers: ['carol'] });
    expect(playground.state().canUndoReset).toBe(false);
    await playground.bringBack();
    expect(playground.state().canUndoReset).toBe(true);
    await playground.undoReset();
    expect(playground.state().epoch).toBe(epoch);
  });

  it('is refused while the lab is the user’s own', async () => {
    const { playground } = await stand();
    expect(toldOf(await playground.bringBack())).toMatchObject({ ok: false, at: 'lab' });
  });
});
