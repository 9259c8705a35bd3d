import type { ToldProblem } from '../errors.ts';
import type { Expectation, Scenario } from './scenario.ts';

/** A file from outside, by its name, never its path: the scenario in it, or what is wrong with it. */
export type CatalogueFile = { name: string } & (
  | { ok: true; scenario: Scenario }
  | { ok: false; problems: ToldProblem[] }
);

/** A folder of scenario files. `leftOut`: how many it has beyond those that are read. */
export type Workshop = { name: string; files: CatalogueFile[]; leftOut: number };

/** What was put beside the course when the app was started. */
export type Catalogue = { opened: CatalogueFile | null; workshop: Workshop | null };

export const scenarioExtension = '.scenario.json';
/** Files of a folder that are read. */
export const maxWorkshopFiles = 100;

/** An expectation that held when something was recorded. `isTaken`: in the scenario, unless its author takes it out. */
export type Suggested = { expectation: Expectation; isTaken: boolean };

/** What was done in the lab, as a scenario. `notes`: what could not be recorded, in words. */
export type Recording = { scenario: Scenario; suggested: Suggested[]; notes: string[] };
