import { useMemo } from 'react';
import { newestLanes } from '../../history/folds/requests.ts';
import { anomalyInWords } from '../../history/folds/words.ts';
import { useCursorSeq, useHistory } from '../../history/use-history.ts';
import { Panel } from '../../ui/panel.tsx';
import { anomaliesOf } from './filter.ts';
import { RaceButton } from './race-button.tsx';

/** Shown at once; the filter finds the others. */
const most = 200;

/** What went wrong between requests, newest first; a click goes to the instant. */
export function AnomalyList() {
  const logged = useHistory((state) => state.logged);
  const setCursor = useHistory((state) => state.setCursor);
  const select = useHistory((state) => state.select);
  const cursor = useCursorSeq();
  const found = useMemo(() => anomaliesOf(logged.log).reverse(), [logged]);
  return (
    <Panel name="Anomalies" fill tools={<span className="dense faint">{found.length}</span>}>
      <RaceButton />
      {found.length === 0 ? (
        <p className="soft">
          {newestLanes(logged.log, Number.POSITIVE_INFINITY, 1).length === 0
            ? 'A lost write and an undone logout are listed here as they happen.'
            : 'None so far: no write was lost, and no logout undone.'}
        </p>
      ) : (
        <ol className="anomalies scroll">
          {found.slice(0, most).map((anomaly) => {
            const { seq, request } = anomaly;
            return (
              <li key={seq} aria-current={seq === cursor ? 'true' : undefined}>
                <button
                  type="button"
                  className={`anomaly ${anomaly.kind === 'stale base' ? 'slight' : ''}`}
                  onClick={() => {
                    setCursor(seq);
                    if (request !== null) select({ type: 'request', request });
                  }}
                >
                  {anomalyInWords(anomaly)}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
