import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { rivalsAt } from '../history/folds/losses-of.ts';
import { eventAt, seqAtTime } from '../history/folds/position.ts';
import type { Selection } from '../history/history.ts';
import { useHistory, useTimeScale } from '../history/use-history.ts';
import { CursorSlider } from './cursor-slider.tsx';
import { LaneList } from './lane-list.tsx';
import { describeTarget } from './layout/describe.ts';
import { following, placeOfTarget, revealed, timeOfTarget, zoomed } from './layout/moves.ts';
import { type Found, isSameTarget, type RowTarget } from './layout/target.ts';
import { TimelineBar } from './timeline-bar.tsx';
import { Tip } from './tip.tsx';
import { useLaneKeys } from './use-lane-keys.ts';
import { useTimelineCanvas } from './use-timeline-canvas.ts';
import './timeline.css';

type TimelineProps = {
  /** Stands at the left of the bar. */
  heading?: ReactNode;
  /** Stands in the plot while no request was made. */
  empty?: ReactNode;
  /** Begins with the whole log in sight, as wide as there is room; for a short log that is at its end. */
  fits?: boolean;
  /** Shows nothing of what comes after the cursor. */
  hidesFuture?: boolean;
  /** Without it there are lanes and cursor alone. */
  hasBar?: boolean;
};

/** Requests and stored sessions of the given history over time, with the cursor in them. */
export function Timeline({
  heading,
  empty,
  fits = false,
  hidesFuture = false,
  hasBar = true,
}: TimelineProps) {
  const logged = useHistory((state) => state.logged);
  const cursor = useHistory((state) => state.cursor);
  const onCursor = useHistory((state) => state.setCursor);
  const selection = useHistory((state) => state.selection);
  const onSelect = useHistory((state) => state.select);
  const inspect = useHistory((state) => state.inspect);
  const [timeScale, onTimeScale] = useTimeScale();
  const { log, revision } = logged;
  const plot = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<Found | null>(null);
  const selected = useMemo(() => selectedOf(selection), [selection]);

  const timelineCanvas = useTimelineCanvas(
    plot,
    flag,
    { log, cursor, timeScale, selected, hidesFuture },
    revision,
    {
      onCursor,
      onHover: (found) =>
        setHovered((before) =>
          isSameTarget(before?.target ?? null, found?.target ?? null) ? before : found,
        ),
      onClick: (found) => {
        letGo();
        if (found?.target.type === 'axis') onCursor(found.target.mark.seq);
        else onSelect(found && selectionOf(found.target));
      },
      onOpen: (found) => {
        if (found !== null && 'lane' in found.target) inspect(found.target.lane.request);
      },
    },
  );

  const { focused, letGo, onKeyDown } = useLaneKeys(timelineCanvas, log, (target) => {
    onCursor(seqAtTime(log, timeOfTarget(target)));
    onSelect(selectionOf(target));
  });

  useEffect(
    () => timelineCanvas?.point(hovered?.target ?? null, focused),
    [timelineCanvas, hovered, focused],
  );

  // After the canvas took the log, before the cursor is brought into sight in it.
  useEffect(() => {
    if (fits && log.events.length > 0) timelineCanvas?.fit();
  }, [timelineCanvas, fits, log]);

  useEffect(() => {
    const event = cursor === 'live' ? undefined : eventAt(log, cursor);
    if (!event || !timelineCanvas) return;
    const request = 'request' in event ? event.request : null;
    const sid = 'sid' in event ? event.sid : null;
    timelineCanvas.reveal(revealed(log, event.at, request, sid, rivalsAt(log, event)));
  }, [timelineCanvas, log, cursor]);

  const target = hovered?.target ?? focused;
  const description = target && describeTarget(log, target);
  const scene = description && timelineCanvas?.scene();
  const place = hovered ?? (scene && focused ? placeOfTarget(scene, focused) : null);
  return (
    <div className="timeline">
      {hasBar && (
        <TimelineBar
          {...{ heading, log, cursor, onCursor, timeScale, onTimeScale }}
          onLive={() => {
            onCursor('live');
            timelineCanvas?.look(following);
          }}
          onZoom={(factor) => timelineCanvas?.look(zoomed(factor))}
          onFit={() => timelineCanvas?.fit()}
        />
      )}
      <div ref={plot} className="timeline-plot">
        <button
          type="button"
          className="timeline-lanes"
          aria-label="Lanes"
          aria-description="Arrow keys go from lane to lane and from step to step. Enter moves the cursor there. Plus and minus zoom, 0 shows everything."
          onKeyDown={onKeyDown}
          onBlur={letGo}
        >
          <canvas />
          <canvas />
        </button>
        <CursorSlider ref={flag} {...{ log, cursor, onCursor }} />
        {log.lanes.lanes.length === 0 && empty !== undefined && <div className="timeline-empty">{empty}</div>}
        {description && place && scene && (
          <Tip description={description} x={place.x} y={place.y} height={scene.metrics.rowHeight} />
        )}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {focused && description
          ? [description.title, ...description.lines, ...description.warnings].join(' ')
          : ''}
      </span>
      {!hidesFuture && <LaneList logged={logged} />}
    </div>
  );
}

const selectedOf = (selection: Selection | null) => ({
  request: selection?.type === 'request' ? selection.request : null,
  sid: selection?.type === 'session' ? selection.sid : null,
});

const selectionOf = (target: RowTarget): Selection =>
  'lane' in target
    ? { type: 'request', request: target.lane.request }
    : { type: 'session', sid: target.history.sid };
