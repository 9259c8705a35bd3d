import { useEffect, useMemo } from 'react';
import { useCommands } from '../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../services/window/use-saved-layout.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { Columns } from '../../ui/columns.tsx';
import { AnswerBar } from './answer/answer-bar.tsx';
import { useExplore } from './answer/explorer.ts';
import { OutcomesPanel } from './outcomes/outcomes-panel.tsx';
import { useRaces } from './races-store.ts';
import './races-view.css';
import { RaceStage } from './schedule/race-stage.tsx';
import { ScheduleViewPanel } from './schedule/schedule-panel.tsx';
import { SetupPanel } from './setup/setup-panel.tsx';

/** Compose a race, explore it, open an outcome, step through it, cure it. */
export function RacesView() {
  const { explore } = useExplore();
  useCommands(useMemo(() => ({ explore }), [explore]));
  useEffect(() => useRaces.getState().cancel, []);
  const isPresenting = useWindow((state) => state.isPresenting);
  const scheduleView = useRaces((state) => state.scheduleView);
  const answered = useRaces((state) => state.answer);
  const canPresent = scheduleView !== null && answered !== null;
  useCommands(
    useMemo(() => (canPresent ? { present: () => useWindow.getState().present(true) } : {}), [canPresent]),
  );
  const columns = useSavedLayout('races-columns');
  const answer = useSavedLayout('races-answer');
  if (isPresenting && canPresent) return <RaceStage scheduleView={scheduleView} answer={answered} />;
  return (
    <div className="races">
      <Columns
        layout={columns}
        columns={[
          {
            id: 'race-setup',
            name: 'The race',
            least: 21,
            share: '25%',
            height: 46,
            isCollapsible: true,
            content: <SetupPanel />,
          },
          {
            id: 'race-answer',
            name: 'Its outcomes',
            least: 40,
            height: 60,
            content: (
              <div className="race-answer">
                <AnswerBar />
                <Columns
                  layout={answer}
                  columns={[
                    {
                      id: 'race-outcomes',
                      name: 'Outcomes',
                      least: 16,
                      share: '32%',
                      height: 26,
                      content: <OutcomesPanel />,
                    },
                    {
                      id: 'race-stage',
                      name: 'Schedule',
                      least: 24,
                      height: 46,
                      content: <ScheduleViewPanel />,
                    },
                  ]}
                />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
