import type { LogMessage } from '../../server/contract/events.ts';
import type { PlaygroundState } from '../../server/contract/state.ts';
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

/** Follows the app's state and event log until the signal; after a break it goes on where it was. */
export async function connect(api: Api, listener: Listener, signal: AbortSignal): Promise<void> {
  let lastEventId: string | undefined;
  while (!signal.aborted) {
    try {
      listener.onState(await api.state.query(undefined, { signal }));
      listener.onStatus('connected');
      await follow(api, listener, signal, lastEventId, (id) => {
        lastEventId = id;
      });
    } catch (error) {
      if (signal.aborted) return;
      if (notAllowed.includes(statusOf(error) ?? 0)) return listener.onStatus('refused');
    }
    if (signal.aborted) return;
    listener.onStatus('lost');
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}

/** Settles when either stream ends; rejects when one fails. */
function follow(
  api: Api,
  listener: Listener,
  signal: AbortSignal,
  lastEventId: string | undefined,
  onEventId: (id: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      states.unsubscribe();
      events.unsubscribe();
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const onError = (error: unknown) => {
      reject(error);
      stop();
    };
    const onConnectionStateChange = ({ state, error }: { state: string; error: unknown }) => {
      if (state === 'connecting' && error !== null) onError(error);
    };
    const ends = { onError, onComplete: stop, onConnectionStateChange };
    const states = api.states.subscribe(undefined, { ...ends, onData: listener.onState });
    const events = api.events.subscribe(lastEventId === undefined ? undefined : { lastEventId }, {
      ...ends,
      onData: ({ id, data }) => {
        onEventId(id);
        listener.onMessage(data);
      },
    });
    signal.addEventListener('abort', stop);
  });
}
