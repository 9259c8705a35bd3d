import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useAtCursor, useHistory } from '../../../history/use-history.ts';
import { Button } from '../../../ui/button.tsx';
import './guide.css';
import { raceSummary, summaryWords } from './race-summary.ts';

/** How the requests fired last fared, in a sentence. */
export function SummaryBar() {
  const summary = useAtCursor(raceSummary);
  const setCursor = useHistory((state) => state.setCursor);
  const first = summary?.first ?? null;
  const state = summary === null ? 'waiting' : first === null ? '' : 'lost';
  return (
    <div className={`summary ${state}`} role="status">
      {summary === null ? (
        <span className="faint dense">
          Fire several requests together, and here stands whether writes were lost.
        </span>
      ) : (
        <>
          {first === null ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          <span className="grow">{summaryWords(summary)}</span>
          {first !== null && <Button onClick={() => setCursor(first.seq)}>Go to the first</Button>}
        </>
      )}
    </div>
  );
}
