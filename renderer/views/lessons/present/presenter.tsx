import { X } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { seqAt } from '../../../history/folds/position.ts';
import { useCursorSeq, useGivenHistory, useHistory } from '../../../history/use-history.ts';
import { CookiesPanel } from '../../../panels/cookies/cookies-panel.tsx';
import { StorePanel } from '../../../panels/store/store-panel.tsx';
import { useCommands } from '../../../services/commands.ts';
import { useLiveHistory } from '../../../services/live-history.ts';
import { useWindow } from '../../../services/window-store.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { Button } from '../../../ui/button.tsx';
import { HueDot } from '../../../ui/hue-dot.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { RichText } from '../page/lesson-text.tsx';
import { Checklist } from '../run/checklist.tsx';
import { isOnScreen, useRun } from '../run/use-run.ts';
import { type MomentMove, momentsOf, movedTo, type Spot, spotAt, useMoments } from './moments.ts';
import { PresenterFoot } from './presenter-foot.tsx';
import './presenter.css';

/** A lesson for a projector: one moment after the other, and the light on what changed. */
export function Presenter({ entry }: { entry: Entry }) {
  const { run, reset } = usePresenting(entry);
  const isRunning = useLessons((state) => state.running?.id === entry.id);
  const moments = useMoments();
  const seq = useCursorSeq();
  const log = useHistory((state) => state.logged.log);
  const spot = spotAt(log, moments, seq);
  return (
    <section className="presenter" aria-label="Presenter">
      <PresenterHead entry={entry} />
      <Spotlight spot={spot} />
      <section className="presenter-timeline" aria-label="Timeline">
        <Timeline key={isRunning ? 'running' : 'over'} fits={!isRunning} />
      </section>
      <div className="presenter-panels">
        <div className={`spot-panel ${spot?.store ? 'lit' : ''}`}>
          <StorePanel />
        </div>
        <div className={`spot-panel ${spot?.cookies ? 'lit' : ''}`}>
          <CookiesPanel />
        </div>
        <div className="spot-panel">
          <Checklist entry={entry} />
        </div>
      </div>
      <PresenterFoot entry={entry} onRun={run} onReset={reset} />
    </section>
  );
}

/** The keys of a presenter; a lesson that is not on screen yet is run at once, and begins at its first moment. */
function usePresenting(entry: Entry) {
  const { run } = useRun(entry);
  const history = useGivenHistory();
  const live = useLiveHistory();
  const commands = useMemo(() => {
    const go = (move: MomentMove) => () => {
      const { logged, cursor, setCursor } = history.getState();
      const moments = momentsOf(logged.log);
      if (moments.length > 0) setCursor(movedTo(moments, seqAt(logged.log, cursor), move));
    };
    // A run is a new log, which begins live; who has stepped in it since then stays where they are.
    const toStartUnlessMoved = () => {
      if (history.getState().cursor === 'live') go('first')();
    };
    const fromTheStart = () => void run().then(toStartUnlessMoved);
    const reset = () => {
      useLessons.getState().setLab(entry.id, null);
      fromTheStart();
    };
    const end = () => useWindow.getState().present(false);
    return {
      fire: fromTheStart,
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
  return { run: commands.fire, reset: commands.reset };
}

/** What is claimed. */
function PresenterHead({ entry: { scenario } }: { entry: Entry }) {
  const present = useWindow((state) => state.present);
  return (
    <header className="presenter-head">
      <div className="grow">
        <h2>{scenario.title}</h2>
        {scenario.claim !== undefined && (
          <p className="soft">
            <RichText text={scenario.claim} isLesson={() => false} />
          </p>
        )}
      </div>
      <Button
        look="plain"
        icon={<X aria-hidden />}
        aria-label="End the presentation"
        shortcut="Esc"
        onClick={() => present(false)}
      />
    </header>
  );
}

/** What happens at this moment, in one sentence that reads from the back of the room. */
function Spotlight({ spot }: { spot: Spot | null }) {
  return (
    <div className="spotlight" aria-live="polite">
      <p className="spotlight-says">
        {spot?.browser && <HueDot hue={spot.hue} />}
        {spot?.sentence ?? 'Nothing has happened yet.'}
      </p>
      <p className="spotlight-because">{spot?.because}</p>
    </div>
  );
}
