import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const earlySave: LessonSource = {
  id: 'early-save',
  title: 'Saving early',
  claim:
    'A write that is saved before the handler waits survives a request that begins during the waiting, and one that is saved after it does not.',
  text: [
    'The usual advice against lost writes: call `req.session.save()` as soon as you have changed something, before you wait for anything else.',
    'A adds an apple and waits; B comes while it waits, and adds a pear. alice’s A saves before it waits (`?early=save`), so B loads the apple, and nothing is lost. bob’s saves at its end only, and the pear is lost.',
    'That narrows the window and does not close it: if B *loads* before A’s early save, one of the writes is lost as before. Give this lesson to the race lab, and see how many orders are left.',
  ],
  code: {
    routes: ['cart'],
    snippet:
      'req.session.cart = cart;\nawait new Promise((done) => req.session.save(done));\nawait chargeTheCard();',
  },
  links: ['session#312', 'session#383', 'session#935'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: login() },
    {
      together: [
        post('/cart/apples?early=save', { id: 'A', work: 600 }),
        post('/cart/pears', { id: 'B', after: 200 }),
      ],
    },
    { expect: { response: 'B', body: '{"cart":{"apples":1,"pears":1}}' } },
    { expect: { session: 'alice', path: 'cart', equals: { apples: 1, pears: 1 } } },
    { send: login({ browser: 'bob' }) },
    {
      together: [
        post('/cart/apples', { id: 'C', browser: 'bob', work: 600 }),
        post('/cart/pears', { id: 'D', browser: 'bob', after: 200 }),
      ],
    },
    { expect: { session: 'bob', path: 'cart', equals: { apples: 1 } } },
  ],
};
