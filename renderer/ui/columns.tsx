import { PanelLeftOpen, PanelRightOpen } from 'lucide-react';
import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Group, type GroupProps, Panel as Pane, usePanelRef } from 'react-resizable-panels';
import { Button } from './button.tsx';
import './columns.css';
import { Splitter } from './splitter.tsx';

export type Column = {
  id: string;
  /** What it is called where it is folded away or one goes to it. */
  name: string;
  content: ReactNode;
  /** rem that it needs. */
  least: number;
  /** Of the whole width, at first. */
  share?: string;
  /** rem that it takes where the columns stand one below the other. */
  height: number;
  isCollapsible?: boolean;
};

/**
 * Columns whose widths one drags; where there is not room for all of them, one below the other, with a button to each.
 * One that was folded away leaves a button behind.
 */
export function Columns({
  layout,
  columns,
}: {
  layout: Pick<GroupProps, 'id' | 'defaultLayout' | 'onLayoutChanged'>;
  columns: readonly Column[];
}) {
  const place = useRef<HTMLDivElement>(null);
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  const isNarrow = useIsNarrower(place, least);
  return (
    <div ref={place} className="columns">
      {isNarrow ? (
        <Stacked columns={columns} />
      ) : (
        <Group {...layout} orientation="horizontal">
          {columns.map((column, index) => (
            <Fragment key={column.id}>
              {index > 0 && <Splitter label={splitterName(columns, index)} />}
              <OneColumn column={column} isLeft={index === 0} />
            </Fragment>
          ))}
        </Group>
      )}
    </div>
  );
}

/** A splitter is named after the column at the window's edge beside it. */
function splitterName(columns: readonly Column[], index: number): string {
  const beside = index === 1 ? columns[0] : columns[index];
  return `Resize ${(beside?.name ?? '').toLowerCase()}`;
}

function OneColumn({ column, isLeft }: { column: Column; isLeft: boolean }) {
  const { id, name, content, least, share, isCollapsible = false } = column;
  const panel = usePanelRef();
  const [isCollapsed, setCollapsed] = useState(false);
  return (
    <>
      <Pane
        id={id}
        panelRef={panel}
        minSize={`${least}rem`}
        collapsible={isCollapsible}
        {...(share !== undefined && { defaultSize: share })}
        onResize={({ inPixels }) => setCollapsed(isCollapsible && inPixels === 0)}
      >
        {content}
      </Pane>
      {isCollapsed && (
        <span className={`column-reopen ${isLeft ? 'left' : 'right'}`}>
          <Button
            icon={isLeft ? <PanelLeftOpen aria-hidden /> : <PanelRightOpen aria-hidden />}
            aria-label={`Show ${name.toLowerCase()}`}
            onClick={() => panel.current?.expand()}
          />
        </span>
      )}
    </>
  );
}

function Stacked({ columns }: { columns: readonly Column[] }) {
  const parts = useRef(new Map<string, HTMLElement>());
  return (
    <>
      <nav className="stacked-names" aria-label="Parts of this view">
        {columns.map(({ id, name }) => (
          <Button key={id} look="plain" onClick={() => parts.current.get(id)?.scrollIntoView()}>
            {name}
          </Button>
        ))}
      </nav>
      <div className="stacked scroll">
        {columns.map(({ id, content, height }) => (
          <div
            key={id}
            ref={(part) => {
              if (part) parts.current.set(id, part);
            }}
            style={{ height: `${height}rem` }}
          >
            {content}
          </div>
        ))}
      </div>
    </>
  );
}

/** Whether there are fewer rem than that; what is not laid out yet is wide enough. */
function useIsNarrower(place: React.RefObject<HTMLElement | null>, rem: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => {
      const width = element.clientWidth;
      const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setNarrow(width > 0 && width < rem * px);
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [place, rem]);
  return isNarrow;
}
