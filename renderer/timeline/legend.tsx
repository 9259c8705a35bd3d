import { CircleHelp } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../ui/button.tsx';
import './legend.css';

type Shape = readonly [name: string, shape: ReactNode, words: string];

const shapes: readonly Shape[] = [
  [
    'load',
    <rect key="load" x="1" y="1" width="14" height="8" className="hollow" />,
    'The request reads the session from the store. The tag beside it is the version it got.',
  ],
  [
    'work',
    <path key="work" d="M1 1.5h14v7H1zM3 8.5l5-7M7 8.5l5-7M11 8.5l4-5.5" className="hollow thin" />,
    'The handler waits, between reading and writing the session.',
  ],
  [
    'save',
    <rect key="save" x="1" y="1" width="14" height="8" className="solid" />,
    'The whole session is written. The tag is the version that came of it.',
  ],
  [
    'touch',
    <rect key="touch" x="1" y="3.5" width="14" height="3" className="solid" />,
    'Only the expiry is renewed; the data is not written.',
  ],
  [
    'destroy',
    <path key="destroy" d="M1 1h14v8H1zM4.5 1v8M8 1v8M11.5 1v8" className="hollow thin" />,
    'The session is removed from the store.',
  ],
];

const marks: readonly Shape[] = [
  [
    'lost',
    <path key="lost" d="M1 1h14v8H1zM0 5h16" className="lost" />,
    'Struck through: another request wrote over it without having read it. The red thread leads there.',
  ],
  [
    'request',
    <path key="request" d="M1 5h14M1.5 2v6M14.5 2v6" className="hollow thin" />,
    'The thin line: from sending the request until the browser has the whole response.',
  ],
  [
    'cookie',
    <circle key="cookie" cx="8" cy="5" r="3.5" className="hollow" />,
    'The ring above a step: here a Set-Cookie went out with the headers.',
  ],
  [
    'refused',
    <path key="refused" d="M4 1l8 8M12 1l-8 8" className="lost" />,
    'The browser refused the cookie, or the request failed.',
  ],
  [
    'respond',
    <path key="respond" d="M8 0v10" className="bar" />,
    'The black bar: the whole response was handed over.',
  ],
  [
    'axis',
    <path key="axis" d="M2 0v10M2 1h11v5H2" className="hollow thin" />,
    'A flag on the axis: the clock moved, options changed, or a cookie or session expired.',
  ],
];

const Drawn = ({ shape }: { shape: ReactNode }) => (
  <svg viewBox="0 0 16 10" aria-hidden="true">
    {shape}
  </svg>
);

/** Which shape stands for which step: in the bar where there is room, and with words behind a button. */
export function Legend() {
  const id = useId();
  return (
    <div className="timeline-legend">
      <Button look="plain" icon={<CircleHelp />} aria-label="What the shapes mean" popoverTarget={id} />
      <ul aria-label="Shapes">
        {shapes.map(([name, shape]) => (
          <li key={name}>
            <Drawn shape={shape} />
            {name}
          </li>
        ))}
      </ul>
      <dl id={id} popover="auto" className="legend-words" aria-label="What the shapes mean">
        {[...shapes, ...marks].map(([name, shape, words]) => (
          <div key={name}>
            <dt>
              <Drawn shape={shape} />
              {name}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
