import { useWindow } from '../../services/window-store.ts';
import { ExpressCodeDialog } from './options/express-code-dialog.tsx';
import { BrowsersDialog } from './requests/browsers-dialog.tsx';
import { RouteSourceDialog } from './requests/route-source-dialog.tsx';

/** The dialog of this view that is open. */
export function PlaygroundDialogs() {
  const opened = useWindow((state) => state.opened);
  const open = useWindow((state) => state.open);
  const close = () => open(null);
  switch (opened) {
    case 'express-code':
      return <ExpressCodeDialog onClose={close} />;
    case 'browsers':
      return <BrowsersDialog onClose={close} />;
    case 'route-source':
      return <RouteSourceDialog onClose={close} />;
    default:
      return null;
  }
}
