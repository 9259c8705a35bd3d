import { type SendingFaults, sendingFaults } from '../../browsers/sending-faults.ts';
import type { FaultTarget } from '../../contract/faults/fault-rows.ts';
import type { Faults } from '../../contract/faults/faults.ts';
import { skewDate } from '../clock.ts';
import type { AppliedInLab, FaultContext } from './fault-context.ts';
import { processFaults, serverFaults } from './request-faults.ts';
import { storeFaults } from './store-faults.ts';

type AppliedFault<Target extends FaultTarget> =
  | { inLab(context: FaultContext<Target>): AppliedInLab }
  /** Where requests are sent. */
  | { atBrowsers(faults: Faults[Target]): SendingFaults };

type AppliedFaults = { readonly [Target in FaultTarget]: AppliedFault<Target> };

/** How the faults of each target are made to happen. A target without a row does not compile. */
export const appliedFaults = {
  store: { inLab: storeFaults },
  sender: { atBrowsers: sendingFaults },
  server: { inLab: serverFaults },
  process: { inLab: processFaults },
  clock: { inLab: clockFaults },
} satisfies AppliedFaults;

const byTarget: AppliedFaults = appliedFaults;

/** How the faults of some target are made to happen. */
export const appliedFault = <Target extends FaultTarget>(target: Target): AppliedFault<Target> =>
  byTarget[target];

/** The lab's clock alone: the browsers have the right time. */
function clockFaults({ now }: FaultContext<'clock'>): AppliedInLab {
  const changed = () => skewDate(now().skew);
  changed();
  return { changed };
}
