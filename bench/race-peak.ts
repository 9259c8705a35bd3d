import { createRaceEngine } from '../server/races/race-engine.ts';
import { ProblemError } from '../server/words/problems.ts';
import { writersOf } from './race-ground.ts';

/** Explores so many distinct writers, and prints the most MB that this process has had. */
const engine = createRaceEngine();
const explored = await engine.explore(writersOf(Number(process.argv[2]), true));
await engine.close();
if (!explored.ok) throw new ProblemError(explored.problems);
if (!explored.result.schedules.exact) throw new Error('Not every schedule was counted.');
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
