import type { StepInput } from '../../../contract/scenario/scenario.ts';
import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

type Row = { resave: boolean; saveUninitialized: boolean };

/** One row of the table: a new session and alice's old one, each left alone and each changed. */
const row = ({ resave, saveUninitialized }: Row, name: string): StepInput[] => [
  { configure: { resave, saveUninitialized } },
  { send: visit('/me', { id: `${name}-new`, cookies: 'omit' }) },
  { expect: { store: `${name}-new`, operation: saveUninitialized ? 'save' : 'nothing' } },
  { expect: { response: `${name}-new`, setCookie: saveUninitialized } },
  { send: visit('/views', { id: `${name}-newer`, cookies: 'omit' }) },
  { expect: { store: `${name}-newer`, operation: 'save' } },
  { expect: { response: `${name}-newer`, setCookie: true } },
  { send: visit('/me', { id: `${name}-old` }) },
  { expect: { store: `${name}-old`, operation: resave ? 'save' : 'touch' } },
  { expect: { response: `${name}-old`, setCookie: false } },
  { send: visit('/views', { id: `${name}-older` }) },
  { expect: { store: `${name}-older`, operation: 'save' } },
  { expect: { response: `${name}-older`, setCookie: false } },
];

export const truthTable: LessonSource = {
  id: 'truth-table',
  title: 'resave and saveUninitialized, the truth table',
  claim:
    'saveUninitialized decides only about new sessions into which nothing was put, and resave only about old ones in which nothing changed.',
  text: [
    'A session that *changed* is always saved, whatever the two options say. They are about the ones that did not.',
    'New and untouched: with `saveUninitialized` it is saved and its cookie sent, without it neither. Old and untouched: with `resave` it is saved, without it touched, where the store can do that, which moves the stored expiry and writes nothing.',
    'All four combinations run here, each with all four kinds of request. Almost every app wants both off, and express-session 1.19 has both on unless told otherwise.',
  ],
  code: {
    routes: ['me', 'views'],
    snippet: 'app.use(session({ resave: false, saveUninitialized: false }));',
  },
  links: ['session#169', 'session#273', 'session#372'],
  notOn: { 'memory-no-touch': 'It has no touch, so that an untouched session is left alone instead.' },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    ...row({ resave: false, saveUninitialized: false }, 'off-off'),
    ...row({ resave: false, saveUninitialized: true }, 'off-on'),
    ...row({ resave: true, saveUninitialized: false }, 'on-off'),
    ...row({ resave: true, saveUninitialized: true }, 'on-on'),
  ],
};
