import { Suspense, useMemo } from 'react';
import { useCommands } from '../services/commands.ts';
import { KnownViews } from '../services/known-views.ts';
import { Toasts } from '../ui/toasts.tsx';
import { ClockDialog } from './clock-dialog.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Rail } from './rail.tsx';
import './shell.css';
import { useFileDrop } from '../services/use-file-drop.ts';
import { useWindow } from '../services/window-store.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useFullScreen } from './use-full-screen.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useMenu } from './use-menu.ts';
import { useView } from './use-view.ts';
import { views } from './views.ts';

const viewIds = views.map(({ id }) => id);

/** Rail, top bar, and the view that is open. */
export function Shell() {
  const view = useView();
  const toasts = useWindow((state) => state.toasts);
  const dismiss = useWindow((state) => state.dismiss);
  const opened = useWindow((state) => state.opened);
  const open = useWindow((state) => state.open);
  const isPresenting = useWindow((state) => state.isPresenting);
  useKeyboard();
  useMenu();
  useFullScreen();
  const isDropping = useFileDrop();
  useCommands(useMemo(() => ({ shortcuts: () => open('shortcuts') }), [open]));
  const close = () => open(null);
  return (
    <div className="shell">
      {!isPresenting && <Rail current={view.id} />}
      <div className="shell-main">
        {!isPresenting && <TopBar />}
        <LostBanner />
        <main className="shell-view">
          <ErrorBoundary key={view.id}>
            <KnownViews value={viewIds}>
              <Suspense fallback={<p className="shell-loading soft">Opening…</p>}>
                <view.component />
              </Suspense>
            </KnownViews>
          </ErrorBoundary>
        </main>
      </div>
      {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {opened === 'clock' && <ClockDialog onClose={close} />}
      {isDropping && <p className="drop-hint">Drop scenario files to open them. Nothing is run.</p>}
      <Toasts toasts={toasts} onDismiss={dismiss} />
    </div>
  );
}
