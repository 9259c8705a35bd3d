import { Send, Zap } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { optionCatalogue } from '../../../../server/contract/options/options.ts';
import { seqAt } from '../../../history/folds/position.ts';
import { useAtCursor, useCursorSeq, useGivenHistory, useHistory } from '../../../history/use-history.ts';
import { CookiesPanel } from '../../../panels/cookies/cookies-panel.tsx';
import {
  type MomentMove,
  momentsOf,
  movedTo,
  numberOf,
  spotAt,
  useMoments,
} from '../../../panels/stage/moments.ts';
import { Stage } from '../../../panels/stage/stage.tsx';
import { StorePanel } from '../../../panels/store/store-panel.tsx';
import { useReset } from '../../../services/connection/use-reset.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { raceSummary, summaryWords } from '../guide/race-summary.ts';
import { OptionRow } from '../options/option-row.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import type { Sending } from '../requests/use-sending.ts';

/** What an audience sees flipped. */
const flipped: readonly string[] = ['resave', 'rolling'];

/** The playground before an audience: fire, and go through it moment by moment. */
export function PlaygroundStage({ sending }: { sending: Sending }) {
  useStageKeys();
  const moments = useMoments();
  const seq = useCursorSeq();
  const log = useHistory((state) => state.logged.log);
  const isLive = useHistory((state) => state.cursor === 'live');
  const spot = spotAt(log, moments, seq);
  const summary = useAtCursor(raceSummary);
  const { browser, method, path, together, work } = usePlaygroundStore((state) => state.draft);
  // When all has come, what came of it is the headline.
  const isTold = isLive && summary !== null;
  return (
    <Stage
      name="Stage"
      title={`${browser}: ${method} ${path}`}
      claim={`${together} together, ${work} ms of work each`}
      headline={{
        words: isTold ? summaryWords(summary) : (spot?.sentence ?? 'Nothing has happened yet.'),
        because: isTold ? null : spot?.because,
        hue: !isTold && spot?.browser ? spot.hue : null,
        isLoss: isTold ? summary.first !== null : (spot?.isLoss ?? false),
      }}
      place={{ now: numberOf(moments, seq), of: moments.length }}
      fits={false}
      panels={
        <>
          <div className={`spot-panel ${spot?.store ? 'lit' : ''}`}>
            <StorePanel />
          </div>
          <div className={`spot-panel ${spot?.cookies ? 'lit' : ''}`}>
            <CookiesPanel />
          </div>
        </>
      }
      controls={
        <>
          <div className="stage-options">
            {optionCatalogue
              .filter(({ path: option }) => flipped.includes(option))
              .map((entry) => (
                <OptionRow key={entry.path} entry={entry} brief />
              ))}
          </div>
          <Button icon={<Send aria-hidden />} shortcut="S" onClick={sending.send}>
            Send
          </Button>
          <Button look="primary" icon={<Zap aria-hidden />} shortcut="F" onClick={sending.fire}>
            Fire
          </Button>
        </>
      }
    />
  );
}

/** Steps go from moment to moment. */
function useStageKeys(): void {
  const history = useGivenHistory();
  const reset = useReset();
  useCommands(
    useMemo(() => {
      const go = (move: MomentMove) => () => {
        const { logged, cursor, setCursor } = history.getState();
        const moments = momentsOf(logged.log);
        if (moments.length > 0) setCursor(movedTo(moments, seqAt(logged.log, cursor), move));
      };
      return {
        present: () => useWindow.getState().present(false),
        live: () => history.getState().setCursor('live'),
        reset,
        stepBack: go('previous'),
        stepForward: go('next'),
        toStart: go('first'),
        toEnd: go('last'),
      };
    }, [history, reset]),
  );
  useEffect(() => () => useWindow.getState().present(false), []);
}
