import type { LabSettingKey } from '../../contract/options/lab-setting-rows.ts';
import { isLoggedIn, isNobody, login, send } from '../proofs/proof.test-helper.ts';
import type { Proofs, Run } from './statement.test-helper.ts';

const next = send('/me', { id: 'next' });
const comesBack = [login(), next];
/** The first is at work at instance 1 for long, and the second at instance 2 is soon over. */
const me = { browser: 'alice', path: '/me' };
const busy = [
  {
    together: [
      { ...me, work: 600 },
      { ...me, after: 100 },
      { ...me, id: 'next', after: 300 },
    ],
  },
];
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
      says: 'How many of the app there are behind the one address. Requests go to them in turn, or as the balancer says.',
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
  balancer: [
    {
      says: 'How it is chosen which instance answers a request that names none.',
      holds: ofTwo({ instances: 2, balancer: 'sticky' }),
      not: ofTwo({ instances: 2, balancer: 'sticky' }, [login(), send('/me', { id: 'next', instance: 2 })]),
      sees: { answeredBy: 'next', instance: 1 },
    },
    {
      says: 'Sticky: a cookie of the balancer’s own, SERVERID, brings a browser back to the instance that answered it first',
      holds: ofTwo({ instances: 2, balancer: 'sticky' }),
      not: ofTwo({ instances: 2 }),
      sees: isLoggedIn('next'),
    },
    {
      says: 'Least busy: where the fewest requests are under way',
      holds: ofTwo({ instances: 2, balancer: 'least busy' }, busy),
      not: ofTwo({ instances: 2 }, busy),
      sees: { answeredBy: 'next', instance: 2 },
    },
    {
      says: 'Random: by chance, the same each time that the lab begins',
      holds: ofTwo({ instances: 2, balancer: 'random' }, [next]),
      not: ofTwo({ instances: 2 }, [next]),
      sees: { answeredBy: 'next', instance: 2 },
    },
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
