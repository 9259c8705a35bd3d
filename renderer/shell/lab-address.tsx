import { ExternalLink } from 'lucide-react';
import { originOf } from '../../server/contract/endpoints.ts';
import { usePlaygroundState } from '../services/connection/use-playground-state.ts';
import { bridge } from '../services/window/bridge.ts';
import { useWindow } from '../services/window/window-store.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';

/** Where the lab listens: to look at with curl, or with a real browser. */
export function LabAddress() {
  const url = usePlaygroundState((state) => originOf(state.endpoints));
  const known = usePlaygroundState((state) => state.lab.status);
  // Of a lab whose app does not answer nothing is known any more.
  const isLost = useWindow((state) => state.status === 'lost');
  const status = isLost ? 'no answer' : known;
  return (
    <div className="lab-address">
      <span className={`lab-light ${isLost ? 'lost' : status}`} aria-hidden />
      <span className="soft">{status === 'running' ? 'lab' : `lab (${status})`}</span>
      <span className="mono">{url}</span>
      <CopyButton text={url} label="Copy the lab’s address" />
      <Tooltip text="Open the lab in your browser">
        <a
          className="button plain icon-only"
          href={url}
          target="_blank"
          rel="noopener"
          aria-label="Open the lab in your browser"
          onClick={(event) => {
            if (bridge === undefined) return;
            event.preventDefault();
            void bridge.openExternal('lab');
          }}
        >
          <ExternalLink aria-hidden />
        </a>
      </Tooltip>
    </div>
  );
}
