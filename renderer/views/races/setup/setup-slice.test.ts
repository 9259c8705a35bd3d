import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultLabConfig } from '../../../../server/contract/options/lab-config.ts';
import { presetIds } from './presets.ts';
import { draftOf, mostRaceRequests } from './race-request.ts';
import { type EarlierStep, readSetup } from './setup.ts';
import { createSetupSlice } from './setup-slice.ts';

const setup = () => createStore(createSetupSlice);
const pathsOf = (steps: readonly EarlierStep[]) =>
  steps.map((one) => ('draft' in one ? one.draft.path : Object.keys(one.step)[0]));

describe('putting a race together', () => {
  it('begins with a writer and a reader who have a session', () => {
    const { before, raceRequests, preset, own } = setup().getState();
    expect(preset).toBe('writer and reader');
    expect(pathsOf(before)).toEqual(['/views']);
    expect(pathsOf(raceRequests)).toEqual(['/cart/apples', '/me']);
    expect(own).toBeNull();
  });

  it.each(presetIds)('the preset %s can be run as it is', (id) => {
    const store = setup();
    store.getState().choosePreset(id);
    expect(readSetup({ ...store.getState(), config: defaultLabConfig() }, null)).toMatchObject({ ok: true });
  });

  it('begins another preset with the playground’s options, whatever cured the one before', () => {
    const store = setup();
    store.getState().configure(defaultLabConfig());
    store.getState().choosePreset('logout and reader');
    expect(store.getState().own).toBeNull();
  });

  it('adds one like the last, up to six, and keeps at least two', () => {
    const { getState } = setup();
    for (let i = 0; i < 9; i++) getState().add('raceRequests', draftOf({ browser: 'bob' }));
    expect(pathsOf(getState().raceRequests)).toEqual(['/cart/apples', '/me', '/me', '/me', '/me', '/me']);
    expect(getState().raceRequests).toHaveLength(mostRaceRequests);
    for (const { key } of getState().raceRequests) getState().remove(key);
    expect(pathsOf(getState().raceRequests)).toEqual(['/me', '/me']);
  });

  it('takes what came before away, down to nothing, and begins it anew', () => {
    const { getState } = setup();
    for (const { key } of getState().before) getState().remove(key);
    expect(getState().before).toEqual([]);
    getState().add('before', draftOf({ browser: 'bob', path: '/login' }));
    expect(getState().before[0]).toMatchObject({ draft: { browser: 'bob', path: '/login' } });
  });

  it('keeps the steps of a scenario that are no requests, and lets go of them', () => {
    const { getState } = setup();
    const draft = draftOf({ browser: 'bob', path: '/a' });
    getState().takeRace({ before: [{ step: { advance: 1000 } }, { draft }], requests: [draft, draft] });
    expect(getState().ownHandler).toBeNull();
    getState().takeRace({ before: [], requests: [draft, draft], handler: '() => {}' });
    expect(getState().ownHandler).toBe('() => {}');
    getState().takeRace({ before: [{ step: { advance: 1000 } }, { draft }], requests: [draft, draft] });
    expect(getState().ownHandler).toBeNull();
    expect(pathsOf(getState().before)).toEqual(['advance', '/a']);
    expect(readSetup({ ...getState(), config: defaultLabConfig() }, null)).toMatchObject({
      spec: { before: [{ advance: 1000 }, { send: { path: '/a' } }] },
    });
    getState().remove(getState().before[0]?.key ?? -1);
    expect(pathsOf(getState().before)).toEqual(['/a']);
  });

  it('is no preset any more once a request is another', () => {
    const { getState } = setup();
    const key = getState().raceRequests[1]?.key ?? -1;
    getState().edit(key, { path: '/views' });
    expect(pathsOf(getState().raceRequests)).toEqual(['/cart/apples', '/views']);
    expect(getState().preset).toBeNull();
  });
});

describe('a race as the engine takes it', () => {
  const sent = (path: string, browser = 'alice') => ({ key: 0, draft: draftOf({ browser, path }) });
  const config = defaultLabConfig();

  it('names the browsers in the order in which they send, and the requests by letter', () => {
    const read = readSetup(
      { before: [sent('/login', 'bob')], raceRequests: [sent('/a'), sent('/b', 'bob')], config },
      null,
    );
    expect(read).toMatchObject({
      ok: true,
      spec: {
        browsers: ['bob', 'alice'],
        before: [{ send: { path: '/login' } }],
        requests: [{ id: 'A' }, { id: 'B' }],
      },
    });
  });

  it('carries the typed-in handler only where a request goes there', () => {
    const handlerOf = (path: string) => {
      const read = readSetup({ before: [], raceRequests: [sent(path), sent('/me')], config }, 'source');
      return read.ok ? read.spec.handler : undefined;
    };
    expect(handlerOf('/mine')).toBe('source');
    expect(handlerOf('/views')).toBeNull();
  });

  it('names the request and the field that is wrong', () => {
    const wrong = { ...sent('nowhere'), key: 7 };
    expect(readSetup({ before: [], raceRequests: [sent('/me'), wrong], config }, null)).toMatchObject({
      ok: false,
      problem: { key: 7, field: 'path' },
    });
  });
});
