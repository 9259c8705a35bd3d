import type { LessonSource } from '../lesson-source.ts';
import { post } from '../requests.ts';

export const onlyAnIdInTheCookie: LessonSource = {
  id: 'only-an-id-in-the-cookie',
  title: 'What is in the cookie',
  claim: 'The cookie holds the session’s ID and a signature of it, and nothing of what is in the session.',
  text: [
    'The value is `s:`, the ID, a dot, and the ID’s signature made with the secret. The data stays in the store: the cookie tells nothing of it, and one that was edited opens nothing.',
    'To make that readable, this lab counts: the first session’s ID is 1. (Never do that in earnest: see `guessable-secret`.) However much is stored, the cookie stays the same.',
  ],
  code: { routes: ['user'], snippet: 's%3A1.URKic2jjJiHMQq…   // "s:" + id + "." + HMAC-SHA256(id, secret)' },
  lab: {
    options: { secret: ['keyboard cat'], genid: 'counter', resave: false, saveUninitialized: false },
  },
  browsers: ['alice'],
  steps: [
    { send: post('/user', { json: { name: 'Ada', diary: 'a secret' } }) },
    { expect: { session: 'alice', path: 'user.diary', equals: 'a secret' } },
    {
      expect: {
        cookie: 'alice',
        attributes: { value: 's%3A1.URKic2jjJiHMQqbKBgRZVm7jOYhI36Flwr%2BYh86Ivr4' },
      },
    },
    { send: post('/user', { json: { name: 'Ada', diary: 'another one, and a much longer one' } }) },
    { expect: { session: 'alice', path: 'user.diary', equals: 'another one, and a much longer one' } },
    {
      expect: {
        cookie: 'alice',
        attributes: { value: 's%3A1.URKic2jjJiHMQqbKBgRZVm7jOYhI36Flwr%2BYh86Ivr4' },
      },
    },
  ],
};
