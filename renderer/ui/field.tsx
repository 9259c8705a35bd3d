import { type ReactNode, useId } from 'react';
import './field.css';

/** The names a control gets from its field: its id, and what describes it. */
export type FieldNames = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** A control with its label and, below it, what is wrong with the value. `inline`: label before the control. */
export function Field({
  label,
  error,
  inline = false,
  children,
}: {
  label: ReactNode;
  error?: string | null;
  inline?: boolean;
  children: (names: FieldNames) => ReactNode;
}) {
  const id = useId();
  const wrong = error !== undefined && error !== null;
  return (
    <div className={`field ${inline ? 'inline' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(wrong && { 'aria-describedby': `${id}-error`, 'aria-invalid': true }) })}
      {wrong && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id} role="alert">
      {children}
    </p>
  );
}
