import { useMemo, useState } from 'react';
import { useCommands } from '../../services/commands.ts';
import { Tabs } from '../../ui/tabs.tsx';
import './bottom-panel.css';
import { LogPanel } from '../../panels/log/log-panel.tsx';
import { HandlerPanel } from './handler/handler-panel.tsx';

const tabs = [
  { key: 'log', label: 'Log' },
  { key: 'handler', label: 'Your own handler' },
] as const;

/** The log, and the editor, which needs the same width. */
export function BottomPanel() {
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
