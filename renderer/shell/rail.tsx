import { Tooltip } from '../ui/tooltip.tsx';
import './rail.css';
import { type ViewId, views } from './views.ts';

/** The views, as links: each has an address of its own. */
export function Rail({ current }: { current: ViewId }) {
  return (
    <nav className="rail" aria-label="Views">
      {views.map(({ id, label, icon: Icon }) => (
        <Tooltip key={id} text={label} side="right">
          <a href={`#/${id}`} aria-label={label} aria-current={id === current ? 'page' : undefined}>
            <Icon aria-hidden />
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}
