import './hue-dot.css';

/** A browser's colour, beside its name. */
export const HueDot = ({ hue }: { hue: number }) => <span className={`hue-dot hue-${hue % 8}`} aria-hidden />;
