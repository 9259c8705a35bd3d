import type { LabConfig } from './options/lab-config.ts';
import type { Refusal } from './state.ts';

/** An instance of the app, from 1, or the second app. */
export type Whose = { instance?: number | undefined; app?: 'second' | undefined };

/** An instance or an app that is asked for and that the lab has not got; null when there is none such. */
export function lackingPlace(asked: object, { instances, secondApp }: LabConfig): Refusal | null {
  const { instance, app }: Whose = asked;
  if (app !== undefined && instance !== undefined) {
    return { ok: false, at: 'instance', message: 'the second app has one instance only' };
  }
  if (instance !== undefined && instance > instances) {
    const has = instances === 1 ? 'one instance' : `${instances} instances`;
    return { ok: false, at: 'instance', message: `the lab has ${has}: set its instances first` };
  }
  if (app !== undefined && secondApp === null) {
    return { ok: false, at: 'app', message: 'the lab has no second app: set secondApp first' };
  }
  return null;
}
