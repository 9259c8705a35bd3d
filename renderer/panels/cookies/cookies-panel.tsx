import { jarsAt } from '../../state/folds/jars.ts';
import { useAtCursor } from '../../state/use-history.ts';
import { Panel } from '../../ui/panel.tsx';
import './cookies-panel.css';
import { JarView } from './jar-view.tsx';

/** Every browser's jar at the cursor. */
export function CookiesPanel() {
  const jars = useAtCursor(jarsAt);
  return (
    <Panel name="Cookies" fill>
      <div className="jars scroll">
        {jars.length === 0 && <p className="soft">No browser was there at this instant.</p>}
        {jars.map((jar) => (
          <JarView key={jar.browser} jar={jar} />
        ))}
      </div>
    </Panel>
  );
}
