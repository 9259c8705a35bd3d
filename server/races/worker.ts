import { parentPort, workerData } from 'node:worker_threads';
import { codeDigest } from '../app/user/code-digest.ts';
import { followUnheldWaits } from '../app/user/unheld-waits.ts';
import { createUserApp, type UserAppFiles } from '../app/user/user-app.ts';
import { messageOf } from '../contract/message-of.ts';
import type { HostedData } from '../threads/host.ts';
import { markIn, startPulse } from '../threads/pulse.ts';
import { giveUpThreads } from '../threads/rights.ts';
import { noticeSender, serve } from '../threads/rpc.ts';
import { noteCurrentRequest } from './current-request.ts';
import { requestToHold } from './held/held-lab.ts';
import type { RaceCalls, RaceNotices } from './protocol.ts';
import { createRaceEngine, type RaceEngine } from './race-engine.ts';

const port = parentPort;
if (port === null) throw new Error('Races are explored in a worker.');
const notify = noticeSender<RaceNotices>(port);

const hosted: HostedData = workerData;
const about = markIn(hosted.pulse);
let engine: RaceEngine | null = null;
const engineFor = (app: UserAppFiles | null): RaceEngine => {
  engine ??= createRaceEngine({
    userApp: app === null ? undefined : userAppIn(app),
    onMind: (heldRequest) => noteCurrentRequest(about, heldRequest),
  });
  return engine;
};

function userAppIn(files: UserAppFiles) {
  const unheld = followUnheldWaits(requestToHold);
  return { unheld, app: createUserApp(files, unheld), code: () => codeDigest(files) };
}

serve<RaceCalls>(port, {
  explore: (app, spec, max, part, signal) =>
    engineFor(app).explore(spec, {
      max,
      part,
      signal,
      onProgress: (progress) => notify('progress', progress),
    }),
  look: (app, spec, schedule, signal) => engineFor(app).look(spec, schedule, { signal }),
  leave: async () => engine?.leave(),
});
process.on('uncaughtException', (error) => notify('crashed', { message: messageOf(error), request: null }));
giveUpThreads();
startPulse(hosted.pulse);
