import { useCallback } from 'react';
import type { EventLog } from '../../history/log/event-log.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { Button } from '../../ui/button.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { lossesAt } from './losses-at.ts';

/** Writes that were lost, as far as the cursor or the selection is about them: what, to whom, and the way there. */
export function Losses() {
  const selection = useHistory((state) => state.selection);
  const losses = useAtCursor(
    useCallback((log: EventLog, seq: number) => lossesAt(log, seq, selection), [selection]),
  );
  const setCursor = useHistory((state) => state.setCursor);
  if (losses.length === 0) return null;
  return (
    <ul className="losses" aria-label="Lost writes">
      {losses.map((loss) => (
        <li key={`${loss.lostSeq}-${loss.seq}`}>
          <strong>{loss.kind === 'lost update' ? 'Lost update.' : 'Lost delete.'}</strong>{' '}
          <Sentence text={loss.sentence} />
          <div className="row wrap loss-ways">
            <Button onClick={() => setCursor(loss.lostSeq)}>Show lost write</Button>
            <Button onClick={() => setCursor(loss.seq)}>Show overwriting write</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
