import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Maximize2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { type Move, moved, seqAt } from '../history/folds/position.ts';
import type { Cursor, EventLog } from '../history/log/event-log.ts';
import { type TimeScale, timeScales } from '../history/settings.ts';
import { Button } from '../ui/button.tsx';
import { Legend } from './legend.tsx';

const scaleWords: Readonly<Record<TimeScale, { label: string; hint: string }>> = {
  steps: { label: 'Steps', hint: 'Every step as wide as the next, however short it was' },
  time: { label: 'Time', hint: 'True to scale' },
};

/** What stands above the lanes: where one looks, and how. */
export function TimelineBar({
  heading,
  log,
  cursor,
  onCursor,
  onLive,
  timeScale,
  onTimeScale,
  onZoom,
  onFit,
}: {
  heading?: ReactNode;
  log: EventLog;
  cursor: Cursor;
  onCursor: (cursor: Cursor) => void;
  onLive: () => void;
  timeScale: TimeScale;
  onTimeScale: (timeScale: TimeScale) => void;
  onZoom: (factor: number) => void;
  onFit: () => void;
}) {
  const go = (move: Move) => () => {
    if (log.events.length > 0) onCursor(moved(log, seqAt(log, cursor), move));
  };
  return (
    <div className="timeline-bar">
      {heading}
      <Legend />
      <fieldset className="timeline-group" aria-label="Scale">
        {timeScales.map((one) => (
          <Button
            key={one}
            look="plain"
            hint={scaleWords[one].hint}
            aria-pressed={timeScale === one}
            onClick={() => onTimeScale(one)}
          >
            {scaleWords[one].label}
          </Button>
        ))}
      </fieldset>
      <fieldset className="timeline-group" aria-label="Zoom">
        <Button look="plain" icon={<ZoomOut />} aria-label="Zoom out" onClick={() => onZoom(1 / 1.5)} />
        <Button look="plain" icon={<ZoomIn />} aria-label="Zoom in" onClick={() => onZoom(1.5)} />
        <Button look="plain" icon={<Maximize2 />} aria-label="Show the whole log" onClick={onFit} />
      </fieldset>
      <fieldset className="timeline-group" aria-label="Cursor">
        <Button look="plain" icon={<ChevronFirst />} aria-label="First event" onClick={go('first')} />
        <Button look="plain" icon={<ChevronLeft />} aria-label="Previous event" onClick={go('previous')} />
        <Button look="plain" hint="Follow what happens" aria-pressed={cursor === 'live'} onClick={onLive}>
          live
        </Button>
        <Button look="plain" icon={<ChevronRight />} aria-label="Next event" onClick={go('next')} />
        <Button look="plain" icon={<ChevronLast />} aria-label="Last event" onClick={go('last')} />
      </fieldset>
    </div>
  );
}
