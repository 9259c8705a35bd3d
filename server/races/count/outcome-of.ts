import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import type { Position, TransitionSystem } from './transition-system.ts';

/** Tells the outcome's number of positions at the end, without making their endings. */
export function createOutcomeOf(
  system: TransitionSystem,
  table: OutcomeTable,
): (position: Position) => number {
  const { nodes, world, slots } = system;
  /** The table's numbers by those of the transition system. */
  const stores: number[] = [];
  const jars: number[] = [];
  const responses: number[] = [];
  const parts = new Int32Array(table.width);
  return (position) => {
    const store = system.storeOf(position);
    const jar = system.jarsOf(position);
    stores[store] ??= table.storePart(world.stores.at(store));
    jars[jar] ??= table.jarsPart(world.jars.at(jar));
    parts[0] = stores[store];
    parts[1] = jars[jar];
    for (const [slot, place] of slots.places.entries()) {
      const response = nodes.response[position[slot] ?? -1] ?? -1;
      responses[response] ??= table.responsePart(nodes.responses.at(response));
      parts[2 + place] = responses[response];
    }
    return table.numberOfParts(parts);
  };
}
