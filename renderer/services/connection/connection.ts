import type { LogMessage } from '../../../server/contract/events/events.ts';
import type { PlaygroundState } from '../../../server/contract/state.ts';
import { type Api, statusOf } from './api.ts';

/** `refused`: the token is not the running app's. `lost`: no answer; it is tried again until one comes. */
export type ConnectionStatus = 'connecting' | 'connected' | 'lost' | 'refused';

type Listener = {
  onStatus: (status: ConnectionStatus) => void;
  onState: (state: PlaygroundState) => void;
  onMessage: (message: LogMessage) => void;
};

const retryAfter = 700;
const notAllowed = [401, 403];
/** ms in which an app that still runs says whether it knows the token. */
const longestAnswer = 2000;

/** Follows the app's state and event log for as long as the page lives; after a break it goes on where it was. */
export async function connect(api: Api, listener: Listener): Promise<void> {
  let lastEventId: string | undefined;
  for (;;) {
    const streams = openStreams(api, listener, lastEventId, (id) => {
      lastEventId = id;
    });
    await streams.ended.catch(() => {});
    streams.close();
    if (await isRefused(api)) return listener.onStatus('refused');
    listener.onStatus('lost');
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}

/** Asked when a stream has ended: that it was for the token, a stream does not say. */
async function isRefused(api: Api): Promise<boolean> {
  try {
    await api.state.query(undefined, { signal: AbortSignal.timeout(longestAnswer) });
    return false;
  } catch (error) {
    return notAllowed.includes(statusOf(error) ?? 0);
  }
}

/** `ended` settles when either stream ends, and rejects when one fails. The state comes first of all. */
function openStreams(
  api: Api,
  { onStatus, onState, onMessage }: Listener,
  lastEventId: string | undefined,
  onEventId: (id: string) => void,
): { ended: Promise<void>; close: () => void } {
  let close = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    const onConnectionStateChange = ({ state, error }: { state: string; error: unknown }) => {
      if (state === 'connecting' && error !== null) reject(error);
    };
    const ends = { onError: reject, onComplete: resolve, onConnectionStateChange };
    const states = api.states.subscribe(undefined, {
      ...ends,
      onData: (told) => {
        onState(told);
        onStatus('connected');
      },
    });
    const events = api.events.subscribe(lastEventId === undefined ? undefined : { lastEventId }, {
      ...ends,
      onData: ({ id, data }) => {
        onEventId(id);
        onMessage(data);
      },
    });
    close = () => {
      states.unsubscribe();
      events.unsubscribe();
    };
  });
  return { ended, close };
}
