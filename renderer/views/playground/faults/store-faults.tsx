import { useState } from 'react';
import { faultyOperations, isFaulty } from '../../../../server/contract/stores/faults.ts';
import { useAct } from '../../../services/use-act.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { OperationFaultRow } from './operation-fault-row.tsx';
import './store-faults.css';

/** What goes wrong with the store: latency and failures of each operation, and its connection. */
export function StoreFaults() {
  const faults = usePlaygroundState((state) => state.faults);
  const act = useAct();
  const isActive = isFaulty(faults);
  // It opens by itself for a fault from elsewhere, and does not close under the pointer when that ends.
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="store-faults"
      open={isOpen || isActive}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        Store faults{' '}
        <span className={isActive ? 'store-faults-active' : 'faint'}>{isActive ? 'active' : 'none'}</span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">operation</th>
            <th scope="col">latency, ms</th>
            <th scope="col">fails</th>
          </tr>
        </thead>
        <tbody>
          {faultyOperations.map((operation) => (
            <OperationFaultRow key={operation} operation={operation} fault={faults[operation]} />
          ))}
        </tbody>
      </table>
      <div className="row store-faults-foot">
        <Toggle
          id="store-disconnected"
          checked={!faults.connected}
          onChange={(cut) =>
            void act('change the store’s connection', (api) => api.fault.mutate({ connected: !cut }))
          }
        />
        <label htmlFor="store-disconnected">disconnected</label>
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
