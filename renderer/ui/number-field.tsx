import { type InputHTMLAttributes, useEffect, useId, useState } from 'react';
import { FieldError } from './field.tsx';
import './number-field.css';

type NumberFieldProps = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'value' | 'className' | 'min' | 'max'
> & { value: number; min: number; max: number; unit?: string; onChange: (value: number) => void };

/** Whole numbers. While the text is no number in range the last good value holds, and it is said what can be typed. */
export function NumberField({ value, min, max, unit, onChange, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const errorId = useId();
  useEffect(() => setText(String(value)), [value]);
  const isWrong = !isIn(text, min, max);
  return (
    <>
      <span className={`number-field ${unit === undefined ? '' : 'with-unit'}`}>
        <input
          type="number"
          className="input"
          min={min}
          max={max}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (isIn(event.target.value, min, max)) onChange(Number(event.target.value));
          }}
          {...rest}
          {...(isWrong && { 'aria-invalid': true, 'aria-describedby': errorId })}
        />
        {unit !== undefined && <span className="unit">{unit}</span>}
      </span>
      {isWrong && (
        <FieldError id={errorId}>
          {min.toLocaleString('en')} to {max.toLocaleString('en')}; {value.toLocaleString('en')} is used
        </FieldError>
      )}
    </>
  );
}

const isIn = (text: string, min: number, max: number): boolean => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= min && number <= max;
};
