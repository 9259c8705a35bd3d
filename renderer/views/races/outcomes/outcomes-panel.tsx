import { useState } from 'react';
import { countText } from '../../../../server/contract/races/race-counts.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useRaces } from '../races-store.ts';
import { useLookNow } from '../schedule/use-look.ts';
import { OutcomeItem } from './outcome-item.tsx';
import './outcomes-panel.css';

const shownAtFirst = 40;

/** What the orders leave behind, the most frequent first. */
export function OutcomesPanel() {
  const answer = useRaces((state) => state.answer);
  const [limit, setLimit] = useState(shownAtFirst);
  const hasBegun = useRaces((state) => (state.scheduleView?.position ?? 0) > 0);
  const look = useLookNow();
  const reachable = hasBegun ? (look?.reachable ?? null) : null;
  const outcomes = answer?.result.outcomes ?? [];
  const serial = outcomes.filter((outcome) => outcome.serial).length;
  return (
    <Panel
      name="Outcomes"
      fill
      tools={
        answer && (
          <span className="dense faint">
            {countText(outcomes.length)} {outcomes.length === 1 ? 'outcome' : 'outcomes'}, {countText(serial)}{' '}
            serial
          </span>
        )
      }
    >
      {answer === null && <NoOutcomes />}
      <ol className="outcomes scroll">
        {answer &&
          outcomes
            .slice(0, limit)
            .map((outcome) => (
              <OutcomeItem
                key={outcome.id}
                outcome={outcome}
                total={answer.result.schedules.total}
                left={
                  reachable === null
                    ? null
                    : (reachable.find((one) => one.outcome === outcome.id)?.schedules ?? 0)
                }
              />
            ))}
        {outcomes.length > limit && (
          <li>
            <Button onClick={() => setLimit(limit + shownAtFirst)}>
              Show more of the {(outcomes.length - limit).toLocaleString('en')} others
            </Button>
          </li>
        )}
      </ol>
    </Panel>
  );
}

const NoOutcomes = () => (
  <div className="no-outcomes soft">
    <p>
      A request passes steps: it loads the session, works on its copy, and saves or touches it. Overlapping
      requests can take these steps in many orders.
    </p>
    <p>
      <strong>Explore</strong> runs the real express-session through all of them, and lists here what each
      leaves in the store, how many orders lead there, and which could not have come of one request after the
      other.
    </p>
  </div>
);
