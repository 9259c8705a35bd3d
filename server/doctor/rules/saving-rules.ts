import { contextStores } from '../../contract/doctor/doctor-context.ts';
import { links } from '../links.ts';
import { noOptions, type RuleTable, type Subject } from '../rule.ts';

/** What is saved when, and when the cookie goes out. */
export const savingRules = {
  'resave-touching-store': {
    severity: 'warning',
    option: 'resave',
    title: 'Requests that only read write their old copy back.',
    when: '`resave` is on, the store has `touch` or is not known to lack it, and nothing lets requests through one at a time',
    why: 'Each request holds a whole copy of the session. Saved at the end although nothing changed, it overwrites what another request wrote meanwhile, and brings a session back that a logout destroyed. A store whose touch is atomic renews the expiry without that.',
    causes: (subject) =>
      subject.options.resave && touches(subject) !== false && subject.context.queue !== true
        ? { resave: true, ...storeIn(subject, 'has touch') }
        : null,
    fix: {
      words:
        'Turn resave off. It is for stores without touch, which could not keep a session alive otherwise.',
      options: () => ({ resave: false }),
    },
    lesson: 'reader-undoes-write',
    link: links.option('resave'),
  },
  'no-touch-no-resave': {
    severity: 'warning',
    option: 'resave',
    title: 'Active visitors are logged out: nothing renews the session in the store.',
    when: '`resave` is off and `rolling` on, with a `maxAge`, and the store has no `touch`',
    why: 'rolling renews the cookie with every response, but in the store the expiry moves only by touch or by a save. Without either, a visitor who only reads loses the session at maxAge, with the cookie still good.',
    causes: (subject) => {
      const { resave, rolling, cookie } = subject.options;
      const hazard = !resave && rolling && cookie.maxAge !== null && touches(subject) === false;
      return hazard
        ? { resave, rolling, 'cookie.maxAge': cookie.maxAge, ...storeIn(subject, 'has no touch') }
        : null;
    },
    fix: {
      words: 'Take a store that has touch; with this one, turn resave on, which is what resave is for.',
      options: () => ({ resave: true }),
    },
    lesson: 'store-without-touch',
    link: links.option('resave'),
  },
  'non-atomic-touch': {
    severity: 'warning',
    option: 'store',
    title: 'Requests that only read can write an older session back, with resave off too.',
    when: 'the store’s `touch` gets the session and sets it whole, and nothing lets requests through one at a time',
    why: 'express-session touches what did not change. This store’s touch gets the session, puts the new cookie into it and sets the whole: what another request saves between the two is gone.',
    causes: ({ context: { store, queue } }) =>
      store !== null && isByTwo(contextStores[store].touches) && queue !== true
        ? { store: contextStores[store].label }
        : null,
    fix: {
      words:
        'Take a store whose touch moves the expiry alone, such as connect-redis or connect-pg-simple; or let the requests of one session through one at a time. In the lab, SQLite.',
      options: noOptions,
      store: 'sqlite',
    },
    lesson: 'non-atomic-touch',
    link: links.option('resave'),
  },
  'save-uninitialized-login': {
    severity: 'warning',
    option: 'saveUninitialized',
    title: 'Every visitor without a cookie leaves an empty session in the store.',
    when: '`saveUninitialized` is on, unless sessions are said to be for more than login',
    why: 'Bots and health checks keep no cookies, so each of their requests makes a session. The first requests of one page, sent together, make several. And a cookie is set before anybody agreed to one.',
    causes: ({ options, context }) =>
      options.saveUninitialized && context.login !== false
        ? { saveUninitialized: true, ...(context.login === true ? { 'login app': true } : {}) }
        : null,
    fix: {
      words: 'Turn saveUninitialized off: the session is saved when something is put into it, at login.',
      options: () => ({ saveUninitialized: false }),
    },
    lesson: 'bots-fill-the-store',
    link: links.option('saveUninitialized'),
  },
  'rolling-uninitialized': {
    severity: 'note',
    option: 'rolling',
    title: 'rolling gives no cookie to a visitor in whose session nothing was put.',
    when: '`rolling` is on and `saveUninitialized` off, unless only visitors who log in need a session',
    why: 'rolling renews a cookie that is there. Until something is put into the session, each request of such a visitor has a new ID: what is bound to the ID, such as a form’s token, does not fit the next request.',
    causes: ({ options: { rolling, saveUninitialized }, context }) =>
      rolling && !saveUninitialized && context.login !== true ? { rolling, saveUninitialized } : null,
    fix: {
      words:
        'Put something into the session of a visitor who needs one, or turn saveUninitialized on. Where only those who log in need it, all is well: say so with "login": true.',
      options: ({ context }) => (context.login === false ? { saveUninitialized: true } : { rolling: false }),
    },
    lesson: 'rolling-uninitialized',
    link: links.option('rolling'),
  },
  'rolling-without-expiry': {
    severity: 'note',
    option: 'rolling',
    title: 'rolling has nothing to renew.',
    when: '`rolling` is on, without `maxAge` and `expires`',
    why: 'The cookie has no expiry, yet every response sends it again, which changes nothing for the visitor. Set-Cookie keeps no shared cache away (RFC 9111, section 7.3): one that stores such a page hands the cookie to others with it, unless Cache-Control forbids that, which express-session does not send.',
    causes: ({ options: { rolling, cookie } }) =>
      rolling && cookie.maxAge === null && cookie.expires === null
        ? { rolling, 'cookie.maxAge': null }
        : null,
    fix: {
      words: 'Turn rolling off; or set a maxAge, if sessions are to end when they are not used.',
      options: () => ({ rolling: false }),
    },
    lesson: 'rolling',
    link: links.option('rolling'),
  },
  'unset-keeps-logout': {
    severity: 'hazard',
    option: 'unset',
    title: 'A logout that sets req.session to null leaves the session in the store.',
    when: '`unset` is keep, and logout is said to be `req.session = null`',
    why: 'The browser keeps its cookie, and the store its session: the next request is logged in again, and so is whoever has a copy of the cookie.',
    causes: ({ options: { unset }, context: { logout } }) =>
      unset === 'keep' && logout === 'unset' ? { unset, logout: 'req.session = null' } : null,
    fix: {
      words: 'Set unset to destroy, or call req.session.destroy().',
      options: () => ({ unset: 'destroy' }),
    },
    lesson: 'unset-keep',
    link: links.option('unset'),
  },
} satisfies RuleTable;

/** null: not said. Most published stores do. */
/** Whether it is a reading and a writing of the whole. */
const isByTwo = (touches: boolean | string): boolean =>
  touches === 'by get and set' || touches === 'by read and write';

const touches = ({ context: { store } }: Subject): boolean | null =>
  store === null ? null : contextStores[store].touches !== false;

const storeIn = ({ context: { store } }: Subject, fact: string): Record<string, string> =>
  store === null ? {} : { store: `${contextStores[store].label}, ${fact}` };

export type SavingRuleId = keyof typeof savingRules;
