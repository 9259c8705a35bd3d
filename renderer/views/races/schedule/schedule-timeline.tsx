import { useMemo } from 'react';
import type { RaceLook } from '../../../../server/contract/races/races.ts';
import type { Cursor } from '../../../history/log/event-log.ts';
import { useHistory } from '../../../history/use-history.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { useRaces } from '../races-store.ts';
import { logOfLook, positionOfSeq, seqOfPosition } from './moments.ts';
import type { ScheduleView } from './schedule-slice.ts';

/** The playground's timeline over the events of this one schedule. */
export function ScheduleViewTimeline({
  look,
  scheduleView,
}: {
  look: RaceLook | null;
  scheduleView: ScheduleView;
}) {
  const point = useRaces((state) => state.point);
  const goTo = useRaces((state) => state.goTo);
  const timeScale = useHistory((state) => state.settings.timeScale);
  const setTimeScale = useHistory((state) => state.setTimeScale);
  const logged = useMemo(() => (look ? logOfLook(look) : null), [look]);
  if (!look || !logged)
    return (
      <div className="stage-timeline" aria-busy="true">
        <p className="soft">Running it…</p>
      </div>
    );
  const cursor = scheduleView.cursor ?? seqOfPosition(look, scheduleView.position);
  const onCursor = (to: Cursor) => {
    if (to === 'live') goTo(scheduleView.schedule.length);
    else point(positionOfSeq(look, to), to);
  };
  return (
    <div className="stage-timeline">
      <Timeline fits {...{ logged, cursor, timeScale, onCursor }} onTimeScale={setTimeScale} />
    </div>
  );
}
