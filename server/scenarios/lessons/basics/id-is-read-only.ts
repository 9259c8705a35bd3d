import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const idIsReadOnly: LessonSource = {
  id: 'id-is-read-only',
  title: 'req.session.id',
  claim: 'A session’s ID cannot be assigned: it throws in a module, and the ID stays what it was.',
  text: [
    '`req.session.id` and `req.sessionID` say the same, unless a handler puts an older session object back. The property is not writable: in a module or under `"use strict"` an assignment throws a TypeError, elsewhere it is silently ignored.',
    'A new ID comes from `req.session.regenerate()`: see `regenerate-new-id`. Which IDs there are is decided by `genid`.',
  ],
  code: { routes: ['id'] },
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    { send: visit('/id', { id: 'new' }) },
    { expect: { response: 'new', body: '"same":true' } },
    { expect: { response: 'new', body: 'TypeError: Cannot assign to read only property' } },
    { send: visit('/id', { id: 'loaded' }) },
    { expect: { verdict: 'loaded', rule: 'session-found' } },
    { expect: { response: 'loaded', body: '"same":true' } },
    { expect: { response: 'loaded', body: 'TypeError: Cannot assign to read only property' } },
  ],
};
