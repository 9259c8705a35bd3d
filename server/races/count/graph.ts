import { createBreath } from '../breath.ts';
import { RaceFault } from '../fault.ts';
import type { Ending } from '../held/held-run.ts';
import type { InitialState } from '../initial-state.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import type { Position, Rules } from './rules.ts';

/** Every state that a race can be in, layer by layer: a layer has all that so many released steps lead to. */
export type Graph = {
  readonly slots: number;
  states: number;
  /** Whether nothing was left out. */
  isWhole: boolean;
  /** By state and slot: the state that its move leads to, -1 for none. */
  readonly next: number[];
  /** By state and slot: how many requests could make that move. */
  readonly weights: number[];
  /** By state: the outcome's number where all is over, -1 before. */
  readonly outcome: number[];
  /** By state: the state before it on the way with the fewest changes from request to request, and the slot that moved. */
  readonly before: number[];
  readonly beforeSlot: number[];
};

export type GraphSettings = {
  rules: Rules;
  initialState: InitialState;
  table: OutcomeTable;
  /** States at most. */
  max: number;
  signal?: AbortSignal | undefined;
  /** Told now and then: the states so far, and the layer that is being left. */
  onLayer?: (states: number, layer: number, width: number) => void;
};

export async function buildGraph(settings: GraphSettings): Promise<Graph> {
  const { rules, initialState, table, max, signal, onLayer } = settings;
  const slots = rules.slots.places.length;
  const graph: Graph = {
    slots,
    states: 1,
    isWhole: true,
    next: [],
    weights: [],
    outcome: [],
    before: [-1],
    beforeSlot: [-1],
  };
  /** By state: changes from request to request on the way to it, and the node that the last move came to. */
  const switches = [0];
  const landed = [-1];
  let layer: Position[] = [rules.start(initialState)];
  let first = 0;
  const breathe = createBreath(signal);

  for (let depth = 0; layer.length > 0; depth += 1) {
    const numbers = new Map<string, number>();
    const following: Position[] = [];
    const firstNext = first + layer.length;
    for (const [i, position] of layer.entries()) {
      const state = first + i;
      let isOver = true;
      for (let slot = 0; slot < slots; slot += 1) {
        const weight = rules.weight(position, slot);
        graph.weights.push(weight);
        if (weight === 0) {
          graph.next.push(-1);
          continue;
        }
        isOver = false;
        const moved = rules.move(position, slot) ?? (await rules.moveLearning(position, slot));
        const key = keyOf(moved);
        let number = numbers.get(key);
        if (number === undefined) {
          number = firstNext + following.length;
          numbers.set(key, number);
          following.push(moved);
          graph.before.push(-1);
          graph.beforeSlot.push(-1);
          switches.push(Number.POSITIVE_INFINITY);
          landed.push(-1);
        }
        graph.next.push(number);
        const changes = (switches[state] ?? 0) + (landed[state] === position.nodes[slot] ? 0 : 1);
        if (changes < (switches[number] ?? 0)) {
          switches[number] = changes;
          landed[number] = rules.landed(position, slot);
          graph.before[number] = state;
          graph.beforeSlot[number] = slot;
        }
      }
      graph.outcome.push(isOver ? table.numberOf(endingOf(position, rules)) : -1);
      if (isOver && position.nodes.some((node) => !rules.nodes.isEnd(node)))
        throw stuck(position, rules, initialState);
      if ((i & 31) === 0) {
        onLayer?.(firstNext + following.length, depth, layer.length);
        await breathe();
      }
      if (firstNext + following.length > max) {
        graph.isWhole = false;
        graph.states = state + 1;
        return graph;
      }
    }
    first = firstNext;
    layer = following;
    graph.states = first + layer.length;
  }
  return graph;
}

/** A short text that is equal for equal positions of one layer. */
function keyOf({ nodes, store, jars }: Position): string {
  let key = '';
  for (const node of nodes) key += String.fromCharCode(node & 0xffff, node >>> 16);
  return key + String.fromCharCode(store & 0xffff, store >>> 16, jars & 0xffff, jars >>> 16);
}

export function endingOf({ nodes, store, jars }: Position, rules: Rules): Ending {
  const responses: Ending['responses'] = [];
  for (const [slot, node] of nodes.entries()) {
    const place = rules.slots.places[slot] ?? slot;
    responses[place] = rules.nodes.responses.at(rules.nodes.response[node] ?? -1);
  }
  return { store: rules.world.stores.at(store), responses, jars: rules.world.jars.at(jars) };
}

function stuck({ nodes }: Position, rules: Rules, { raceRequests }: InitialState): RaceFault {
  const waiting = nodes.flatMap((node, slot) =>
    rules.nodes.isEnd(node) ? [] : [raceRequests[rules.slots.places[slot] ?? -1]?.id],
  );
  return new RaceFault('requests', `${waiting.join(', ')} cannot go on: each waits for another.`);
}
