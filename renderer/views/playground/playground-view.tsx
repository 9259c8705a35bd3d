import { useMemo, useState } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { HistoryProvider } from '../../history/use-history.ts';
import { CookiesPanel } from '../../panels/cookies/cookies-panel.tsx';
import { EventPanel } from '../../panels/event/event-panel.tsx';
import { LogPanel } from '../../panels/log/log-panel.tsx';
import { RequestInspector } from '../../panels/request/request-inspector.tsx';
import { StorePanel } from '../../panels/store/store-panel.tsx';
import { useLiveHistory } from '../../services/connection/live-history.ts';
import { useCommands } from '../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../services/window/use-saved-layout.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { useCursorCommands } from '../../shell/use-cursor-commands.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import { Columns } from '../../ui/columns.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DoctorPanel } from './doctor/doctor-panel.tsx';
import { ExplainDialog } from './explain/explain-dialog.tsx';
import { Guide, SummaryBar } from './guide/guide.tsx';
import { HandlerPanel } from './handler/handler-panel.tsx';
import { useKeptForms } from './kept-forms.ts';
import { ExpressCodeDialog } from './options/express-code-dialog.tsx';
import { OptionsPanel } from './options/options-panel.tsx';
import { useOptionHistory } from './options/use-options.ts';
import { BrowsersDialog } from './requests/browsers-dialog.tsx';
import { RequestsPanel } from './requests/requests-panel.tsx';
import { RouteSourceDialog } from './requests/route-source-dialog.tsx';
import { useSending } from './requests/use-sending.ts';
import { useScenarioFiles } from './scenario/use-scenario-files.ts';
import { PlaygroundStage } from './stage/playground-stage.tsx';
import { useUnsaved } from './use-unsaved.ts';
import './playground-view.css';
import './timeline-panel.css';
import './bottom-panel.css';

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
  const openDialog = useWindow((state) => state.open);
  useCommands(useMemo(() => ({ send, fire, undo, redo, open, save }), [send, fire, undo, redo, open, save]));
  useCommands(useMemo(() => ({ explain: () => openDialog('explain') }), [openDialog]));
  const isPresenting = useWindow((state) => state.isPresenting);
  useCommands(useMemo(() => ({ present: () => useWindow.getState().present(true) }), []));
  useUnsaved();
  useKeptForms();
  useCursorCommands();
  const columns = useSavedLayout('playground-columns');
  const middle = useSavedLayout('playground-middle');
  if (isPresenting) return <PlaygroundStage sending={sending} />;
  return (
    <div className="playground">
      <Columns
        layout={columns}
        columns={[
          {
            id: 'options',
            name: 'Options',
            least: 17,
            share: '21%',
            height: 46,
            isCollapsible: true,
            content: (
              <div className="left-column">
                <OptionsPanel />
                <DoctorPanel />
              </div>
            ),
          },
          {
            id: 'middle',
            name: 'Requests and timeline',
            least: 28,
            height: 46,
            content: (
              <div className="middle">
                <RequestsPanel sending={sending} />
                <Group {...middle} orientation="vertical">
                  <Pane id="timeline" defaultSize="68%" minSize="11rem">
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
            ),
          },
          {
            id: 'cursor',
            name: 'At the cursor',
            least: 16,
            share: '26%',
            height: 46,
            isCollapsible: true,
            content: <PanelsAtCursor />,
          },
        ]}
      />
      <PlaygroundDialogs />
      <RequestInspector />
    </div>
  );
}

function PanelsAtCursor() {
  const right = useSavedLayout('playground-right');
  return (
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
  );
}

/** The dialog of this view that is open. */
function PlaygroundDialogs() {
  const opened = useWindow((state) => state.opened);
  const open = useWindow((state) => state.open);
  const close = () => open(null);
  switch (opened) {
    case 'express-code':
      return <ExpressCodeDialog onClose={close} />;
    case 'browsers':
      return <BrowsersDialog onClose={close} />;
    case 'explain':
      return <ExplainDialog onClose={close} />;
    case 'route-source':
      return <RouteSourceDialog onClose={close} />;
    default:
      return null;
  }
}

/** Requests and sessions over time. */
const TimelinePanel = () => (
  <section className="timeline-panel" aria-labelledby="timeline-heading">
    <Timeline
      heading={<h2 id="timeline-heading">Timeline</h2>}
      empty={<p>No request yet. Press S to send one, or F to fire several together.</p>}
    />
  </section>
);

const tabs = [
  { key: 'log', label: 'Log' },
  { key: 'handler', label: 'Your own handler' },
] as const;

/** The log, and the editor, which needs the same width. */
function BottomPanel() {
  const [tab, setTab] = useState<(typeof tabs)[number]['key']>('log');
  const [searches, setSearches] = useState(0);
  useCommands(
    useMemo(() => {
      const search = () => {
        setTab('log');
        setSearches((count) => count + 1);
      };
      return { search };
    }, []),
  );
  return (
    <div className="bottom">
      <Tabs label="Below the timeline" tabs={tabs} value={tab} onChange={setTab}>
        {tab === 'log' ? <LogPanel searches={searches} /> : <HandlerPanel />}
      </Tabs>
    </div>
  );
}
