import type { SelectHTMLAttributes } from 'react';

type Choice<Value extends string> = { value: Value; label: string };

type SelectProps<Value extends string> = Omit<
  SelectHTMLAttributes<HTMLSelectElement>,
  'onChange' | 'value' | 'className'
> & { value: Value; choices: readonly Choice<Value>[]; onChange: (value: Value) => void };

/** The platform's own list: everything works by keyboard, and it is a combobox to assistive technology. */
export function Select<Value extends string>({ value, choices, onChange, ...rest }: SelectProps<Value>) {
  return (
    <select
      className="input"
      value={value}
      onChange={(event) => {
        const picked = choices.find((choice) => choice.value === event.target.value);
        if (picked) onChange(picked.value);
      }}
      {...rest}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
