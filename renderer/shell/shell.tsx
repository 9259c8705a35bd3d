import { WifiOff } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { type OpenRecording, useFileDrop, useHandedFiles } from '../services/files/use-file-drop.ts';
import { useCommands } from '../services/keyboard/commands.ts';
import { focusRegion } from '../services/keyboard/regions.ts';
import { KnownViews } from '../services/window/known-views.ts';
import { useAddress } from '../services/window/use-address.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Toasts } from '../ui/toasts.tsx';
import { ClockDialog } from './clock.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { ErrorBoundary } from './gate.tsx';
import { RestartDialog } from './restart.tsx';
import { ShortcutsDialog, useKeyboard } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useMenu } from './use-menu.ts';
import { loadFurtherViews, type ViewId, viewOf, views } from './views.ts';
import './shell.css';
import './rail.css';
import './lost-banner.css';

const PaletteDialog = lazy(async () => ({ default: (await import('./palette.tsx')).PaletteDialog }));

const openRecording: OpenRecording = async (file) =>
  (await import('../views/recording/use-recording-files.ts')).openRecording(file);

const viewIds = views.map(({ id }) => id);

/** Rail, top bar, and the view that is open. */
export function Shell() {
  const view = useView();
  const open = useWindow((state) => state.open);
  const isPresenting = useWindow((state) => state.isPresenting);
  useKeyboard();
  useMenu();
  useHandedFiles(openRecording);
  useFullScreen();
  const isDropping = useFileDrop(openRecording);
  useCommands(
    useMemo(
      () => ({
        shortcuts: () => open('shortcuts'),
        palette: () => open('palette'),
        nextRegion: () => focusRegion(1),
        previousRegion: () => focusRegion(-1),
      }),
      [open],
    ),
  );
  useEffect(() => {
    const gone = new AbortController();
    void loadFurtherViews(gone.signal);
    return () => gone.abort();
  }, []);
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
        <WindowToasts />
      </div>
      <WindowDialogs view={view.id} />
      {isDropping && <p className="drop-hint">Drop scenarios or recordings to open them. Nothing is run.</p>}
    </div>
  );
}

/** In front of an audience only what went wrong is to cover something. */
function WindowToasts() {
  const toasts = useWindow((state) => state.toasts);
  const dismiss = useWindow((state) => state.dismiss);
  const isPresenting = useWindow((state) => state.isPresenting);
  return (
    <Toasts
      toasts={isPresenting ? toasts.filter(({ kind }) => kind === 'error') : toasts}
      onDismiss={dismiss}
    />
  );
}

/** The dialog that is open, where it is of the window and not of a view's. */
function WindowDialogs({ view }: { view: ViewId }) {
  const opened = useWindow((state) => state.opened);
  const open = useWindow((state) => state.open);
  const close = () => open(null);
  return (
    <>
      {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {opened === 'palette' && (
        <Suspense fallback={null}>
          <PaletteDialog view={view} onClose={close} />
        </Suspense>
      )}
      <ConsentDialog />
      {opened === 'clock' && <ClockDialog onClose={close} />}
      {opened === 'restart' && <RestartDialog onClose={close} />}
    </>
  );
}

/** The views, as links: each has an address of its own. */
function Rail({ current }: { current: ViewId }) {
  return (
    <nav className="rail" aria-label="Views">
      {views.map(({ id, label, icon: Icon }) => (
        <a key={id} href={`#/${id}`} aria-current={id === current ? 'page' : undefined}>
          <Icon aria-hidden />
          {label}
        </a>
      ))}
    </nav>
  );
}

/** The view that the address names now. */
const useView = () => viewOf(useAddress());

/** Stays on screen for as long as the app does not answer; what was recorded can be looked at meanwhile. */
function LostBanner() {
  const status = useWindow((state) => state.status);
  if (status !== 'lost') return null;
  return (
    <p className="lost-banner" role="alert">
      <WifiOff aria-hidden />
      Connection to the app lost: trying again. What is on screen stays. If you stopped the app, start it
      again and open the address that it prints.
    </p>
  );
}

/** While presenting, the page takes the whole screen where that is allowed; Escape ends both. */
function useFullScreen(): void {
  const isPresenting = useWindow((state) => state.isPresenting);
  useEffect(() => {
    if (!isPresenting) return;
    const end = () => useWindow.getState().present(false);
    // The end of an earlier full screen can come late.
    let isFull = false;
    const onChange = () => {
      if (document.fullscreenElement !== null) isFull = true;
      else if (isFull) end();
    };
    // Only with the platform's full screen is Escape the platform's.
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && end();
    document.addEventListener('fullscreenchange', onChange);
    window.addEventListener('keydown', onKeyDown);
    document.documentElement.requestFullscreen().catch(() => {
      // Refused, it still has the whole window.
    });
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      window.removeEventListener('keydown', onKeyDown);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [isPresenting]);
}
