import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { mostPageText } from '../../../server/contract/state.ts';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { withOption } from '../../parts/options/option-value.ts';
import { firstDraft } from '../../parts/requests/draft.ts';
import type { VisitStorage } from '../../persisted.ts';
import { createApi } from '../../services/connection/api.ts';
import { TextField } from '../../ui/text-field.tsx';
import { formsText, keepForms, keptByApp, readForms, takeForms } from './kept-forms.ts';
import { drawn, fakeLab } from './lab.test-helper.tsx';
import { shownHistory } from './options/options-slice.ts';
import { useConfig, useConfigure, useOptionHistory, useSendAgain } from './options/use-options.ts';
import { usePlaygroundStore } from './playground-store.ts';

const made = {
  id: 2,
  kind: 'make' as const,
  entry: { id: 1, differences: [{ path: ['resave'], from: true, to: false }] },
  takenAt: null,
};
const forms = {
  draft: { ...firstDraft, browser: 'alice', work: 250, to: 'second' as const },
  sequence: [{ key: 3, step: { together: [{ browser: 'alice', path: '/me' }] } }],
  handlerText: '(req, res) => res.end()',
  settledHistory: {
    past: [{ id: 1, differences: [{ path: ['cookie', 'maxAge'], from: undefined, to: 60_000 }] }],
    future: [],
  },
  changes: [],
};

describe('forms that outlast a reload', () => {
  it('are what they were: draft, sequence, handler, and what can be undone', () => {
    expect(readForms(formsText(forms))).toMatchObject(forms);
  });

  it('are taken as far as they fit', () => {
    const text = JSON.stringify({ ...forms, draft: { ...forms.draft, method: 'BREW' } });
    expect(readForms(text)).toMatchObject({ draft: firstDraft, handlerText: forms.handlerText });
  });

  it.each([null, '', '[]x', '"text"'])('are none in %j', (text) => {
    expect(readForms(text)).toBeNull();
  });
});

describe('a secret of a store', () => {
  const entry = (setting: string, to: unknown) => ({
    id: 1,
    differences: [
      { path: ['store', 'kind'], from: 'memory', to: 'redis' },
      { path: ['store', setting], from: undefined, to },
    ],
  });
  it.each(['password', 'options'])('is in nothing that is kept: %s', (setting) => {
    const given = entry(setting, 'hunter2hunter2');
    const change = { ...made, entry: given };
    const history = { past: [given], future: [given] };
    const secretive = { ...forms, settledHistory: history, changes: [change] };
    expect(formsText(secretive)).not.toContain('hunter2');
    expect(keptByApp(secretive).text).not.toContain('hunter2');
    const kept = readForms(formsText({ ...secretive, changes: [] }));
    expect(kept?.settledHistory.past).toEqual([entry(setting, `${setting} of your own`)]);
  });

  it('is none in another setting, or another part', () => {
    const given = entry('url', 'redis://127.0.0.1:6379');
    const kept = readForms(formsText({ ...forms, settledHistory: { past: [given], future: [] } }));
    expect(kept?.settledHistory.past).toEqual([given]);
  });
});

describe('forms that the app keeps', () => {
  it('are without what the lab has not answered, for that is of one tab', () => {
    const { text, isWithout } = keptByApp({ ...forms, changes: [made] });
    expect(readForms(text)).toMatchObject({ ...forms, changes: [] });
    expect(isWithout).toEqual([]);
  });

  it('are those that fit, with what is missing by name', () => {
    const json = 'x'.repeat(mostPageText);
    const { text, isWithout } = keptByApp({ ...forms, draft: { ...forms.draft, json } });
    expect(text.length).toBeLessThan(mostPageText);
    expect(isWithout).toEqual(['the sequence', "the request's body and headers"]);
    expect(readForms(text)).toMatchObject({
      draft: { ...forms.draft, json: '' },
      handlerText: forms.handlerText,
      settledHistory: forms.settledHistory,
    });
  });
});

let stop = () => {};
afterEach(() => stop());

/** A page over a lab, which a test reloads. */
function page() {
  const items = new Map<string, string>();
  const storage: VisitStorage = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  };
  const lab = fakeLab();
  const { now } = drawn(() => ({
    config: useConfig(),
    configure: useConfigure(),
    history: useOptionHistory(),
    sendAgain: useSendAgain(),
  }));
  const open = async () => {
    const api = createApi('no token', location.origin);
    await act(() => takeForms(api, storage).then(now().sendAgain));
    stop = keepForms(api, storage, () => {});
  };
  return {
    lab,
    open,
    set: (path: string, value: unknown) =>
      act(() => now().configure((config) => withOption(config, path, value), path)),
    undo: () => act(() => now().history.undo()),
    options: () => now().config.options,
    /** `meanwhile`: what happens between the old page and the new one. */
    reload: async (meanwhile = async () => {}) => {
      window.dispatchEvent(new Event('pagehide'));
      await meanwhile();
      stop();
      act(() => usePlaygroundStore.setState(usePlaygroundStore.getInitialState(), true));
      await open();
    },
  };
}
const past = () => shownHistory(usePlaygroundStore.getState()).past.length;

describe('a reload right after a change of the options', () => {
  it('makes the change again where the lab has not got it, and it can be undone', async () => {
    const { lab, open, set, undo, options, reload } = page();
    await open();
    set('resave', false);
    // The lab never gets it: the browser breaks off what is under way.
    await reload(() => lab.answer({ at: '', message: 'broken off' }));
    expect(options().resave).toBe(false);
    expect(past()).toBe(1);
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().options.resave).toBe(false);
    undo();
    expect(options().resave).toBe(true);
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().options.resave).toBe(true);
    expect(past()).toBe(0);
  });

  it('can undo what the lab took, without asking for it again', async () => {
    const { lab, open, set, options, reload } = page();
    await open();
    set('resave', false);
    set('rolling', true);
    await reload(async () => {
      await lab.answer(null);
      lab.sendState();
      await lab.answer({ at: '', message: 'broken off' });
    });
    expect(options()).toMatchObject({ resave: false, rolling: true });
    expect(past()).toBe(2);
    await lab.answer(null);
    lab.sendState();
    const asked = lab.calls.flatMap(({ procedure, input }) => (procedure === 'configure' ? [input] : []));
    expect(asked).toMatchObject([
      { options: { resave: false, rolling: false } },
      { options: { resave: false, rolling: true } },
      { options: { resave: false, rolling: true } },
    ]);
    expect(usePlaygroundStore.getState().changes).toEqual([]);
    expect(past()).toBe(2);
  });

  it('knows what the lab answered although its state was not told yet', async () => {
    const { lab, open, set, reload } = page();
    await open();
    set('resave', false);
    await lab.answer(null);
    await reload(async () => lab.sendState());
    expect(past()).toBe(1);
    expect(usePlaygroundStore.getState().changes).toEqual([]);
  });

  it('gives over what was typed into a field that was not left', async () => {
    const { lab, open, set, options, reload } = page();
    await open();
    render(<TextField aria-label="name" value="" onCommit={(text) => set('name', text)} />);
    act(() => screen.getByRole('textbox').focus());
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'sid' } });
    await reload(() => lab.answer({ at: '', message: 'broken off' }));
    expect(options().name).toBe('sid');
    await lab.answer(null);
  });
});

it('tells the app of the last edit, whatever is shown by then', async () => {
  const { lab, open } = page();
  await open();
  act(() => usePlaygroundStore.getState().edit({ path: '/me' }));
  cleanup();
  await eventually(() => expect(lab.calls.map(({ procedure }) => procedure)).toContain('keepPage'));
});
