import type { ReactNode } from 'react';
import { codeMay } from '../../server/contract/code-rights.ts';
import { ownHandlerPath } from '../../server/contract/routes.ts';
import { shownText } from '../../server/contract/shown-text.ts';
import { type Asked, useConsent } from '../services/files/consent.ts';
import { bridge } from '../services/window/bridge.ts';
import { Button } from '../ui/button.tsx';
import { CodeText } from '../ui/code-text.tsx';
import { Dialog } from '../ui/dialog.tsx';

const whatWords: Readonly<Record<Asked['what'], ReactNode>> = {
  store: 'The store is code.',
  function: 'The options have a cookie function, which express-session asks at every request.',
  handler: (
    <>
      The scenario has a handler of its own, which answers at <code>{ownHandlerPath}</code>.
    </>
  ),
};

/** Asks before code from a file runs, with that very code to read. Closed, it is a no. */
export function ConsentDialog() {
  const asked = useConsent((state) => state.asked);
  if (asked === null) return null;
  const { code, what, answer } = asked;
  const count = code.split('\n').length;
  return (
    <Dialog title="Run the code of this file?" wide onClose={() => answer('no')}>
      <div className="stack">
        <p>
          {whatWords[what]} It {bridge === undefined ? codeMay.node : codeMay.desktop}: run it only if you
          have read it, or know who wrote it.
        </p>
        <CodeText label="The code" text={shownText(code)} />
        <p className="soft dense">
          {count === 1 ? 'One line' : `${count} lines`}, all of them. Another letter in it, and you are asked
          again.
        </p>
        <div className="row wrap">
          <Button onClick={() => answer('no')}>Do not run it</Button>
          <Button onClick={() => answer('once')}>Run it this once</Button>
          <Button onClick={() => answer('always')}>Always run this code</Button>
        </div>
      </div>
    </Dialog>
  );
}
