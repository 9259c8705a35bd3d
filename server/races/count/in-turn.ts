import { noHead } from '../behaviours/nodes.ts';
import type { InitialState } from '../initial-state.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import { createYieldToEventLoop } from '../yield-to-event-loop.ts';
import { createOutcomeOf } from './outcome-of.ts';
import type { TransitionSystem } from './transition-system.ts';

/** States that are looked at, at most. */
const mostStates = 300_000;

/** A race over a store that does its work while it is called: `waitsFor` has a bit for each request that is answered before. */
type State = { nodes: readonly number[]; waitsFor: readonly number[]; store: number; jars: number };

type Settings = {
  system: TransitionSystem;
  initialState: InitialState;
  table: OutcomeTable;
  /** Those that the orders of all steps have. */
  outcomes: ReadonlyMap<number, bigint>;
  signal?: AbortSignal | undefined;
};

/**
 * The outcomes that can come on a store that does its work in the turn in which it is called, and answers in the order of
 * the calls: there a request that calls again as soon as it is answered does so before any that called later goes on.
 * Null where all can, or where there is too much to look at.
 */
export async function outcomesInTurn(settings: Settings): Promise<ReadonlySet<number> | null> {
  const { system, initialState, table, outcomes, signal } = settings;
  if (!system.nodes.isChained.includes(true)) return null;
  /** Outcomes that were not found yet. */
  let missing = outcomes.size;
  if (missing === 0) return null;
  const yieldToEventLoop = createYieldToEventLoop(signal);
  const outcomeOf = createOutcomeOf(system, table);
  const { places } = system.slots;
  const found = new Set<number>();
  const first = begin(system, initialState);
  const seen = new Set([JSON.stringify(first)]);
  const left: State[] = [first];
  for (let state = left.pop(); state !== undefined; state = left.pop()) {
    await yieldToEventLoop();
    const { nodes, store, jars } = state;
    if (nodes.every((node) => system.nodes.isEnd(node))) {
      const outcome = outcomeOf(Int32Array.of(...places.map((place) => nodes[place] ?? -1), store, jars));
      if (outcomes.has(outcome) && !found.has(outcome)) missing -= 1;
      if (missing === 0) return null;
      found.add(outcome);
      continue;
    }
    for (const place of nodes.keys()) {
      const next = await move(system, initialState, state, place);
      if (next === null) continue;
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      if (seen.size === mostStates) return null;
      seen.add(key);
      left.push(next);
    }
  }
  return found;
}

function begin(system: TransitionSystem, initialState: InitialState): State {
  const position = system.start(initialState);
  const nodes: number[] = [];
  for (const [slot, place] of system.slots.places.entries()) nodes[place] = system.slots.roots[slot] ?? -1;
  return {
    nodes,
    waitsFor: nodes.map(() => 0),
    store: system.storeOf(position),
    jars: system.jarsOf(position),
  };
}

/** Null where the request is over, or has to wait. */
async function move(
  system: TransitionSystem,
  { locks }: InitialState,
  { nodes, waitsFor, store, jars }: State,
  place: number,
): Promise<State | null> {
  const { nodes: tree, world, slots } = system;
  const node = nodes[place] ?? -1;
  if (tree.isEnd(node) || waitsFor[place] !== 0) return null;
  const rootOf = (at: number) => slots.roots[slots.places.indexOf(at)];
  const lock = locks[place] ?? null;
  const isBegun = (at: number) => nodes[at] !== rootOf(at) && (tree.response[nodes[at] ?? -1] ?? -1) === -1;
  if (lock !== null && node === rootOf(place)) {
    if (locks.some((other, at) => at !== place && other === lock && isBegun(at))) return null;
  }
  const step = tree.step[node] ?? -1;
  // Of a part not all was learnt that its requests can do.
  await system.learnMove(node, store);
  const made = world.knownStoreMove(store, step);
  const edge = made === undefined ? undefined : tree.edge(node, made.answer);
  if (made === undefined || edge === undefined) throw new Error('What was learnt is not known.');
  const isCall = tree.steps.at(step).kind !== 'work';
  const bit = 1 << place;
  const before = nodes.reduce(
    (bits, other, at) => (at !== place && tree.isChained[other] === true ? bits | (1 << at) : bits),
    0,
  );
  const rootHead = node === rootOf(place) ? (slots.rootHeads[slots.places.indexOf(place)] ?? noHead) : noHead;
  return {
    nodes: nodes.with(place, edge.to),
    waitsFor: waitsFor.map((bits, at) => (at === place ? (isCall ? before : 0) : bits & ~bit)),
    store: made.store,
    jars: world.jarMove(world.jarMove(jars, rootHead), edge.head),
  };
}
