import { useEffect, useMemo, useState } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { createHistory, type History } from '../../history/history.ts';
import { HistoryProvider } from '../../history/use-history.ts';
import { EventPanel } from '../../panels/event/event-panel.tsx';
import { LogPanel } from '../../panels/log/log-panel.tsx';
import { RequestInspector } from '../../panels/request/request-inspector.tsx';
import { StorePanel } from '../../panels/store/store-panel.tsx';
import { useApi } from '../../services/connection/api-context.ts';
import { useCommands } from '../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../services/window/use-saved-layout.ts';
import { useCursorCommands } from '../../shell/use-cursor-commands.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { AnomalyList } from './anomaly-list.tsx';
import { followRecording } from './follow-recording.ts';
import { RecordingHead } from './recording-head.tsx';
import { useRecordings } from './recording-store.ts';
import { useNarrowed } from './use-narrowed.ts';
import { useRecordingFiles } from './use-recording-files.ts';
import './recording-view.css';

const nothingYet = createHistory({ isOver: true });

/** An app of one's own as it runs, or a recording that was saved: to be looked at, and not to be touched. */
export function RecordingView() {
  const api = useApi();
  useEffect(() => void followRecording(api), [api]);
  const { open, save } = useRecordingFiles();
  useCommands(useMemo(() => ({ open, save }), [open, save]));
  const liveHistory = useRecordings((state) => state.liveHistory);
  const opened = useRecordings((state) => state.opened);
  const history: History = opened?.history ?? liveHistory ?? nothingYet;
  const filter = useRecordings((state) => state.filter);
  const shown = useNarrowed(history, filter);
  return (
    <div className="recording">
      <HistoryProvider value={history}>
        <RecordingHead onOpen={open} onSave={save} />
      </HistoryProvider>
      <HistoryProvider value={shown}>
        <RecordingPanels />
        <RequestInspector />
      </HistoryProvider>
    </div>
  );
}

function RecordingPanels() {
  useCursorCommands();
  const columns = useSavedLayout('recording-columns');
  const middle = useSavedLayout('recording-middle');
  const right = useSavedLayout('recording-right');
  const [searches, setSearches] = useState(0);
  useCommands(useMemo(() => ({ search: () => setSearches((count) => count + 1) }), []));
  return (
    <Group {...columns} orientation="horizontal">
      <Pane id="recording-middle" minSize="28rem">
        <Group {...middle} orientation="vertical">
          <Pane id="recording-timeline" defaultSize="62%" minSize="8rem">
            <section className="recording-timeline" aria-labelledby="recording-heading">
              <Timeline
                heading={<h2 id="recording-heading">Timeline</h2>}
                empty={<p>No request yet. Use your app: what it does with sessions is shown here.</p>}
              />
            </section>
          </Pane>
          <Splitter label="Resize the log" />
          <Pane id="recording-log" minSize="6rem" collapsible>
            <div className="recording-log">
              <LogPanel searches={searches} />
            </div>
          </Pane>
        </Group>
      </Pane>
      <Splitter label="Resize the panels at the cursor" />
      <Pane id="recording-right" defaultSize="28%" minSize="16rem" collapsible>
        <Group {...right} orientation="vertical">
          <Pane id="recording-anomalies" defaultSize="30%" minSize="3rem">
            <AnomalyList />
          </Pane>
          <Splitter label="Resize the anomalies" />
          <Pane id="recording-store" defaultSize="34%" minSize="3rem">
            <StorePanel />
          </Pane>
          <Splitter label="Resize the event" />
          <Pane id="recording-event" minSize="3rem">
            <EventPanel />
          </Pane>
        </Group>
      </Pane>
    </Group>
  );
}
