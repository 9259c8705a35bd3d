import { type Refused, refuse } from './errors.ts';
import type { LabConfig } from './options/lab-config.ts';

/** An instance of the app, from 1, or the second app. */
export type Whose = { instance?: number | undefined; app?: 'second' | undefined };

/** An instance or an app that is asked for and that the lab has not got; null when there is none such. */
export function lackingPlace(asked: object, { instances, secondApp }: LabConfig): Refused | null {
  const { instance, app }: Whose = asked;
  if (app !== undefined && instance !== undefined) {
    return refuse('second-has-one-instance', 'instance', {});
  }
  if (instance !== undefined && instance > instances) {
    return refuse('no-such-instance', 'instance', { instances });
  }
  if (app !== undefined && secondApp === null) {
    return refuse('no-second-app', 'app', {});
  }
  return null;
}
