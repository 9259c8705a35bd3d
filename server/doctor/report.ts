import type { DoctorReport } from '../contract/doctor/doctor.ts';
import type { PageContext } from '../contract/doctor/doctor-context.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { examine } from './examine.ts';
import { questionsAbout } from './questions.ts';
import { judgedOf } from './read-options.ts';
import { reviewText } from './review-text.ts';

/** The hazards of a lab's options for an app as the page tells it. `now` in ms since 1970. */
export function reportOn(config: LabConfig, app: PageContext, now: number): DoctorReport {
  const { store, apps } = config;
  const context = {
    ...app,
    store: store.kind,
    queue: config.oneAtATime,
    instances: config.instances,
    sharedStore: config.instances === 1 || config.sharedStore,
    otherApps: app.otherApps === true || apps.length > 0,
  };
  const subject = { ...judgedOf(config.options), context, now };
  const findings = examine(subject);
  return { findings, text: reviewText(findings, context, questionsAbout(subject)) };
}
