import { shiftVersions, type VersionShift } from '../log/shift-versions.ts';
import type { Source } from '../log/source.ts';
import type { Lab } from './lab.ts';
import type { SecretHider } from './store-secrets.ts';

/** A lab's events. The lab counts its requests and calls from where its settings say, so they are told as they are, but for what `hide` hides. */
export const createLabSource = (
  lab: Pick<Lab, 'drain'>,
  id: string,
  shift: VersionShift,
  hide: SecretHider['hideInTold'],
): Source => ({
  id,
  drain: async () => {
    const { events, upTo } = await lab.drain();
    return { events: hide(shiftVersions(events, shift)), upTo };
  },
});
