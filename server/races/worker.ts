import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../contract/message-of.ts';
import type { HostedData } from '../threads/host.ts';
import { markIn, startPulse } from '../threads/pulse.ts';
import { giveUpThreads } from '../threads/rights.ts';
import { noticeSender, serve } from '../threads/rpc.ts';
import { noteCurrentRequest } from './current-request.ts';
import type { RaceCalls, RaceNotices } from './protocol.ts';
import { createRaceEngine } from './race-engine.ts';

const port = parentPort;
if (port === null) throw new Error('Races are explored in a worker.');
const notify = noticeSender<RaceNotices>(port);

const hosted: HostedData = workerData;
const about = markIn(hosted.pulse);
const engine = createRaceEngine({
  onMind: (heldRequest) => noteCurrentRequest(about, heldRequest),
});

serve<RaceCalls>(port, {
  explore: (spec, max, signal) =>
    engine.explore(spec, { max, signal, onProgress: (progress) => notify('progress', progress) }),
  look: (spec, schedule, signal) => engine.look(spec, schedule, { signal }),
});
process.on('uncaughtException', (error) => notify('crashed', { message: messageOf(error), request: null }));
giveUpThreads();
startPulse(hosted.pulse);
