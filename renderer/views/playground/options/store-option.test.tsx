import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { eventually, until } from '../../../../server/eventually.test-helper.ts';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import { drawn, fakeLab } from '../lab.test-helper.tsx';
import { StoreOption } from './store-option.tsx';
import { useOptionHistory } from './use-options.ts';

const choose = (kind: string) =>
  act(() => fireEvent.change(screen.getByRole('combobox', { name: 'store' }), { target: { value: kind } }));
const type = async (field: string, text: string) => {
  await until(() => screen.queryByLabelText(field) !== null);
  act(() => fireEvent.change(screen.getByLabelText(field), { target: { value: text } }));
};
const press = async (name: string) => {
  await until(() => screen.queryByRole('button', { name }) !== null);
  await act(async () => screen.getByRole('button', { name }).click());
};
const used = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'store' }).value;
const configured = (lab: ReturnType<typeof fakeLab>) =>
  lab.calls.filter(({ procedure }) => procedure === 'configure');

describe('a store with settings', () => {
  it('is taken when they are given, and its password goes with it, apart from the address', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    choose('redis');
    await type('url', 'redis://:sesame@db.example:6380/3');
    expect(configured(lab)).toEqual([]);
    await press('Use this store');
    await lab.answer(null);
    const [{ input } = { input: null }] = configured(lab);
    expect(input).toMatchObject({
      store: { kind: 'redis', url: 'redis://db.example:6380/3', password: 'sesame' },
    });
  });

  it('says at its field what is no address, and asks nobody', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    choose('redis');
    await type('url', 'http://db.example');
    await press('Use this store');
    expect(screen.getByRole('alert').textContent).toContain('redis:// or rediss://');
    expect(lab.calls).toEqual([]);
  });

  it('says what the lab says to it, and keeps what was typed', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    choose('redis');
    await type('url', 'redis://127.0.0.1:1');
    await press('Use this store');
    await lab.answer({ at: 'store.url', message: 'nothing listens there' });
    await until(() => screen.queryByRole('alert') !== null);
    expect(screen.getByRole('alert').textContent).toContain('nothing listens there');
    expect(screen.getByRole('combobox', { name: 'store' })).toHaveProperty('value', 'redis');
    expect(screen.getByLabelText('url')).toHaveProperty('value', 'redis://127.0.0.1:1');
    expect(lab.config().store).toEqual({ kind: 'memory' });
  });

  it('is what the lab has again when the lab goes back to another', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    const { now } = drawn(useOptionHistory);
    choose('file');
    await press('Use this store');
    await lab.answer(null);
    lab.sendState();
    expect([lab.config().store.kind, used()]).toEqual(['file', 'file']);
    act(() => now().undo());
    await lab.answer(null);
    lab.sendState();
    expect([lab.config().store.kind, used()]).toEqual(['memory', 'memory']);
    expect(screen.queryByRole('button', { name: 'Revert store' })).toBeNull();
    choose('file');
    act(() => now().redo());
    await lab.answer({ at: 'store.path', message: 'no such folder' });
    await eventually(() => expect(screen.queryByRole('alert')?.textContent).toBe('no such folder'));
    expect(used()).toBe('memory');
  });

  it('is mended where it was refused, or left for what the lab has, and then nothing is wrong', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    choose('file');
    await press('Use this store');
    await lab.answer({ at: 'store.path', message: 'no such folder' });
    await eventually(() => expect(screen.queryByRole('alert')).not.toBeNull());
    choose('memory');
    expect(used()).toBe('memory');
    await until(() => screen.queryByRole('alert') === null);
    expect(configured(lab)).toHaveLength(1);
  });

  it('keeps the focus when it is taken, and where it is refused', async () => {
    const lab = fakeLab();
    renderInWindow(<StoreOption />);
    choose('file');
    for (const refusal of [{ at: 'store.path', message: 'no such folder' }, null]) {
      await type('path', './elsewhere');
      const field = screen.getByLabelText('path');
      field.focus();
      act(() => void fireEvent.keyDown(field, { key: 'Enter' }));
      await lab.answer(refusal);
      lab.sendState();
      expect(document.activeElement).toBe(field);
    }
    expect(lab.config().store).toEqual({ kind: 'file', path: './elsewhere' });
    expect(screen.getByLabelText('path')).toHaveProperty('value', './elsewhere');
  });

  it('is tested without being taken', async () => {
    const lab = fakeLab({ testStore: { report: {}, lines: ['Redis 7.0.15 answered.'] } });
    renderInWindow(<StoreOption />);
    choose('redis');
    await type('url', 'redis://127.0.0.1:6379');
    await press('Test connection');
    await until(() => screen.queryByText('Redis 7.0.15 answered.') !== null);
    expect(lab.calls).toMatchObject([{ procedure: 'testStore', input: { store: { kind: 'redis' } } }]);
  });
});
