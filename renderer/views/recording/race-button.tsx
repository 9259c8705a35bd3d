import { useState } from 'react';
import { scenarioText } from '../../../server/contract/scenario/scenario.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { type Lane, requestLabel } from '../../history/log/lane.ts';
import { useHistory } from '../../history/use-history.ts';
import { pageSentence } from '../../page-problems.ts';
import { saveText } from '../../services/files/files.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { overlapping, raceThese } from './race-these.ts';

/** The request that is selected, and one that overlaps it: as a scenario that races the two. */
export function RaceButton() {
  const logged = useHistory((state) => state.logged);
  const selection = useHistory((state) => state.selection);
  const [picked, setPicked] = useState('');
  const { log } = logged;
  const lane = selection?.type === 'request' ? log.lanes.byRequest.get(selection.request) : undefined;
  const others = lane === undefined ? [] : overlapping(log, lane);
  const other = others.find(({ request }) => request === picked) ?? others[0];
  if (lane === undefined || other === undefined)
    return <p className="soft dense">Select a request that overlaps another to race the two.</p>;
  return (
    <div className="row race-these">
      <span className="dense">{requestLabel(lane.request)} with</span>
      <Select
        aria-label="Race it with"
        value={other.request}
        choices={others.map(({ request, method, url }) => ({
          value: request,
          label: `${requestLabel(request)} ${method} ${url}`.slice(0, 60),
        }))}
        onChange={setPicked}
      />
      <Button onClick={() => void saveRace(log, lane, other)}>Race these</Button>
    </div>
  );
}

async function saveRace(log: EventLog, one: Lane, other: Lane): Promise<void> {
  const { scenario, missing } = raceThese(log, one, other);
  const saved = await saveText('scenario', 'race-these.scenario.json', scenarioText(scenario));
  if (saved === null) return;
  const { notify } = useWindow.getState();
  if (!saved.ok)
    return notify({
      kind: 'error',
      text: `Could not save: ${pageSentence(saved.problem)}`,
      next: 'Try another folder.',
    });
  const fill = missing.length === 0 ? '' : `Fill in what was masked first: ${missing.join(', ')}. `;
  notify({
    kind: 'done',
    text: `Saved as ${saved.value}.`,
    next: `${fill}Then: session-playground race ${saved.value} --app ./your-app.js`,
  });
}
