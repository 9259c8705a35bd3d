import { useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { HistoryProvider } from '../../history/use-history.ts';
import { CookiesPanel } from '../../panels/cookies/cookies-panel.tsx';
import { EventPanel } from '../../panels/event/event-panel.tsx';
import { useCommands } from '../../services/commands.ts';
import { useLiveHistory } from '../../services/live-history.ts';
import { BottomPanel } from './bottom-panel.tsx';
import { DoctorPanel } from './doctor/doctor-panel.tsx';
import { Guide } from './guide/guide.tsx';
import { SummaryBar } from './guide/summary-bar.tsx';
import { OptionsPanel } from './options/options-panel.tsx';
import { useOptionHistory } from './options/use-options.ts';
import { PlaygroundDialogs } from './playground-dialogs.tsx';
import './playground-view.css';
import { StorePanel } from '../../panels/store/store-panel.tsx';
import { useSavedLayout } from '../../services/use-saved-layout.ts';
import { useCursorCommands } from '../../shell/use-cursor-commands.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { RequestsPanel } from './requests/requests-panel.tsx';
import { useSending } from './requests/use-sending.ts';
import { useScenarioFiles } from './scenario/use-scenario-files.ts';
import { TimelinePanel } from './timeline-panel.tsx';
import { useUnsaved } from './use-unsaved.ts';

/** Change, fire, see, ask why: on one screen. */
export const PlaygroundView = () => (
  <HistoryProvider value={useLiveHistory()}>
    <Playground />
  </HistoryProvider>
);

function Playground() {
  const sending = useSending();
  const { send, fire } = sending;
  const { undo, redo } = useOptionHistory();
  const { open, save } = useScenarioFiles();
  useCommands(useMemo(() => ({ send, fire, undo, redo, open, save }), [send, fire, undo, redo, open, save]));
  useUnsaved();
  useCursorCommands();
  const columns = useSavedLayout('playground-columns');
  const middle = useSavedLayout('playground-middle');
  const right = useSavedLayout('playground-right');
  return (
    <div className="playground">
      <Group {...columns} orientation="horizontal">
        <Pane id="options" defaultSize="21%" minSize="17rem" collapsible>
          <div className="left-column">
            <OptionsPanel />
            <DoctorPanel />
          </div>
        </Pane>
        <Splitter label="Resize the options" />
        <Pane id="middle" minSize="28rem">
          <div className="middle">
            <RequestsPanel sending={sending} />
            <Group {...middle} orientation="vertical">
              <Pane id="timeline" defaultSize="68%" minSize="8rem">
                <div className="timeline-pane">
                  <TimelinePanel />
                  <SummaryBar />
                  <Guide />
                </div>
              </Pane>
              <Splitter label="Resize the log" />
              <Pane id="log" minSize="6rem" collapsible>
                <BottomPanel />
              </Pane>
            </Group>
          </div>
        </Pane>
        <Splitter label="Resize the panels at the cursor" />
        <Pane id="cursor" defaultSize="26%" minSize="16rem" collapsible>
          <Group {...right} orientation="vertical">
            <Pane id="cookies" defaultSize="22%" minSize="3rem">
              <CookiesPanel />
            </Pane>
            <Splitter label="Resize the cookies" />
            <Pane id="store" defaultSize="34%" minSize="3rem">
              <StorePanel />
            </Pane>
            <Splitter label="Resize the event" />
            <Pane id="event" minSize="3rem">
              <EventPanel />
            </Pane>
          </Group>
        </Pane>
      </Group>
      <PlaygroundDialogs />
    </div>
  );
}
