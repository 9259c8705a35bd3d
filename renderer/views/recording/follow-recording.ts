import type { Api } from '../../services/connection/api.ts';
import { useRecordings } from './recording-store.ts';

const retryAfter = 1000;
let isFollowing = false;

/** Follows the recording that goes on, if one does, for as long as the page lives; after a break it goes on where it was. */
export async function followRecording(api: Api): Promise<void> {
  if (isFollowing) return;
  isFollowing = true;
  let lastEventId: string | undefined;
  for (;;) {
    const state = await api.recording.state.query().catch(() => undefined);
    if (state === null) break;
    if (state !== undefined) {
      useRecordings.getState().setLive(state);
      await new Promise<void>((resolve) => {
        const ends = { onError: () => end(), onComplete: () => end() };
        const states = api.recording.states.subscribe(undefined, {
          ...ends,
          onData: (told) => useRecordings.getState().setLive(told),
        });
        const events = api.recording.events.subscribe(
          lastEventId === undefined ? undefined : { lastEventId },
          {
            ...ends,
            onData: ({ id, data }) => {
              lastEventId = id;
              useRecordings.getState().receive(data);
            },
          },
        );
        const end = () => {
          states.unsubscribe();
          events.unsubscribe();
          resolve();
        };
      });
    }
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
  isFollowing = false;
}
