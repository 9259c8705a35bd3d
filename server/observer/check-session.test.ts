import { createRequire } from 'node:module';
import session from 'express-session';
import { describe, expect, it } from 'vitest';
import { observe } from './observe.ts';

const require = createRequire(import.meta.url);
/** As code without types gives it. */
const observing = (given: unknown) => () => Reflect.apply(observe, undefined, [given, { onEvent() {} }]);

describe('observe refuses, at the call, in a sentence', () => {
  it.each([
    ['cookie-session', 'is of cookie-session, whose sessions it does not observe.'],
    ['koa-session', 'it was given'],
  ])('%s', (name, words) => {
    const given: unknown = require(name);
    expect(observing(given)).toThrow(words);
  });

  it('hono-sessions, by its parts and as a whole', async () => {
    const whole: object = await import('hono-sessions');
    expect(observing(whole)).toThrow('it was given an object.');
    expect(observing(Reflect.get(whole, 'sessionMiddleware'))).toThrow(
      'another function (sessionMiddleware).',
    );
  });

  it.each([
    [
      'a middleware that was made',
      session({ secret: 'x', resave: false, saveUninitialized: false }),
      'already made',
    ],
    ['the module around it', { default: session }, 'give it its default'],
    ['nothing', undefined, 'it was given undefined.'],
    ['null', null, 'it was given null.'],
    ['its options', { secret: 'x' }, 'it was given an object.'],
    ['its name', 'express-session', 'it was given a string.'],
  ])('%s', (_what, given, words) => {
    expect(observing(given)).toThrow(words);
  });
});

it('takes what stands before express-session, as another observer does', () => {
  expect(observing(observe(session, { onEvent() {} }))).not.toThrow();
});
