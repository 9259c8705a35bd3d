import type { LabSettingKey } from '../../contract/options/lab-setting-rows.ts';
import { isLoggedIn, isNobody, login, send } from '../proofs/proof.test-helper.ts';
import type { Proofs, Run } from './statement.test-helper.ts';

const next = send('/me', { id: 'next' });
const comesBack = [login(), next];
const ofTwo = (lab: NonNullable<Run['lab']>, steps = comesBack): Run => ({ options: {}, lab, steps });

const fromOutside =
  'requests from outside, which no scenario sends; both settings are seen in the lab’s own tests';

/** A setting without its proofs does not compile. */
export const labSettingProofs: { readonly [Key in LabSettingKey]: Proofs } = {
  oneAtATime: [
    { says: 'Makes requests with the same session cookie wait for the one before', lesson: 'one-at-a-time' },
    { says: 'On: they no longer overlap, so none writes over another', lesson: 'one-at-a-time' },
    { says: 'In one process only, and a slow request holds up the rest', lesson: 'one-at-a-time' },
  ],
  instances: [
    {
      says: 'How many of the app there are behind the one address. Requests go to them in turn.',
      holds: ofTwo({ instances: 2 }),
      not: ofTwo({ instances: 1 }),
      sees: { answeredBy: 'next', instance: 2 },
    },
    {
      says: 'More than one: each has a store of its own, so a session is known to the instance that made it only',
      holds: ofTwo({ instances: 2 }),
      not: ofTwo({ instances: 2 }, [...comesBack.slice(0, 1), send('/me'), next]),
      sees: isNobody('next'),
    },
  ],
  sharedStore: [
    {
      says: 'Gives all instances one store together',
      holds: ofTwo({ instances: 2, sharedStore: true }),
      not: ofTwo({ instances: 2, sharedStore: false }),
      sees: isLoggedIn('next'),
    },
    { says: 'On: whichever instance answers finds the session', lesson: 'shared-store' },
  ],
  anyHost: [
    {
      says: 'Answers whatever host name a request from outside says, not 127.0.0.1, localhost and names under it alone.',
      isNotOfALab: fromOutside,
    },
    {
      says: 'On: names of your own that lead to this machine work, and a page whose name is made to lead here (DNS rebinding) can read what the lab answers.',
      isNotOfALab: fromOutside,
    },
  ],
};
