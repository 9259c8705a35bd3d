import { useDeferredValue } from 'react';
import { axisMarks } from '../history/folds/axis-marks.ts';
import { outside } from '../history/folds/jars.ts';
import { lossesOfRequest } from '../history/folds/losses-of.ts';
import { newestLanes } from '../history/folds/requests.ts';
import type { LogState } from '../history/history.ts';
import type { EventLog } from '../history/log/event-log.ts';
import { type Lane, requestLabel } from '../history/log/lane.ts';
import { duration } from './layout/axis.ts';
import { pathOf } from './layout/request-rows.ts';

const listedAtMost = 20;

/** The newest lanes in words, for who does not see the canvas. */
export function LaneList({ logged }: { logged: LogState }) {
  // Drawn after the canvas, also the first time.
  const log = useDeferredValue<EventLog | null>(logged.log, null);
  if (log === null) return null;
  return (
    <ul className="visually-hidden" aria-label={`Newest requests, at most ${listedAtMost}`}>
      {newestLanes(log, Number.POSITIVE_INFINITY, listedAtMost).map((lane) => (
        <li key={lane.ordinal}>{laneInWords(log, lane)}</li>
      ))}
      {axisMarks(log)
        .slice(-listedAtMost)
        .map(({ seq, short, sentence, at }) => (
          <li key={`${seq} ${short} ${at}`}>{sentence}</li>
        ))}
    </ul>
  );
}

function laneInWords(log: EventLog, lane: Lane): string {
  const steps = lane.segments
    .filter(({ step }) => step !== 'respond')
    .map(({ step, version, from, to }) => {
      const took = to === null ? 'under way' : duration(to - from);
      return version === null || step === 'touch' ? `${step} ${took}` : `${step} v${version} ${took}`;
    });
  const { lost } = lossesOfRequest(log, lane, Number.POSITIVE_INFINITY);
  const end =
    lane.end === null
      ? 'under way'
      : lane.end.type === 'received'
        ? `status ${lane.status?.code}`
        : lane.end.type;
  const head = `${lane.browser ?? outside.name} ${requestLabel(lane.request)} ${lane.method} ${lane.host ?? ''}${pathOf(lane.url)}`;
  return [`${head}: ${[...steps, end].join(', ')}.`, ...lost.map(({ sentence }) => sentence)].join(' ');
}
