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
/** Files of a folder that are read, and bytes of all of them: what is read of it is one answer. */
export const maxWorkshopFiles = 100;
const maxWorkshopBytes = 8 * 1024 * 1024;

/** The first files of a folder, as many as are read. One that is too large to be read counts for nothing. */
export function withinBounds<Sized extends { size: number }>(files: readonly Sized[]): Sized[] {
  let bytes = 0;
  return files.slice(0, maxWorkshopFiles).filter(({ size }) => {
    const counted = size > maxScenarioBytes ? 0 : size;
    if (bytes + counted > maxWorkshopBytes) return false;
    bytes += counted;
    return true;
  });
}

/** Bytes that a scenario file may have. */
export const maxScenarioBytes = 1024 * 1024;

/** An expectation that held when something was recorded. `isTaken`: in the scenario, unless its author takes it out. */
export type Suggested = { expectation: Expectation; isTaken: boolean };

/** What was done in the lab, as a scenario. `notes`: what could not be recorded, in words. */
export type Recording = { scenario: Scenario; suggested: Suggested[]; notes: string[] };
