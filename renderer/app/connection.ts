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

/** Follows the app's state and event log for as long as the page lives; after a break it goes on where it was. */
export async function connect(api: Api, listener: Listener): Promise<void> {
  let lastEventId: string | undefined;
  for (;;) {
    const streams = openStreams(api, listener, lastEventId, (id) => {
      lastEventId = id;
    });
    // Asked beside the streams, so that the state and the log come together; its refusal says more than theirs.
    const state = api.state.query().then((told) => {
      listener.onState(told);
      listener.onStatus('connected');
    });
    try {
      await Promise.all([state, streams.ended]);
    } catch (error) {
      if (notAllowed.includes(statusOf(error) ?? 0)) return listener.onStatus('refused');
    } finally {
      streams.close();
    }
    listener.onStatus('lost');
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}

/** `ended` settles when either stream ends, and rejects when one fails. */
function openStreams(
  api: Api,
  listener: Listener,
  lastEventId: string | undefined,
  onEventId: (id: string) => void,
): { ended: Promise<void>; close: () => void } {
  let close = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    const onConnectionStateChange = ({ state, error }: { state: string; error: unknown }) => {
      if (state === 'connecting' && error !== null) reject(error);
    };
    const ends = { onError: reject, onComplete: resolve, onConnectionStateChange };
    const states = api.states.subscribe(undefined, { ...ends, onData: listener.onState });
    const events = api.events.subscribe(lastEventId === undefined ? undefined : { lastEventId }, {
      ...ends,
      onData: ({ id, data }) => {
        onEventId(id);
        listener.onMessage(data);
      },
    });
    close = () => {
      states.unsubscribe();
      events.unsubscribe();
    };
  });
  return { ended, close };
}
