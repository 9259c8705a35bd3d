import './hue-dot.css';

const shapes = ['round', 'square', 'diamond'];

/** A browser's mark, beside its name: its colour, in another shape each time round; -1 for outside, which has none. */
export const HueDot = ({ hue }: { hue: number }) => (
  <span
    className={`hue-dot ${shapes[Math.floor(hue / 8)] ?? ''} hue-${hue < 0 ? 'outside' : hue % 8}`}
    aria-hidden
  />
);
