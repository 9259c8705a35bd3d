import { z } from 'zod';
import { balancerKinds, stickyCookie } from './balancers.ts';
import { type OptionRow, optionRow } from './option-row.ts';

/** Instances of the app at most. */
export const mostInstances = 8;

/** What the lab may put around the session middleware. None of it is an option of express-session. */
export const labSettingRows = {
  oneAtATime: optionRow({
    label: 'oneAtATime',
    group: 'around',
    control: { type: 'switch' },
    default: false,
    defaultText: 'off',
    sentence: 'Makes requests with the same session cookie wait for the one before.',
    changes:
      'On: they no longer overlap, so none writes over another. In one process only, and a slow request holds up the rest.',
    schema: z.boolean(),
  }),
  instances: optionRow({
    label: 'instances',
    group: 'around',
    control: {
      type: 'choice',
      choices: Array.from({ length: mostInstances }, (_, place) => ({
        value: place + 1,
        label: String(place + 1),
      })),
    },
    default: 1,
    defaultText: '1',
    sentence:
      'How many of the app there are behind the one address. Requests go to them in turn, or as the balancer says.',
    changes:
      'More than one: each has a store of its own, so a session is known to the instance that made it only.',
    schema: z.int().min(1).max(mostInstances),
  }),
  sharedStore: optionRow({
    label: 'sharedStore',
    group: 'around',
    control: { type: 'switch' },
    default: false,
    defaultText: 'off',
    sentence: 'Gives all instances one store together.',
    changes: 'On: whichever instance answers finds the session.',
    schema: z.boolean(),
  }),
  balancer: optionRow({
    label: 'balancer',
    group: 'around',
    control: { type: 'choice', choices: balancerKinds.map((value) => ({ value, label: value })) },
    default: 'round robin',
    defaultText: 'round robin',
    sentence: 'How it is chosen which instance answers a request that names none.',
    changes: `Sticky: a cookie of the balancer’s own, ${stickyCookie}, brings a browser back to the instance that answered it first. Least busy: where the fewest requests are under way. Random: by chance, the same each time that the lab begins.`,
    schema: z.enum(balancerKinds),
  }),
  anyHost: optionRow({
    label: 'anyHost',
    group: 'around',
    control: { type: 'switch' },
    default: false,
    defaultText: 'off',
    sentence:
      'Answers whatever host name a request from outside says, not 127.0.0.1, localhost and names under it alone.',
    changes:
      'On: names of your own that lead to this machine work, and a page whose name is made to lead here (DNS rebinding) can read what the lab answers.',
    schema: z.boolean(),
  }),
};

export type LabSettingKey = keyof typeof labSettingRows;

/** The same by path, in the order in which it is shown. */
export const labSettingCatalogue: ReadonlyArray<{ path: string; row: OptionRow }> = Object.entries(
  labSettingRows,
).map(([path, row]) => ({ path, row }));
