import './hue-dot.css';

/** A browser's colour, beside its name; -1 for outside, which has none. */
export const HueDot = ({ hue }: { hue: number }) => (
  <span className={`hue-dot hue-${hue < 0 ? 'outside' : hue % 8}`} aria-hidden />
);
