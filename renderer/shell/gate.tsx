import { Component, type ReactNode } from 'react';
import { useWindow } from '../services/window/window-store.ts';
import { Button } from '../ui/button.tsx';
import './notice.css';

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
          that it printed last: where the app keeps its lab, options, requests, browsers, log and cookies are
          there again.
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

/** A page of its own: what is the matter, and what to do. */
function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** Catches what a view throws while it draws: says so, and draws it anew when asked. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Notice title="This view could not be drawn">
        <p>
          The lab keeps running and nothing is lost. The reason was: <code>{error.message}</code>
        </p>
        <Button look="primary" onClick={() => this.setState({ error: null })}>
          Draw it again
        </Button>
      </Notice>
    );
  }
}
