import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../words/problems.ts';
import { linesOf } from '../../words/told.test-helper.ts';
import { course } from '../lessons/course.ts';
import { parseScenario } from './parse.ts';

const good = {
  format: 'session-playground/scenario@1',
  id: 'our-login',
  chapter: 'Our app',
  title: 'Our login',
  claim: 'It works.',
  text: ['With `resave` *off*.'],
  code: { routes: ['login'], snippet: 'app.use(session());' },
  links: ['session#312'],
  notOn: { 'memory-no-touch': 'It has no touch.' },
  browsers: ['alice'],
  steps: [{ send: { id: 'A', browser: 'alice', path: '/views' } }],
  task: {
    text: 'Turn it off.',
    goal: [{ store: 'A', operation: 'touch' }],
    hint: 'It has two values.',
    solution: { resave: false },
  },
};

const problemsIn = (value: unknown): string[] => linesOf(parseScenario(JSON.stringify(value)));
const withTask = (task: object) => ({ ...good, task: { ...good.task, ...task } });

describe('a file with a lesson in it', () => {
  it('is read', () => {
    expect(problemsIn(good)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an id', { id: 'Our Login' }, 'id: expected an id such as view-counter: lower-case words and dashes'],
    ['a text', { text: 'One.' }, 'text: expected array, found string'],
    ['no paragraph', { text: [] }, 'text: too small: expected array to have >=1 items'],
    [
      'a mark-up of its own',
      { text: ['a'.repeat(1501)] },
      'text[0]: too big: expected string to have <=1500',
    ],
    ['a route', { code: { routes: ['lgoin'] } }, 'code.routes[0]: expected one of'],
    ['a key', { code: { snipet: '' } }, 'code: unknown key "snipet" (did you mean "snippet"?)'],
    ['an address', { links: ['https://example.com'] }, 'links[0]: expected one of'],
    ['an issue that is not listed', { links: ['session#1'] }, 'links[0]: expected one of'],
    ['a store', { notOn: { mysql: 'no' } }, 'notOn'],
    ['no reason', { notOn: { memory: '' } }, 'notOn.memory: too small'],
    ['a task without a goal', withTask({ goal: [] }), 'task.goal: too small'],
    ['an expectation', withTask({ goal: [{ stroe: 'A' }] }), 'task.goal[0]: expected one of'],
    [
      'an operation',
      withTask({ goal: [{ store: 'A', operation: 'tuch' }] }),
      'task.goal[0].operation: expected one of',
    ],
    [
      'a request',
      withTask({ goal: [{ store: 'B', operation: 'touch' }] }),
      'task.goal[0].store: no request "B"',
    ],
    [
      'a solution',
      withTask({ solution: { resaev: true } }),
      'task.solution: unknown key "resaev" (did you mean "resave"?)',
    ],
    [
      'a value in a solution',
      withTask({ solution: { cookie: { secure: 'maybe' } } }),
      'task.solution.cookie.secure: expected true, false or "auto"',
    ],
    ['a handler', { handler: 'process.exit()' }, 'unknown key "handler"'],
    ['a path of a file', { code: { file: '/etc/passwd' } }, 'code: unknown key "file"'],
  ])('that has %s which there cannot be is refused at its place', (_, change, problem) => {
    const [first, ...others] = problemsIn({ ...good, ...change });
    expect(first?.slice(0, problem.length)).toBe(problem);
    expect(others).toEqual([]);
  });
});

describe('a lesson of the course in which one thing is spoilt', () => {
  type Place = { holder: object; key: string };

  /** Every place in a value where something could be put instead. */
  const placesIn = (value: unknown): Place[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)]);

  it('is read or refused in words, by a place that is in the file, and never throws', () => {
    const spoilt = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.string(),
      fc.boolean(),
      fc.constant([]),
      fc.constant({}),
      fc.constant({ __proto__: null, nested: { deep: [] } }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...course), fc.nat(), spoilt, (lesson, at, value) => {
        const copy: object = structuredClone(lesson);
        const places = placesIn(copy);
        const place = places[at % places.length];
        if (place) Reflect.set(place.holder, place.key, value);
        const parsed = parseScenario(JSON.stringify(copy));
        if (parsed.ok) return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const problem of parsed.problems) {
          expect(sentenceOf(problem)).toMatch(/\w{2}/);
          const [first = ''] = problem.at.split(/[.[]/);
          expect(['', ...Object.keys(lesson)]).toContain(first);
        }
      }),
      { numRuns: 400 },
    );
  });
});
