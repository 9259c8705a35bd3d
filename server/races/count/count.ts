import { createBreath } from '../breath.ts';
import type { Counted, CountedOutcome } from './counted.ts';
import { buildGraph, endingOf, type Graph, type GraphSettings } from './graph.ts';
import { canReach, schedulesFrom, slotPaths } from './paths.ts';
import { survey } from './survey.ts';
import { walkPlaces, walkSlots } from './walk.ts';

export type CountSettings = GraphSettings & {
  /** Requests that differ in nothing. */
  groups: readonly number[][];
  isSerial: (outcome: number) => boolean;
};

/** Counts the schedules behind each outcome without running them all: by the states that they pass through. */
export async function count(settings: CountSettings): Promise<Counted> {
  const graph = await buildGraph(settings);
  if (!graph.isWhole) return survey(settings, graph.states);
  const breathe = createBreath(settings.signal);
  const schedules = await schedulesFrom(graph, 0, breathe);
  const total = [...schedules.values()].reduce((sum, one) => sum + one, 0n);
  const alike = settings.groups.reduce((product, { length }) => product * factorial(length), 1n);
  return {
    total,
    distinct: total / alike,
    isExact: true,
    states: graph.states,
    outcomes: await outcomesOf(settings, graph, schedules, breathe),
    reach: async (beginning) => {
      const { slots } = await walkPlaces(settings.rules, settings.initialState, beginning);
      return schedulesFrom(graph, statesOn(graph, slots).at(-1) ?? 0, createBreath(undefined));
    },
  };
}

async function outcomesOf(
  { rules, initialState, isSerial }: CountSettings,
  graph: Graph,
  schedules: ReadonlyMap<number, bigint>,
  breathe: () => Promise<void>,
): Promise<Map<number, CountedOutcome>> {
  const hopeful = canReach(graph, isSerial);
  const outcomes = new Map<number, CountedOutcome>();
  for (const [outcome, slots] of slotPaths(graph)) {
    await breathe();
    const { schedule, trace, position } = await walkSlots(rules, initialState, slots);
    const doomed = statesOn(graph, slots).findIndex((state) => hopeful[state] === 0);
    outcomes.set(outcome, {
      schedules: schedules.get(outcome) ?? 0n,
      example: schedule,
      trace,
      ending: endingOf(position, rules),
      // Before any step: then the first one is as good as any.
      doomedAt: doomed === -1 ? null : Math.max(0, doomed - 1),
    });
  }
  return outcomes;
}

/** The states on a way through the slots, the first one too. */
function statesOn({ next, slots: width }: Graph, slots: readonly number[]): number[] {
  const states = [0];
  for (const slot of slots) states.push(next[(states.at(-1) ?? 0) * width + slot] ?? -1);
  return states;
}

const factorial = (count: number): bigint => (count < 2 ? 1n : BigInt(count) * factorial(count - 1));
