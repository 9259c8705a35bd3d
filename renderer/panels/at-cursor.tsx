import type { ReactNode } from 'react';
import { Tabs } from '../ui/tabs.tsx';
import './at-cursor.css';
import { CookiesPanel } from './cookies/cookies-panel.tsx';
import { EventPanel } from './event/event-panel.tsx';
import { RequestInspector } from './request/request-inspector.tsx';
import { StorePanel } from './store/store-panel.tsx';

const tabs = [
  { key: 'cookies', label: 'Cookies' },
  { key: 'store', label: 'Store' },
  { key: 'event', label: 'Event' },
] as const;
export type AtCursorTab = (typeof tabs)[number]['key'];

/**
 * Cookies, store and event at the cursor of the given history, one at a time. `says`: a line above them all; `since`: an
 * earlier seq, against which the store says what changed; `blank` stands in their place.
 */
export function AtCursor({
  tab,
  onTab,
  says,
  since,
  blank,
}: {
  tab: AtCursorTab;
  onTab: (tab: AtCursorTab) => void;
  says?: ReactNode;
  since?: number | undefined;
  blank?: ReactNode;
}) {
  return (
    <div className="at-cursor">
      {says !== undefined && (
        <p className="at-cursor-says" aria-live="polite">
          {says}
        </p>
      )}
      <Tabs label="At the cursor" tabs={tabs} value={tab} onChange={onTab}>
        {blank ?? <AtCursorPanel tab={tab} since={since} />}
      </Tabs>
      <RequestInspector />
    </div>
  );
}

function AtCursorPanel({ tab, since }: { tab: AtCursorTab; since: number | undefined }) {
  switch (tab) {
    case 'cookies':
      return <CookiesPanel />;
    case 'store':
      return <StorePanel since={since} />;
    case 'event':
      return <EventPanel />;
  }
}
