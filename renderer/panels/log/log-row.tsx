import type { LogEvent } from '../../../server/contract/events/events.ts';
import { hueOf } from '../../history/folds/jars.ts';
import { describeEvent } from '../../history/folds/words.ts';
import { useHistory } from '../../history/use-history.ts';
import { exactTime } from '../../timeline/layout/time-format.ts';
import { HueDot } from '../../ui/hue-dot.tsx';

/** One event: when, whose, what. */
export function LogRow({ event, isCurrent }: { event: LogEvent; isCurrent: boolean }) {
  const setCursor = useHistory((state) => state.setCursor);
  const hue = useHistory(({ logged: { log } }) => {
    const request = 'request' in event ? event.request : null;
    const browser = request === null ? null : (log.lanes.byRequest.get(request)?.browser ?? null);
    return browser === null ? null : hueOf(log, browser);
  });
  return (
    <button
      type="button"
      className={`log-row ${event.type}`}
      aria-current={isCurrent ? 'step' : undefined}
      onClick={() => setCursor(event.seq)}
    >
      <span className="log-time">{exactTime(event.at)}</span>
      {hue === null ? <span className="log-no-hue" /> : <HueDot hue={hue} />}
      <span className="log-words">{describeEvent(event)}</span>
    </button>
  );
}
