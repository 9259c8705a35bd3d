import { labRecipes } from './lab-recipes.test-helper.ts';
import { scenarioRecipes } from './scenario-recipes.test-helper.ts';

/** The recipes of CONTRIBUTING.md that are followed. */
export const recipes = [...labRecipes, ...scenarioRecipes];

/** Rows of the tables that have their parts in them, each without one. */
export const lackingParts: ReadonlyArray<{ table: string; part: string; row: string }> = [
  ...['words', 'check', 'browsers', 'requests', 'problems', 'record'].map((part) => ({
    table: 'an expectation',
    part,
    row: `const { ${part}: _, ...row } = keptRows.size; return row satisfies ExpectationRow<'size'>;`,
  })),
  ...['label', 'subject', 'settings', 'words'].map((part) => ({
    table: 'a fault',
    part,
    row: `const { ${part}: _, ...row } = faultRows.clock; return row satisfies FaultRow;`,
  })),
  ...['schema', 'words', 'notBeforeRace'].map((part) => ({
    table: 'a step',
    part,
    row: `const { ${part}: _, ...row } = stepRows.wait; return row satisfies StepRow<typeof stepRows.wait.schema>;`,
  })),
];

/** All of these rows, in a file of their own. */
export const lackingFile = 'server/scenarios/lacking-parts.ts';
export const lackingText = `import { type FaultRow } from '../contract/faults/fault-row.ts';
import { faultRows } from '../contract/faults/fault-rows.ts';
import { type StepRow, stepRows } from '../contract/scenario/steps.ts';
import { keptRows } from './expectations/kept.ts';
import { type ExpectationRow } from './expectations/row.ts';
${lackingParts.map(({ row }, place) => `export const lacking${place} = () => { ${row} };`).join('\n')}
`;
