import { createRaceEngine } from '../server/races/race-engine.ts';
import { writersOf } from './race-ground.ts';

/** Explores five distinct writers, and prints the most MB that this process has had. */
const engine = createRaceEngine();
const explored = await engine.explore(writersOf(5, true));
await engine.close();
if (!explored.ok) throw new Error(explored.message);
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
