import {
  type Scenario,
  scenarioFormat,
  scenarioSchema,
} from '../../../../server/contract/scenario/scenario.ts';

/** What stands there before anything is chosen: the question that most people come with. */
export const firstScenario: Scenario = scenarioSchema.parse({
  format: scenarioFormat,
  title: 'Writer and reader',
  claim: 'A request that only reads cannot undo what another one writes.',
  lab: { options: { saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: { browser: 'alice', path: '/views' } },
    {
      together: [
        { id: 'writer', browser: 'alice', method: 'POST', path: '/cart/apples', work: 80 },
        { id: 'reader', browser: 'alice', method: 'GET', path: '/me', work: 240 },
      ],
    },
    { expect: { session: 'alice', path: 'cart.apples', equals: 1 } },
  ],
});
