import { Panel } from '../../../ui/panel.tsx';
import { useFold } from '../playground-store.ts';
import { FireControls } from './fire-controls.tsx';
import { MoreFields } from './more-fields.tsx';
import { RequestLine } from './request-line.tsx';
import { RouteNote } from './route-note.tsx';
import './requests-panel.css';
import { SequenceList } from './sequence-list.tsx';
import type { Sending } from './use-sending.ts';

/** Who sends what, how often, and go. */
export function RequestsPanel({ sending }: { sending: Sending }) {
  return (
    <Panel name="Requests" folding={useFold('Requests')} tools={<RouteNote />}>
      <div className="requests">
        <RequestLine wrong={sending.wrong} />
        <FireControls sending={sending} />
        <MoreFields wrong={sending.wrong} onAdd={sending.addToSequence} />
        <SequenceList onRun={sending.runSequence} />
      </div>
    </Panel>
  );
}
