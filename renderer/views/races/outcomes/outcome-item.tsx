import { CircleCheck, TriangleAlert } from 'lucide-react';
import { countText, isNone, percentText } from '../../../../server/contract/races/race-counts.ts';
import type { Count, RaceOutcome } from '../../../../server/contract/races/races.ts';
import { decoded, sidOf } from '../../../parts/cookies/cookie-words.ts';
import { dataOf } from '../../../parts/store/session-data.ts';
import { IdChip } from '../../../ui/id-chip.tsx';
import { useRaces } from '../races-store.ts';

/** One outcome. `left`: the orders that still lead here from the schedule that is looked at; null when none is. */
export function OutcomeItem({
  outcome,
  total,
  left,
}: {
  outcome: RaceOutcome;
  total: Count;
  left: Count | null;
}) {
  const open = useRaces((state) => state.openOutcome);
  const isOpen = useRaces((state) => state.scheduleView?.from === outcome.id);
  const { id, anomaly, schedules, share, words, example } = outcome;
  const isGone = left !== null && isNone(left);
  return (
    <li
      className={`outcome ${anomaly === null ? 'serial' : 'anomaly'} ${isGone ? 'gone' : ''}`}
      data-open={isOpen}
    >
      <button type="button" className="outcome-head" aria-pressed={isOpen} onClick={() => open(id, example)}>
        <span className="outcome-share">{percentText(share)}</span>
        <span className="outcome-kind">
          {anomaly === null ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          {anomaly ?? 'serial'}
        </span>
        <span className="soft dense">
          {countText(schedules)} of {countText(total)}
        </span>
      </button>
      <p className="outcome-words">{words}</p>
      <OutcomeContent outcome={outcome} />
      {left !== null && (
        <p className="outcome-left faint dense">
          {isGone
            ? 'out of reach from here'
            : `still reachable by ${countText(left)} ${BigInt(left) === 1n ? 'order' : 'orders'}`}
        </p>
      )}
    </li>
  );
}

/** What the store, the responses and the jars hold in the end. */
function OutcomeContent({ outcome: { store, responses, jars } }: { outcome: RaceOutcome }) {
  const sessions = Object.entries(store);
  return (
    <dl className="outcome-content dense">
      <div>
        <dt>store</dt>
        {sessions.length === 0 && <dd className="soft">empty</dd>}
        {sessions.map(([sid, session]) => (
          <dd key={sid}>
            <IdChip id={sid} what="the session ID" /> <code>{JSON.stringify(dataOf(session))}</code>
          </dd>
        ))}
      </div>
      {responses.map(({ request, status, body, setCookie }) => (
        <div key={request}>
          <dt>{request}</dt>
          <dd>
            {status} <span className="outcome-body">{body}</span>
            {setCookie.length > 0 && <span className="soft"> with a cookie</span>}
          </dd>
        </div>
      ))}
      {Object.entries(jars).map(([browser, value]) => (
        <div key={browser}>
          <dt>{browser}</dt>
          <dd>
            holds <IdChip id={sidOf(value) ?? decoded(value)} what={`${browser}’s session ID`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
