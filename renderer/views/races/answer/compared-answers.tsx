import { Undo2, X } from 'lucide-react';
import { useCallback } from 'react';
import { countText } from '../../../../server/contract/races/race-counts.ts';
import { anomalous, raceHeadline } from '../../../../server/contract/races/race-words.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { differences } from '../setup/difference.ts';
import type { Answer } from './answer-slice.ts';
import { show } from './explorer.ts';
import { ShareBar } from './share-bar.tsx';

/** The answer before a change beside the answer after it. */
export function ComparedAnswers({ earlier, now }: { earlier: Answer; now: Answer }) {
  const forget = useRaces((state) => state.forgetEarlier);
  const goBack = useGoBack();
  return (
    <figure className="compared" aria-label="Before and after the change">
      <figcaption>
        <strong>{(differences(earlier, now) ?? []).join(', ')}</strong>
        <span className="soft">
          {shareWords(earlier)} → {shareWords(now)} orders go wrong
        </span>
        <span className="grow" />
        <Button
          look="plain"
          icon={<Undo2 aria-hidden />}
          hint="Put the race back as it was before the change"
          onClick={() => goBack(earlier)}
        >
          Go back
        </Button>
        <Button
          look="plain"
          icon={<X aria-hidden />}
          aria-label="Forget the answer before"
          onClick={forget}
        />
      </figcaption>
      <div className="compared-row" title={raceHeadline(earlier.result)}>
        <span className="soft dense">before</span>
        <ShareBar result={earlier.result} />
      </div>
      <div className="compared-row">
        <span className="soft dense">now</span>
        <ShareBar result={now.result} />
      </div>
    </figure>
  );
}

const shareWords = ({ result }: Answer): string =>
  `${countText(anomalous(result))} of ${countText(result.schedules.total)}`;

/** Puts the race and its answer back to what they were. */
function useGoBack(): (earlier: Answer) => void {
  return useCallback((earlier) => {
    useRaces.getState().replace(earlier.setup);
    show(useRaces, earlier);
  }, []);
}
