import type { LabPlace } from '../endpoints.ts';
import type { Faults } from '../faults/faults.ts';
import type { LabConfig, Versions } from '../options/lab-config.ts';

/** What the lab itself tells, beside what its observer does. */
export type LabEventBody =
  | {
      type: 'lab-started';
      generation: number;
      url: string;
      config: LabConfig;
      versions: Versions;
      handler: string | null;
    }
  /** `lost`: what the kept store does not have any more, each as `storedKey` has it. */
  | {
      type: 'lab-configured';
      config: LabConfig;
      storeKept: boolean;
      handler: string | null;
      lost?: string[];
    }
  /**
   * The app, or an instance of the main one, was started anew: `cut` are the requests that it did not answer any more.
   * `emptied`: whose stores are new ones, null for the only or shared one; the others hold what they held.
   */
  | {
      type: 'lab-restarted';
      config: LabConfig;
      instance: number | null;
      isKilled: boolean;
      cut: string[];
      emptied: Array<LabPlace | null>;
    }
  /** `requests`: those that were under way and are lost. */
  | { type: 'lab-stopped'; reason: LabStopReason; message: string; requests: string[] }
  /** The lab's clock is `offset` ms ahead of the real one from here on. */
  | { type: 'clock'; offset: number }
  /** What is wrong from here on, by what it is wrong with. `usedUp`: nobody asked for it, a failure that was counted has happened. */
  | { type: 'faults'; faults: Faults; usedUp?: true }
  | { type: 'printed'; stream: 'stdout' | 'stderr'; text: string };

export type LabStopReason = 'unresponsive' | 'crashed' | 'exited' | 'out-of-memory';
