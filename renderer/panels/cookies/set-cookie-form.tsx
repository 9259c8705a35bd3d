import { useState } from 'react';
import { useAct } from '../../services/use-act.ts';

/** Puts a cookie into the jar as a Set-Cookie line of the lab's host would. */
export function SetCookieForm({ browser, onDone }: { browser: string; onDone: () => void }) {
  const [line, setLine] = useState('');
  const act = useAct();
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
