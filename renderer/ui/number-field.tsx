import { type InputHTMLAttributes, useEffect, useState } from 'react';
import './number-field.css';

type NumberFieldProps = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'value' | 'className' | 'min' | 'max'
> & { value: number; min: number; max: number; unit?: string; onChange: (value: number) => void };

/** Whole numbers. While the text is no number in range the last good value holds; leaving the field shows it again. */
export function NumberField({ value, min, max, unit, onChange, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  return (
    <span className="number-field">
      <input
        type="number"
        className="input"
        min={min}
        max={max}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const number = event.target.valueAsNumber;
          if (Number.isInteger(number) && number >= min && number <= max) onChange(number);
        }}
        onBlur={() => setText(String(value))}
        {...rest}
      />
      {unit !== undefined && <span className="unit">{unit}</span>}
    </span>
  );
}
