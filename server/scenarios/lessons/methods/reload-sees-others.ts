import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const reloadSeesOthers: LessonSource = {
  id: 'reload-sees-others',
  title: 'reload',
  claim:
    'After session.reload() a request holds what others have written meanwhile, so that even with resave on it does not undo it.',
  text: [
    'A request’s copy is as old as its load. `req.session.reload()` throws it away, with every change made to it, and loads the session anew.',
    'The timing is that of `reader-undoes-write`: the apple is added while the slow request waits. But this one reloads after it has waited, and what it saves at its end has the apple in it.',
    'Between the reload and the save there is still a moment: the window is narrower, not closed.',
  ],
  code: { routes: ['reload', 'cart'] },
  lab: { options: { resave: true, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      together: [
        post('/reload', { id: 'slow', work: 450 }),
        post('/cart/apples', { id: 'writer', work: 150 }),
      ],
    },
    { expect: { response: 'slow', status: 200, body: 'Reloaded.' } },
    { expect: { store: 'slow', operation: 'save' } },
    { expect: { session: 'alice', path: 'cart.apples', equals: 1 } },
  ],
};
