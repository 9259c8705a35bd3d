import { useLayoutEffect, useRef } from 'react';
import type { Told } from './layout/describe.ts';

/** Words beside what is under the pointer or has the focus. `x`, `y`, `height`: that row's place in the plot, in px. */
export function Tip({
  description,
  x,
  y,
  height,
}: {
  description: Told;
  x: number;
  y: number;
  height: number;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = ref.current;
    const plot = tip?.parentElement;
    if (!tip || !plot) return;
    const left = Math.max(4, Math.min(plot.clientWidth - tip.offsetWidth - 4, x - 24));
    const below = y + height + 4;
    const fits = below + tip.offsetHeight <= plot.clientHeight;
    const top = fits ? below : Math.max(4, y - tip.offsetHeight - 4);
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  });
  return (
    <div ref={ref} className="timeline-tip" aria-hidden="true">
      <strong>{description.title}</strong>
      {description.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {description.warnings.map((line) => (
        <span key={line} className="warning">
          <Coded line={line} />
        </span>
      ))}
    </div>
  );
}

/** What stands between backticks is code. */
function Coded({ line }: { line: string }) {
  const parts = line.split('`').map((part, i) => ({ part, place: i }));
  return parts.map(({ part, place }) => (place % 2 === 1 ? <code key={place}>{part}</code> : part));
}
