import { parentPort, workerData } from 'node:worker_threads';
import { followUnheldWaits } from '../app/user/unheld-waits.ts';
import { createUserApp, type UserAppFiles } from '../app/user/user-app.ts';
import { messageOf } from '../contract/message-of.ts';
import { startPulse } from '../threads/pulse.ts';
import { noticeSender, serve } from '../threads/rpc.ts';
import { noteCurrentRequest } from './current-request.ts';
import { currentHeldRequest } from './held/held-lab.ts';
import type { RaceCalls, RaceNotices, RaceWorkerStart } from './protocol.ts';
import { createRaceEngine } from './race-engine.ts';

const port = parentPort;
if (port === null) throw new Error('Races are explored in a worker.');
const notify = noticeSender<RaceNotices>(port);

const start: RaceWorkerStart = workerData;
const about = new Int32Array(start.currentRequest);
const engine = createRaceEngine({
  userApp: start.app === null ? undefined : userAppIn(start.app),
  onMind: (heldRequest) => noteCurrentRequest(about, heldRequest),
});

function userAppIn(files: UserAppFiles) {
  const unheld = followUnheldWaits(currentHeldRequest);
  return { unheld, app: createUserApp(files, unheld) };
}

serve<RaceCalls>(port, {
  explore: (spec, max, signal) =>
    engine.explore(spec, { max, signal, onProgress: (progress) => notify('progress', progress) }),
  look: (spec, schedule, signal) => engine.look(spec, schedule, { signal }),
});
process.on('uncaughtException', (error) => notify('crashed', { message: messageOf(error), request: null }));
startPulse(start.pulse);
