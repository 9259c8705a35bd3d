import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import './panel.css';

/** A region with a heading as its name. With `collapsible` the heading folds it, and `id` remembers how it was left. */
export function Panel({
  name,
  id,
  collapsible = false,
  aside,
  tools,
  fill = false,
  children,
}: {
  name: string;
  id?: string;
  collapsible?: boolean;
  /** Stands beside the heading, also while the panel is folded. */
  aside?: ReactNode;
  tools?: ReactNode;
  /** The body takes the height that is there, and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}) {
  const key = `panel:${id ?? name}`;
  const headingId = useId();
  const [open, setOpen] = useState(() => !collapsible || localStorage.getItem(key) !== 'folded');
  const fold = () => {
    localStorage.setItem(key, open ? 'folded' : 'open');
    setOpen(!open);
  };
  return (
    <section className={`panel ${fill && open ? 'fill' : ''}`} aria-labelledby={headingId}>
      <header className="panel-head">
        <h2 id={headingId} aria-label={name}>
          {collapsible ? (
            <button type="button" className="panel-fold" aria-expanded={open} onClick={fold}>
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
