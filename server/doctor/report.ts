import type { DoctorReport } from '../contract/doctor/doctor.ts';
import type { PageContext } from '../contract/doctor/doctor-context.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { examine } from './examine.ts';
import { reviewText } from './review-text.ts';

/** The hazards of a lab's options for an app as the page tells it. `now` in ms since 1970. */
export function reportOn(config: LabConfig, app: PageContext, now: number): DoctorReport {
  const { options, store, apps } = config;
  const context = {
    ...app,
    store: store.kind,
    queue: config.oneAtATime,
    // Instances that share even a MemoryStore know each other's sessions; only in a lab can they.
    instances: config.sharedStore ? 1 : config.instances,
    otherApps: app.otherApps === true || apps.length > 0,
  };
  const findings = examine({ options, context, now });
  return { findings, text: reviewText(findings, context) };
}
