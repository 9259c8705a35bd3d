import { links } from '../links.ts';
import type { Given } from '../rule.ts';
import { noOptions, type RuleTable, type Subject } from '../rule.ts';

/** How options are given: what express-session does not look at, or does not take. */
export const givenRules = {
  'secret-none': {
    severity: 'hazard',
    option: 'secret',
    title: 'There is no secret, and every request fails.',
    when: '`secret` is empty or null, or a call of session() in code gives none and no cookie-parser is there; an environment variable that is not set is undefined',
    why: 'Without a secret express-session answers every request with the error “secret option required for sessions”, status 500; with an empty list it throws at the start.',
    causes: given('no secret'),
    fix: {
      words: 'Give a long random one from the environment, and see that it is set.',
      options: noOptions,
      secret: 'replace',
    },
    lesson: 'guessable-secret',
    link: links.option('secret'),
  },
  'value-refused': {
    severity: 'hazard',
    option: 'cookie',
    title: 'express-session does not take a value.',
    when: 'express-session or its cookie throws at a value; the others are judged without it',
    why: 'It throws when it is set up, and the app does not start; or when it makes a cookie, as of a maxAge that is text: then the first request ends the process, or stays without an answer; or when it signs or writes one, and then no Set-Cookie is sent; or when it holds a cookie against that secret, and then the request fails.',
    causes: given('refused'),
    fix: { words: 'Give a value that it takes.', options: noOptions },
    lesson: 'max-age-in-ms',
    link: links.options,
  },
  'option-ignored': {
    severity: 'warning',
    option: 'cookie',
    title: 'express-session ignores options that stand in the wrong place, or that it does not know.',
    when: 'a key is none of express-session’s where it stands',
    why: 'It looks at the keys that it knows where it knows them, and says nothing of others: what they were to do is not done.',
    causes: given('ignored'),
    fix: { words: 'Put each where it belongs, or take it out.', options: noOptions },
    lesson: 'no-max-age',
    link: links.options,
  },
  'value-no-boolean': {
    severity: 'warning',
    option: 'cookie.secure',
    title: 'A value is neither true nor false, and counts as one of them.',
    when: 'an option that is on or off has another value, such as text',
    why: 'express-session only asks whether there is something: "false" is text, and counts as true. What an environment variable gives is text.',
    causes: given('no boolean'),
    fix: { words: 'Give true or false: process.env.X === "true".', options: noOptions },
    lesson: 'secure-on-http',
    link: links.options,
  },
  'store-unread': {
    severity: 'note',
    option: 'store',
    title: 'What the store is cannot be seen here: say it in context.',
    when: '`store` is given among the options, and the context names none',
    why: 'What resave and several processes come to depends on the store.',
    causes: (subject) => (subject.context.store === null ? given('unread store')(subject) : null),
    fix: { words: 'Say it in context: "context": { "store": "redis" }.', options: noOptions },
    lesson: 'touch',
    link: links.memoryStore,
  },
} satisfies RuleTable;

function given(kind: Given['kind']): (subject: Subject) => Record<string, string> | null {
  return ({ given: all = [] }) => {
    const found = all.filter((one) => one.kind === kind);
    if (found.length === 0) return null;
    const named = found.slice(0, namedAtMost).map(({ option, words }) => [option, words]);
    const more = found.length - named.length;
    return Object.fromEntries(more === 0 ? named : [...named, ['and more', `${more} others`]]);
  };
}

/** A file may have any number of keys that are none. */
const namedAtMost = 20;

export type GivenRuleId = keyof typeof givenRules;
