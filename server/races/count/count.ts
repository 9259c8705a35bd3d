import { createYieldToEventLoop } from '../yield-to-event-loop.ts';
import type { Counted, CountSettings, Example } from './counted.ts';
import { buildGraph, type Graph } from './graph.ts';
import { canReach, firstEnds, pathTo, schedulesFrom, stateAfter } from './paths.ts';
import { sample } from './sample.ts';
import { walkPlaces, walkSlots } from './walk.ts';

/** Counts the schedules behind each outcome without running them all: by the states that they pass through. */
export async function count(settings: CountSettings): Promise<Counted> {
  const graph = await buildGraph(settings);
  if (!graph.isWhole) return sample(settings, graph.states);
  const { system, initialState, groups, signal } = settings;
  const requests = initialState.raceRequests.length;
  const yieldToEventLoop = createYieldToEventLoop(signal);
  const outcomes = await schedulesFrom(graph, { depth: 0, place: 0 }, requests, yieldToEventLoop);
  const total = [...outcomes.values()].reduce((sum, one) => sum + one, 0n);
  const firsts = system.firsts();
  // Exchanging requests without any step makes no other order.
  const moving = groups.filter(([place = -1]) => firsts[place] != null);
  const alike = moving.reduce((product, { length }) => product * factorial(length), 1n);
  const hopeful = await canReach(graph, settings.isSerial, yieldToEventLoop);
  return {
    total,
    distinct: total / alike,
    alike,
    isExact: true,
    states: graph.states,
    ...(graph.division !== null && {
      division: { digest: graph.division.digest, hopeful: hopefulUpTo(graph.division.steps, hopeful) },
    }),
    outcomes,
    example: exampleIn(settings, graph, hopeful),
    reach: async (beginning) => {
      const { slots } = await walkPlaces(system, initialState, beginning);
      return schedulesFrom(graph, stateAfter(graph, slots), requests, createYieldToEventLoop(undefined));
    },
  };
}

/** Gives examples by the first ends in a graph. `hopeful`: the states from which a serial outcome can be reached. */
function exampleIn(
  { system, initialState }: CountSettings,
  graph: Graph,
  hopeful: readonly Uint8Array[],
): Counted['example'] {
  const ends = firstEnds(graph);
  return async (outcome): Promise<Example> => {
    const end = ends.get(outcome);
    if (end === undefined) throw new Error(`No schedule ends in outcome ${outcome}.`);
    const { places, slots } = pathTo(graph, end);
    const { schedule, trace, position } = await walkSlots(system, initialState, slots);
    const doomed = places.findIndex((place, depth) => hopeful[depth]?.[place] === 0);
    // What the other parts reach from the states before the division is not known.
    const known = Math.min(graph.division?.steps ?? 0, places.length - 1);
    return {
      schedule,
      trace,
      ending: system.ending(position),
      // Before any step: then the first one is as good as any.
      doomedAt: doomed === -1 ? null : Math.max(0, Math.max(doomed, known) - 1),
      ...(graph.division !== null && { way: places.slice(0, known + 1).map(stateName) }),
    };
  };
}

/** A state's name in every part: by its place in its layer. */
const stateName = (place: number, depth: number): string => `${depth}:${place}`;

const hopefulUpTo = (steps: number, hopeful: readonly Uint8Array[]): string[] =>
  hopeful.slice(0, steps + 1).flatMap((layer, depth) =>
    Array.from(layer.keys())
      .filter((place) => layer[place] === 1)
      .map((place) => stateName(place, depth)),
  );

const factorial = (count: number): bigint => (count < 2 ? 1n : BigInt(count) * factorial(count - 1));
