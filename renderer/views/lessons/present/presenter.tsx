import { useEffect, useMemo, useRef } from 'react';
import { seqAt } from '../../../history/folds/position.ts';
import { useCursorSeq, useGivenHistory, useHistory } from '../../../history/use-history.ts';
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
import { useLiveHistory } from '../../../services/connection/live-history.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { RichText } from '../page/lesson-text.tsx';
import { Checklist, Summary } from '../run/checklist.tsx';
import { isOnScreen, useRun } from '../run/use-run.ts';
import { PresenterFoot } from './presenter-foot.tsx';

/** A lesson for a projector: one moment after the other, the light on what changed, and the checks when all was told. */
export function Presenter({ entry }: { entry: Entry }) {
  const isRunning = useLessons((state) => state.running?.id === entry.id);
  const { run, reset } = usePresenting(entry, isRunning);
  const moments = useMoments();
  const seq = useCursorSeq();
  const log = useHistory((state) => state.logged.log);
  const spot = spotAt(log, moments, seq);
  const place = { now: numberOf(moments, seq), of: moments.length, isGrowing: isRunning };
  const isTold = !isRunning && place.of > 0 && place.now === place.of;
  const { title, claim } = entry.scenario;
  return (
    <Stage
      name="Presenter"
      title={title}
      claim={claim !== undefined && <RichText text={claim} isLesson={() => false} />}
      headline={{
        words: spot?.sentence ?? 'Nothing has happened yet.',
        because: isTold ? <Summary entry={entry} /> : spot?.because,
        hue: spot?.browser ? spot.hue : null,
        isLoss: spot?.isLoss ?? false,
      }}
      place={place}
      fits={!isRunning}
      timelineKey={isRunning ? 'running' : 'over'}
      panels={
        <>
          <div className={`spot-panel ${spot?.store ? 'lit' : ''}`}>
            <StorePanel />
          </div>
          <div className={`spot-panel ${spot?.cookies ? 'lit' : ''}`}>
            <CookiesPanel />
          </div>
          <div className="spot-panel">
            {isTold ? (
              <Checklist entry={entry} hasSummary={false} />
            ) : (
              <p className="stage-later soft">What is checked stands here when all was told.</p>
            )}
          </div>
        </>
      }
      controls={<PresenterFoot entry={entry} onRun={run} onReset={reset} />}
    />
  );
}

/** The keys of a presenter; a lesson that is not on screen yet is run at once, and begins at its first moment. */
function usePresenting(entry: Entry, isRunning: boolean) {
  const { run } = useRun(entry);
  const history = useGivenHistory();
  const live = useLiveHistory();
  const commands = useMemo(() => {
    const go = (move: MomentMove) => () => {
      const { logged, cursor, setCursor } = history.getState();
      const moments = momentsOf(logged.log);
      if (moments.length > 0) setCursor(movedTo(moments, seqAt(logged.log, cursor), move));
    };
    const fire = () => void run();
    const reset = () => {
      useLessons.getState().setLab(entry.id, null);
      fire();
    };
    const end = () => useWindow.getState().present(false);
    return {
      fire,
      reset,
      present: end,
      stepBack: go('previous'),
      stepForward: go('next'),
      toStart: go('first'),
      toEnd: go('last'),
    };
  }, [run, entry.id, history]);
  useCommands(commands);
  useEffect(() => {
    if (isOnScreen(live, entry.id)) commands.toStart();
    else commands.fire();
  }, [entry.id, commands, live]);
  const wasRunning = useRef(false);
  useEffect(() => {
    // Whatever began the run, it is a new log, which begins live; who has stepped in it since then stays where they are.
    if (wasRunning.current && !isRunning && history.getState().cursor === 'live') commands.toStart();
    wasRunning.current = isRunning;
  }, [isRunning, commands, history]);
  return { run: commands.fire, reset: commands.reset };
}
