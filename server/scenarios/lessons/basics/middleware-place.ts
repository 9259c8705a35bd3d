import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const middlewarePlace: LessonSource = {
  id: 'middleware-place',
  title: 'The middleware’s place',
  claim: 'A route that is registered before the session middleware has no req.session.',
  text: [
    'Express runs middleware in the order in which it was added. `/before` was added ahead of `app.use(session(…))`, so the session never passed there: `req.session` is undefined, and no cookie is set.',
    'Put what needs no session, such as static files and health checks, before it: they cost the store nothing then. Put everything else behind it, body parsers in either place.',
  ],
  code: {
    routes: ['before', 'views'],
    snippet: "app.get('/before', before);\napp.use(session(options));\napp.get('/views', views);",
  },
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    { send: visit('/before', { id: 'before' }) },
    { expect: { response: 'before', status: 200, body: '{"session":"undefined"}', setCookie: false } },
    { expect: { sessions: 0 } },
    { send: visit('/views', { id: 'behind' }) },
    { expect: { response: 'behind', status: 200, body: '{"views":1}', setCookie: true } },
    { expect: { sessions: 1 } },
  ],
};
