import './toggle.css';

/** A switch named by the element whose id is `labelledBy`, or by `label`. */
export function Toggle({
  checked,
  onChange,
  id,
  ...names
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}) {
  return (
    <button
      type="button"
      role="switch"
      id={id}
      className="toggle"
      aria-checked={checked}
      onClick={() => onChange(!checked)}
      {...names}
    >
      <span className="toggle-knob" />
    </button>
  );
}
