import { useEffect, useRef } from 'react';
import { jarsAt } from '../../history/folds/jars.ts';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useAtCursor } from '../../history/use-history.ts';
import { Panel } from '../../ui/panel.tsx';
import './cookies-panel.css';
import { JarView } from './jar-view.tsx';

type Acting = { browser: string | null; request: string | null } | undefined;
const actingAt = (log: EventLog, seq: number): Acting => eventViewAt(log, seq);

/** Every browser's jar at the cursor; the one whose request it is, is in sight. */
export function CookiesPanel() {
  const jars = useAtCursor(jarsAt);
  const acting = useAtCursor(actingAt);
  const browser = acting?.browser ?? null;
  const changedAt = jars.find((jar) => jar.browser === browser)?.changedAt;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (browser === null || changedAt === undefined) return;
    list.current
      ?.querySelector(`[data-browser=${CSS.escape(browser)}]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [browser, changedAt]);
  return (
    <Panel name="Cookies" fill>
      <div ref={list} className="jars scroll">
        {jars.length === 0 && <p className="soft">No browser was there at this instant.</p>}
        {jars.map((jar) => (
          <JarView
            key={jar.browser}
            jar={jar}
            isChanging={jar.request !== null && jar.request === acting?.request}
          />
        ))}
      </div>
    </Panel>
  );
}
