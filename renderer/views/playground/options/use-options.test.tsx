import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { eventually, until } from '../../../../server/eventually.test-helper.ts';
import { findOptions } from '../../../parts/options/find-options.ts';
import { withOption } from '../../../parts/options/option-value.ts';
import { firstDraft } from '../../../parts/requests/draft.ts';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { useReset } from '../../../services/connection/use-reset.ts';
import { drawn, fakeLab } from '../lab.test-helper.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useSending } from '../requests/use-sending.ts';
import { OptionsPanel } from './options-panel.tsx';
import { shownHistory } from './options-slice.ts';
import { StoreOption } from './store-option.tsx';
import { useOption } from './use-option.ts';
import { useConfig, useConfigure, useOptionHistory } from './use-options.ts';

const form = () => {
  const { now } = drawn(() => ({
    config: useConfig(),
    configure: useConfigure(),
    history: useOptionHistory(),
  }));
  return {
    set: (path: string, value: unknown) =>
      act(() => now().configure((config) => withOption(config, path, value), path)),
    undo: () => act(() => now().history.undo()),
    options: () => now().config.options,
  };
};
const past = () => shownHistory(usePlaygroundStore.getState()).past.length;

describe('two quick changes of the options', () => {
  it('are both shown at once, and the second goes out with the first in it', async () => {
    const lab = fakeLab();
    const { set, options } = form();
    set('rolling', true);
    set('resave', false);
    expect(options()).toMatchObject({ rolling: true, resave: false });
    await lab.answer(null);
    expect(options()).toMatchObject({ rolling: true, resave: false });
    await lab.answer(null);
    expect(lab.calls).toMatchObject([
      { procedure: 'configure', input: { options: { rolling: true, resave: true } } },
      { procedure: 'configure', input: { options: { rolling: true, resave: false } } },
    ]);
    lab.sendState();
    expect(options()).toMatchObject({ rolling: true, resave: false });
  });

  it('keep the second where the first is refused, with the reason at its field', async () => {
    const lab = fakeLab();
    const { set, options } = form();
    set('rolling', true);
    set('resave', false);
    await lab.answer({ at: 'options.rolling', message: 'not today' });
    expect(options()).toMatchObject({ rolling: false, resave: false });
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().options).toMatchObject({ rolling: false, resave: false });
    expect(options()).toMatchObject({ rolling: false, resave: false });
    await eventually(() => expect(usePlaygroundStore.getState().refusals).toEqual({ rolling: 'not today' }));
  });
});

describe('an option', () => {
  it('is the same to its field while only others change, so that it is not drawn again', async () => {
    const lab = fakeLab();
    const entries = findOptions('').filter(({ path }) => ['resave', 'rolling'].includes(path));
    const [resave, rolling] = entries;
    if (resave === undefined || rolling === undefined) throw new Error('an option has gone');
    const { now } = drawn(() => ({ resave: useOption(resave), rolling: useOption(rolling) }));
    const before = now();
    act(() => before.rolling.set(true));
    expect(now().rolling.value).toBe(true);
    expect(now().rolling).not.toBe(before.rolling);
    expect(now().resave).toBe(before.resave);
    await lab.answer(null);
  });
});

describe('a request that is sent right after a change and a reset', () => {
  it('goes to the lab as it is then, after both were answered', async () => {
    const lab = fakeLab({ reset: {}, send: { group: null, requests: ['1'] } });
    const { set } = form();
    const { now } = drawn(() => ({ sending: useSending(), reset: useReset() }));
    usePlaygroundStore.setState({ draft: { ...firstDraft, browser: 'alice' } });
    const procedures = () => lab.calls.map(({ procedure }) => procedure);
    set('rolling', true);
    now().reset();
    act(() => now().sending.send());
    await until(() => lab.calls.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(procedures()).toEqual(['configure']);
    await lab.answer(null);
    await eventually(() => expect(procedures()).toEqual(['configure', 'reset', 'send']));
  });
});

describe('an undo that is refused', () => {
  it('loses no entry of the history', async () => {
    const lab = fakeLab();
    const { set, undo, options } = form();
    set('rolling', true);
    await lab.answer(null);
    set('resave', false);
    await lab.answer(null);
    lab.sendState();
    undo();
    expect(past()).toBe(1);
    await lab.answer({ at: 'options.resave', message: 'not today' });
    expect(past()).toBe(2);
    for (const left of [1, 0]) {
      undo();
      await lab.answer(null);
      lab.sendState();
      expect(past()).toBe(left);
    }
    expect(options()).toMatchObject({ rolling: false, resave: true });
  });
});

describe('another kind of store', () => {
  it('is asked for with none of the settings that the other had', async () => {
    const lab = fakeLab();
    const { state } = usePresent.getState();
    if (state === null) throw new Error('The lab has told no state.');
    const store = Object.assign({ kind: 'sqlite' as const }, { file: 'sessions.db' });
    usePresent.setState({ state: { ...state, config: { ...state.config, store } } });
    renderInWindow(<StoreOption />);
    act(() => screen.getByRole('button', { name: 'Revert store' }).click());
    await lab.answer(null);
    expect(lab.calls).toMatchObject([{ procedure: 'configure' }]);
    expect(lab.calls[0]?.input).toHaveProperty('store', { kind: 'memory' });
  });
});

describe('a reset of all options', () => {
  it('is one step, keeps the store, and is taken back as one', async () => {
    const lab = fakeLab();
    const { set, undo, options } = form();
    renderInWindow(<OptionsPanel />);
    const reset = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Reset all options' });
    expect(reset().disabled).toBe(true);
    for (const [path, value] of [
      ['rolling', true],
      ['cookie.httpOnly', false],
      ['oneAtATime', true],
    ] as const) {
      set(path, value);
      await lab.answer(null);
    }
    lab.sendState();
    act(() => reset().click());
    expect(options()).toMatchObject({ rolling: false, cookie: { httpOnly: true } });
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().oneAtATime).toBe(false);
    expect(reset().disabled).toBe(true);
    expect(past()).toBe(4);
    undo();
    await lab.answer(null);
    lab.sendState();
    expect(lab.config()).toMatchObject({
      oneAtATime: true,
      options: { rolling: true, cookie: { httpOnly: false } },
    });
  });

  it('takes what was refused away with it, also where nothing else was changed', async () => {
    fakeLab();
    renderInWindow(<OptionsPanel />);
    const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'cookie.maxAge' });
    const before = field().value;
    act(() => void fireEvent.change(field(), { target: { value: 'soon' } }));
    act(() => void fireEvent.blur(field()));
    expect(screen.queryByRole('alert')).not.toBeNull();
    act(() => screen.getByRole('button', { name: 'Reset all options' }).click());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(field().value).toBe(before);
  });
});
