import { Eraser, Plus } from 'lucide-react';
import { useState } from 'react';
import type { JarView as Jar } from '../../history/folds/jars.ts';
import { useHistory } from '../../history/use-history.ts';
import { useLabAct } from '../../services/connection/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { HueDot } from '../../ui/hue-dot.tsx';
import { CookieView } from './cookie-view.tsx';
import { useLabNow } from './use-lab-now.ts';

/** One browser's jar: its cookies, and by hand, while its lab is there: clear, delete, add. `isChanging`: the request at the cursor changed it. */
export function JarView({ jar, isChanging }: { jar: Jar; isChanging: boolean }) {
  const [isAdding, setAdding] = useState(false);
  const act = useLabAct();
  const isOver = useHistory((state) => state.isOver);
  const now = useLabNow();
  const clear = () => void act('clear the jar', (api) => api.clearJar.mutate({ browser: jar.browser }));
  return (
    <div className="jar" data-browser={jar.browser}>
      <div className="jar-head">
        <HueDot hue={jar.hue} />
        <h3>{jar.browser}</h3>
        {!isOver && (
          <Button
            look="plain"
            icon={<Plus aria-hidden />}
            aria-label={`Add a cookie to ${jar.browser}’s jar`}
            aria-expanded={isAdding}
            onClick={() => setAdding(!isAdding)}
          />
        )}
        {!isOver && (
          <Button
            look="plain"
            icon={<Eraser aria-hidden />}
            aria-label={`Clear ${jar.browser}’s jar`}
            disabled={jar.cookies.length === 0}
            onClick={clear}
          />
        )}
      </div>
      {jar.cookies.length === 0 && (
        <p className="cookie-gone">No cookies: the next request is a stranger’s.</p>
      )}
      {jar.cookies.map(({ cookie, change }) => (
        <CookieView
          key={`${cookie.domain}${cookie.path}${cookie.name}:${change === 'same' ? '' : jar.changedAt}`}
          browser={jar.browser}
          cookie={cookie}
          change={isChanging ? change : 'same'}
          now={now}
        />
      ))}
      {jar.removed.map((cookie) => (
        <p key={`${cookie.domain}${cookie.path}${cookie.name}`} className="cookie-gone">
          <del className="mono">{cookie.name}</del> was removed at this change
        </p>
      ))}
      {isAdding && <SetCookieForm browser={jar.browser} onDone={() => setAdding(false)} />}
    </div>
  );
}

/** Puts a cookie into the jar as a Set-Cookie line of the lab's host would. */
function SetCookieForm({ browser, onDone }: { browser: string; onDone: () => void }) {
  const [line, setLine] = useState('');
  const act = useLabAct();
  return (
    <form
      className="row set-cookie"
      onSubmit={(event) => {
        event.preventDefault();
        void act('add the cookie', (api) => api.setCookie.mutate({ browser, line })).then(
          (added) => added !== null && onDone(),
        );
      }}
    >
      <input
        className="input mono"
        aria-label="Set-Cookie line"
        placeholder="name=value; Path=/; HttpOnly"
        spellCheck={false}
        value={line}
        onChange={(event) => setLine(event.target.value)}
      />
      <button type="submit" className="button" disabled={line.trim() === ''}>
        Add
      </button>
    </form>
  );
}
