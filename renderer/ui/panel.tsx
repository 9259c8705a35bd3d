import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import './panel.css';

/** A region with a heading as its name. With `folding` the heading folds it; who hands that in remembers it. */
export function Panel({
  name,
  folding,
  aside,
  tools,
  fill = false,
  children,
}: {
  name: string;
  folding?: { isFolded: boolean; fold: (isFolded: boolean) => void };
  /** Stands beside the heading, also while the panel is folded. */
  aside?: ReactNode;
  tools?: ReactNode;
  /** The body takes the height that is there, and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}) {
  const headingId = useId();
  const open = folding?.isFolded !== true;
  return (
    <section className={`panel ${fill && open ? 'fill' : ''}`} aria-labelledby={headingId}>
      <header className="panel-head">
        <h2 id={headingId} aria-label={name}>
          {folding ? (
            <button
              type="button"
              className="panel-fold"
              aria-expanded={open}
              onClick={() => folding.fold(open)}
            >
              {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
              {name}
            </button>
          ) : (
            name
          )}
        </h2>
        {aside}
        {open && tools !== undefined && <div className="panel-tools">{tools}</div>}
      </header>
      {open && <div className="panel-body">{children}</div>}
    </section>
  );
}
