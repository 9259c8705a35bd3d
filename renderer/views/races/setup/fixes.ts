import { type Early, earlyOf, withEarly } from './race-request.ts';
import type { Setup } from './setup.ts';

/** Something that may cure a race. `on` and `off` give the same race with and without it. */
type Fix = {
  label: string;
  /** What it does, and where it helps. */
  sentence: string;
  isOn: (setup: Setup) => boolean;
  on: (setup: Setup) => Setup;
  off: (setup: Setup) => Setup;
};

const withResave = (setup: Setup, resave: boolean): Setup => ({
  ...setup,
  config: { ...setup.config, options: { ...setup.config.options, resave } },
});

const withOneAtATime = (setup: Setup, oneAtATime: boolean): Setup => ({
  ...setup,
  config: { ...setup.config, oneAtATime },
});

const allEarly = (setup: Setup, early: Early): Setup => ({
  ...setup,
  raceRequests: setup.raceRequests.map((raceRequest) => ({
    ...raceRequest,
    draft: { ...raceRequest.draft, path: withEarly(raceRequest.draft.path, early) },
  })),
});

const areAll =
  (early: Early) =>
  (setup: Setup): boolean =>
    setup.raceRequests.every(({ draft }) => earlyOf(draft.path) === early);

/** What people advise. The race is run to see what each is worth here. */
export const fixes = {
  resave: {
    label: 'resave: false',
    sentence: 'Do not save a session that nothing changed.',
    isOn: ({ config }) => !config.options.resave,
    on: (setup) => withResave(setup, false),
    off: (setup) => withResave(setup, true),
  },
  save: {
    label: 'save early',
    sentence: 'Save right after the change, before the work.',
    isOn: areAll('save'),
    on: (setup) => allEarly(setup, 'save'),
    off: (setup) => allEarly(setup, 'no'),
  },
  reload: {
    label: 'reload first',
    sentence: 'Read the session again, change it and save, before the work.',
    isOn: areAll('reload'),
    on: (setup) => allEarly(setup, 'reload'),
    off: (setup) => allEarly(setup, 'no'),
  },
  queue: {
    label: 'one at a time',
    sentence: 'Requests of one session wait for the one before.',
    isOn: ({ config }) => config.oneAtATime,
    on: (setup) => withOneAtATime(setup, true),
    off: (setup) => withOneAtATime(setup, false),
  },
} as const satisfies Record<string, Fix>;

export type FixId = keyof typeof fixes;
export const fixIds = Object.keys(fixes).filter((id): id is FixId => id in fixes);

/** The race with the fix; without it, where it has it already. */
export function flipped(id: FixId, setup: Setup): Setup {
  const fix: Fix = fixes[id];
  return fix.isOn(setup) ? fix.off(setup) : fix.on(setup);
}
