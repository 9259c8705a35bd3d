import type { LessonSource } from '../lesson-source.ts';
import { post } from '../requests.ts';

export const preflightSessions: LessonSource = {
  id: 'preflight-sessions',
  title: 'Preflights that make sessions',
  claim:
    'With saveUninitialized on, a preflight that reaches the session middleware leaves a session in the store that nobody will use.',
  text: [
    'Before a page sends JSON, a PUT, or a header of its own to another origin, its browser asks by `OPTIONS` whether it may. It asks without cookies and takes none in: each time express-session finds no session, and begins one.',
    'Put what answers preflights before the session middleware. With `saveUninitialized: false` nothing is stored for them either way.',
    'Here nothing answers them: the lab has no CORS, so alice’s browser does not send what it asked about.',
  ],
  code: {
    snippet:
      "app.use(cors({ origin: 'http://app.example.com', credentials: true }));\napp.use(session(options));",
  },
  links: ['session#513'],
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    {
      send: post('/user', {
        id: 'save',
        json: { name: 'alice' },
        host: 'api.example.com',
        from: { page: 'http://app.example.com', by: 'fetch', credentials: 'include' },
      }),
    },
    { expect: { store: 'save.preflight', operation: 'save' } },
    { expect: { sessions: 1 } },
    { expect: { verdict: 'save.preflight', rule: 'cors-preflight-refused' } },
    { expect: { jar: 'alice', count: 0 } },
  ],
  task: {
    text: 'Keep the store empty of what nobody will use.',
    goal: [{ sessions: 0 }],
    hint: 'A session into which nothing was put is called uninitialized.',
    solution: { saveUninitialized: false },
  },
};
