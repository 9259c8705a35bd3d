import type { FaultyOperation, OperationFault } from '../../../../server/contract/stores/faults.ts';
import { useAct } from '../../../services/use-act.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';

const howOften = [
  { value: '0', label: 'never' },
  { value: '1', label: 'once' },
  { value: '5', label: '5 times' },
  { value: 'always', label: 'always' },
];

/** One operation of the store: how slow it is, and how often it fails. */
export function OperationFaultRow({
  operation,
  fault,
}: {
  operation: FaultyOperation;
  fault: OperationFault | null;
}) {
  const act = useAct();
  const { latency = 0, fails = 0 } = fault ?? {};
  const change = (next: Partial<OperationFault>) => {
    const wanted = { latency, fails, ...(fault && { message: fault.message }), ...next };
    const isOver = wanted.latency === 0 && wanted.fails === 0;
    void act('change the store', (api) => api.fault.mutate({ [operation]: isOver ? null : wanted }));
  };
  const count = String(fails);
  const isListed = howOften.some(({ value }) => value === count);
  const choices = isListed ? howOften : [...howOften, { value: count, label: `${count} times` }];
  return (
    <tr className={fault === null ? '' : 'changed'}>
      <th scope="row" className="mono">
        {operation}
      </th>
      <td>
        <TextField
          mono
          inputMode="numeric"
          aria-label={`latency of ${operation} in ms`}
          value={String(latency)}
          onCommit={(typed) =>
            change({ latency: Math.min(20_000, Math.max(0, Math.round(Number(typed) || 0))) })
          }
        />
      </td>
      <td>
        <Select
          aria-label={`${operation} fails`}
          value={count}
          choices={choices}
          onChange={(picked) => change({ fails: picked === 'always' ? picked : Number(picked) })}
        />
      </td>
    </tr>
  );
}
