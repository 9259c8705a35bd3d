import { useState } from 'react';
import type { FaultSetting } from '../../../../server/contract/faults/fault-row.ts';
import { type FaultTarget, faultRows, faultTargets } from '../../../../server/contract/faults/fault-rows.ts';
import { faultPatchSchema, isFaulty, isTargetFaulty } from '../../../../server/contract/faults/faults.ts';
import { useLabAct } from '../../../services/connection/use-act.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import { cellsOf } from './fault-controls.tsx';
import './faults-form.css';

/** What goes wrong, by what it goes wrong with: store, browsers, server, process, clock. */
export function FaultsForm() {
  const faults = usePlaygroundState((state) => state.faults);
  const act = useLabAct();
  const isActive = isFaulty(faults);
  const faulty = faultTargets.filter((target) => isTargetFaulty(faults, target));
  // It opens by itself for a fault from elsewhere, and does not close under the pointer when that ends.
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="faults-form"
      open={isOpen || isActive}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        Faults{' '}
        <span className={isActive ? 'faults-form-active' : 'faint'}>
          {isActive ? faulty.map((target) => faultRows[target].label.toLowerCase()).join(', ') : 'none'}
        </span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">of what</th>
            <th scope="col">ms</th>
            <th scope="col">how often</th>
          </tr>
        </thead>
        {faultTargets.map((target) => (
          <TargetFaults key={target} target={target} />
        ))}
      </table>
      <div className="row faults-form-foot">
        <span className="grow" />
        <Button
          disabled={!isActive}
          onClick={() => void act('end the faults', (api) => api.fault.mutate('none'))}
        >
          End all
        </Button>
      </div>
    </details>
  );
}

/** What may be wrong with one of them, a setting a row. */
function TargetFaults({ target }: { target: FaultTarget }) {
  const { label: of, settings } = faultRows[target];
  const value: Readonly<Record<string, unknown>> = usePlaygroundState(({ faults }) => faults[target]);
  const act = useLabAct();
  const change = (key: string, next: unknown) =>
    void act('change the faults', (api) =>
      api.fault.mutate(faultPatchSchema.parse({ [target]: { [key]: next } })),
    );
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="faults-form-target">
          {of}
        </th>
      </tr>
      {Object.entries<FaultSetting>(settings).map(([key, { label, control, none }]) => {
        const [ms, often] = cellsOf({
          control,
          label,
          name: `${of} ${label}`,
          value: value[key],
          onChange: (next) => change(key, next),
        });
        return (
          <tr key={key} className={value[key] === none ? '' : 'changed'}>
            <th scope="row">{label}</th>
            <td colSpan={often === null ? 2 : 1}>{ms}</td>
            {often !== null && <td>{often}</td>}
          </tr>
        );
      })}
    </tbody>
  );
}
