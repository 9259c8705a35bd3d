import { useEffect, useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { useCommands } from '../../services/commands.ts';
import { useSavedLayout } from '../../services/use-saved-layout.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { AnswerBar } from './answer/answer-bar.tsx';
import { useExplore } from './answer/explorer.ts';
import { OutcomesPanel } from './outcomes/outcomes-panel.tsx';
import { useRaces } from './races-store.ts';
import './races-view.css';
import { ScheduleViewPanel } from './schedule/schedule-panel.tsx';
import { SetupPanel } from './setup/setup-panel.tsx';

/** Compose a race, explore it, open an outcome, step through it, cure it. */
export function RacesView() {
  const { explore } = useExplore();
  useCommands(useMemo(() => ({ explore }), [explore]));
  useEffect(() => useRaces.getState().cancel, []);
  const columns = useSavedLayout('races-columns');
  const answer = useSavedLayout('races-answer');
  return (
    <div className="races">
      <Group {...columns} orientation="horizontal">
        <Pane id="race-setup" defaultSize="25%" minSize="21rem" collapsible>
          <SetupPanel />
        </Pane>
        <Splitter label="Resize the race" />
        <Pane id="race-answer" minSize="30rem">
          <div className="race-answer">
            <AnswerBar />
            <Group {...answer} orientation="horizontal">
              <Pane id="race-outcomes" defaultSize="32%" minSize="16rem">
                <OutcomesPanel />
              </Pane>
              <Splitter label="Resize the outcomes" />
              <Pane id="race-stage" minSize="24rem">
                <ScheduleViewPanel />
              </Pane>
            </Group>
          </div>
        </Pane>
      </Group>
    </div>
  );
}
