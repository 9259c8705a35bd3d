import { createRaceEngine } from '../server/races/race-engine.ts';
import { ProblemError } from '../server/words/problems.ts';
import { writersOf } from './race-ground.ts';

/** Explores five distinct writers, and prints the most MB that this process has had. */
const engine = createRaceEngine();
const explored = await engine.explore(writersOf(5, true));
await engine.close();
if (!explored.ok) throw new ProblemError(explored.problems);
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
