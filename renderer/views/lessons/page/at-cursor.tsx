import { useState } from 'react';
import { CookiesPanel } from '../../../panels/cookies/cookies-panel.tsx';
import { EventPanel } from '../../../panels/event/event-panel.tsx';
import { StorePanel } from '../../../panels/store/store-panel.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useOutcome } from '../run/use-outcome.ts';

const tabs = [
  { key: 'event', label: 'Event' },
  { key: 'store', label: 'Store' },
  { key: 'cookies', label: 'Cookies' },
] as const;

const panels = { event: EventPanel, store: StorePanel, cookies: CookiesPanel };

/** What was true at the cursor, in the lesson's own lab. */
export function AtCursor({ entry }: { entry: Entry }) {
  const [tab, setTab] = useState<(typeof tabs)[number]['key']>('event');
  const isInLog = useOutcome(entry)?.isInLog ?? false;
  const Panel = panels[tab];
  return (
    <div className="at-cursor">
      <Tabs label="At the cursor" tabs={tabs} value={tab} onChange={setTab}>
        {isInLog ? (
          <Panel />
        ) : (
          <p className="lesson-blank soft">After a run, what was true at each instant stands here.</p>
        )}
      </Tabs>
    </div>
  );
}
