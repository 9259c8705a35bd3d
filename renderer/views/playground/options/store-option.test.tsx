import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../server/eventually.test-helper.ts';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import { fakeLab } from '../lab.test-helper.tsx';
import { StoreOption } from './store-option.tsx';

const choose = (kind: string) =>
  act(() => fireEvent.change(screen.getByRole('combobox', { name: 'store' }), { target: { value: kind } }));
const type = async (field: string, text: string) => {
  await until(() => screen.queryByLabelText(field) !== null);
  act(() => fireEvent.change(screen.getByLabelText(field), { target: { value: text } }));
};
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());
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
