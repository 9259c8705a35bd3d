import { type Count, countSchema, type FaultControl } from '../../../../server/contract/faults/fault-row.ts';
import {
  longestLatency,
  type OperationFault,
  operationFaultSchema,
} from '../../../../server/contract/faults/store-row.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Toggle } from '../../../ui/toggle.tsx';

type ControlProps<Control extends FaultControl> = {
  control: Control;
  label: string;
  /** With what it is of, for those who do not see the heading: `Server latency`. */
  name: string;
  value: unknown;
  onChange(value: unknown): void;
};

/** What stands in the two cells beside a setting's label: how many ms, and how often. */
const cells: {
  [Type in FaultControl['type']]: (
    props: ControlProps<Extract<FaultControl, { type: Type }>>,
  ) => readonly [ms: React.ReactNode, often: React.ReactNode];
} = {
  ms: ({ control, name, value, onChange }) => [
    <Ms key="ms" name={`${name} in ms`} {...control} value={Number(value)} onChange={onChange} />,
    null,
  ],
  count: ({ name, value, onChange }) => [
    null,
    <HowOften key="often" name={name} value={countSchema.parse(value)} onChange={onChange} />,
  ],
  connection: ({ label, value, onChange }) => [
    null,
    <Toggle key="cut" aria-label={label} checked={value === false} onChange={(isCut) => onChange(!isCut)} />,
  ],
  operation: ({ label, value, onChange }) => {
    const fault = operationFaultSchema.nullable().parse(value);
    const { latency = 0, fails = 0 } = fault ?? {};
    const change = (next: Partial<OperationFault>) => {
      const wanted = { latency, fails, ...(fault && { message: fault.message }), ...next };
      onChange(wanted.latency === 0 && wanted.fails === 0 ? null : wanted);
    };
    return [
      <Ms
        key="ms"
        name={`latency of ${label} in ms`}
        least={0}
        most={longestLatency}
        value={latency}
        onChange={(ms) => change({ latency: ms })}
      />,
      <HowOften
        key="often"
        name={`${label} fails`}
        value={fails}
        onChange={(count) => change({ fails: count })}
      />,
    ];
  },
};

export const cellsOf = ({ control, ...props }: ControlProps<FaultControl>) =>
  cellsIn(control.type, control, props);

function cellsIn<Type extends FaultControl['type']>(
  type: Type,
  control: FaultControl,
  props: Omit<ControlProps<FaultControl>, 'control'>,
) {
  return cells[type]({ ...props, control: control as Extract<FaultControl, { type: Type }> });
}

function Ms({
  name,
  least,
  most,
  value,
  onChange,
}: {
  name: string;
  least: number;
  most: number;
  value: number;
  onChange(ms: number): void;
}) {
  const within = (typed: string) => Math.min(most, Math.max(least, Math.round(Number(typed) || 0)));
  return (
    <TextField
      mono
      inputMode="numeric"
      aria-label={name}
      value={String(value)}
      onCommit={(typed) => onChange(within(typed))}
    />
  );
}

const often = [
  { value: '0', label: 'never' },
  { value: '1', label: 'once' },
  { value: '5', label: '5 times' },
  { value: 'always', label: 'always' },
];

function HowOften({ name, value, onChange }: { name: string; value: Count; onChange(count: Count): void }) {
  const count = String(value);
  const isListed = often.some((choice) => choice.value === count);
  return (
    <Select
      aria-label={name}
      value={count}
      choices={isListed ? often : [...often, { value: count, label: `${count} times` }]}
      onChange={(picked) => onChange(countSchema.parse(picked === 'always' ? picked : Number(picked)))}
    />
  );
}
