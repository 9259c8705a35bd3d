import type { ReactNode } from 'react';

const shapes: ReadonlyArray<readonly [name: string, shape: ReactNode]> = [
  ['load', <rect key="load" x="1" y="1" width="14" height="8" className="hollow" />],
  ['work', <path key="work" d="M1 1.5h14v7H1zM3 8.5l5-7M7 8.5l5-7M11 8.5l4-5.5" className="hollow thin" />],
  ['save', <rect key="save" x="1" y="1" width="14" height="8" className="solid" />],
  ['touch', <rect key="touch" x="1" y="3.5" width="14" height="3" className="solid" />],
  ['destroy', <path key="destroy" d="M1 1h14v8H1zM4.5 1v8M8 1v8M11.5 1v8" className="hollow thin" />],
];

/** Which shape stands for which step. */
export function Legend() {
  return (
    <ul className="timeline-legend" aria-label="Shapes">
      {shapes.map(([name, shape]) => (
        <li key={name}>
          <svg viewBox="0 0 16 10" aria-hidden="true">
            {shape}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
