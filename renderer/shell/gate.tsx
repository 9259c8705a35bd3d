import type { ReactNode } from 'react';
import { useWindow } from '../services/window-store.ts';
import { Notice } from './notice.tsx';

/** Lets nobody see the app without its token, and says how to get in. */
export function Gate({
  hasToken,
  isReady,
  children,
}: {
  hasToken: boolean;
  isReady: boolean;
  children: ReactNode;
}) {
  const status = useWindow((state) => state.status);
  if (!hasToken)
    return (
      <Notice title="This page needs the app’s own address">
        <p>
          Session Playground lets in only those who started it. Open the whole address that it printed; it
          ends in <code>#token=…</code>
        </p>
        <p className="soft">
          Nothing printed? Start it with <code>npm run web</code>.
        </p>
      </Notice>
    );
  if (status === 'refused')
    return (
      <Notice title="This address is from another start of the app">
        <p>
          Each start makes a new token, and the one in this page is not the running app’s. Open the address
          that it printed last.
        </p>
      </Notice>
    );
  if (!isReady)
    return (
      <Notice title={status === 'lost' ? 'The app does not answer' : 'Connecting…'}>
        {status === 'lost' && (
          <p>
            It is tried again every second. If you stopped the app, start it again and open the address that
            it prints.
          </p>
        )}
      </Notice>
    );
  return children;
}
