import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { faultRows, faultTargets } from '../../../../server/contract/faults/fault-rows.ts';
import { type FaultPatch, noFaults, patchFaults } from '../../../../server/contract/faults/faults.ts';
import { eventually } from '../../../../server/eventually.test-helper.ts';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { fakeLab } from '../lab.test-helper.tsx';
import { FaultsForm } from './faults-form.tsx';

function drawn() {
  const lab = fakeLab();
  renderInWindow(<FaultsForm />);
  return {
    asked: () => lab.calls.filter(({ procedure }) => procedure === 'fault').map(({ input }) => input),
    notify: (patch: FaultPatch) =>
      act(() =>
        usePresent.setState(({ state }) => ({
          state: state && { ...state, faults: patchFaults(noFaults, patch) },
        })),
      ),
  };
}

it('has a row for every setting of every target', () => {
  drawn();
  for (const target of faultTargets) {
    const group = screen.getByRole('rowheader', { name: faultRows[target].label }).closest('tbody');
    if (group === null) throw new Error(`no group for ${target}`);
    const labels = Object.values(faultRows[target].settings).map(({ label }) => label);
    const shown = within(group).getAllByRole('rowheader').slice(1);
    expect(shown.map(({ textContent }) => textContent)).toEqual(labels);
  }
});

it('asks for what is set, by what it is wrong with', async () => {
  const { asked } = drawn();
  const commit = (name: string, typed: string) => {
    const field = screen.getByRole('textbox', { name });
    fireEvent.change(field, { target: { value: typed } });
    fireEvent.keyDown(field, { key: 'Enter' });
  };
  commit('Clock ahead of browsers’ in ms', '-3600000');
  commit('Process stands still in ms', '99999');
  commit('latency of set in ms', '300');
  fireEvent.change(screen.getByRole('combobox', { name: 'Server hangs up' }), {
    target: { value: 'always' },
  });
  fireEvent.click(screen.getByRole('switch', { name: 'disconnected' }));
  await eventually(() =>
    expect(asked()).toMatchObject([
      { clock: { skew: -3_600_000 } },
      { process: { pause: 1500 } },
      { store: { set: { latency: 300, fails: 0 } } },
      { server: { hangsUp: 'always' } },
      { store: { connected: false } },
    ]),
  );
});

it('says what is faulty, shows it, and ends it', async () => {
  const { asked, notify } = drawn();
  const end = screen.getByRole<HTMLButtonElement>('button', { name: 'End all' });
  expect(end.disabled).toBe(true);
  notify({ server: { refuses: 3 }, clock: { skew: 1000 } });
  expect(screen.getByText('server, clock').closest('details')?.open).toBe(true);
  const refuses = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Server answers 503' });
  const skew = screen.getByRole<HTMLInputElement>('textbox', { name: 'Clock ahead of browsers’ in ms' });
  expect([refuses.value, skew.value]).toEqual(['3', '1000']);
  fireEvent.click(end);
  await eventually(() => expect(asked()).toEqual(['none']));
});
