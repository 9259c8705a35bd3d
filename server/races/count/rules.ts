import type { RaceStepKind } from '../../contract/races/races.ts';
import type { Learner } from '../behaviours/learner.ts';
import { type Nodes, noHead } from '../behaviours/nodes.ts';
import type { World } from '../behaviours/world.ts';
import { lockOf } from '../held/held-run.ts';
import type { InitialState } from '../initial-state.ts';

/** Requests of a race by slots: those that are interchangeable are neighbours, their nodes kept in order. */
export type Slots = {
  /** Place of the request in each slot. */
  places: readonly number[];
  /** First slot of the group that each slot belongs to. */
  groupStart: readonly number[];
  roots: readonly number[];
  rootHeads: readonly number[];
  /** What each waits by for those before it, where the lab lets them in one at a time. */
  locks: ReadonlyArray<string | null>;
};

/** Where a race is: the node of each slot, the store and the jars. */
export type Position = { nodes: number[]; store: number; jars: number };

/** How a race moves: by what its requests do, what the store makes of it, and what the browsers learn. */
export class Rules {
  readonly nodes: Nodes;
  readonly world: World;
  readonly slots: Slots;
  readonly #learner: Learner;

  private constructor(learner: Learner, world: World, slots: Slots) {
    this.nodes = learner.nodes;
    this.#learner = learner;
    this.world = world;
    this.slots = slots;
  }

  static async create(settings: {
    initialState: InitialState;
    cookies: ReadonlyArray<string | null>;
    groups: readonly number[][];
    learner: Learner;
    world: World;
  }): Promise<Rules> {
    const { initialState, cookies, groups, learner, world } = settings;
    const places = groups.flat();
    const trees = [];
    for (const place of places) trees.push(await learner.tree(place, cookies[place] ?? null));
    return new Rules(learner, world, {
      places,
      groupStart: groups.flatMap((group) => group.map(() => places.indexOf(group[0] ?? -1))),
      roots: trees.map(({ root }) => root),
      rootHeads: trees.map(({ rootHead }) => rootHead),
      locks: places.map((place) => lockOf(cookies[place] ?? null, initialState)),
    });
  }

  /** What is true when all requests have been sent: those without any step are over. */
  start({ sessions, jars: given }: InitialState): Position {
    const { roots, rootHeads } = this.slots;
    let jars = this.world.jarsNumber(given);
    for (const [slot, root] of roots.entries()) {
      if (this.nodes.isEnd(root)) jars = this.world.jarMove(jars, rootHeads[slot] ?? noHead);
    }
    return { nodes: [...roots], store: this.world.storeNumber({ ...sessions }), jars };
  }

  /** Each request's first step, null where it has none. */
  firsts(): Array<RaceStepKind | null> {
    const firsts: Array<RaceStepKind | null> = [];
    for (const [slot, place] of this.slots.places.entries()) {
      const step = this.nodes.step[this.slots.roots[slot] ?? -1] ?? -1;
      firsts[place] = step === -1 ? null : this.nodes.steps.at(step).kind;
    }
    return firsts;
  }

  /** How many requests could move as this slot does: 0 when it cannot, or when a neighbour before it stands for it. */
  weight({ nodes }: Position, slot: number): number {
    const node = nodes[slot] ?? -1;
    const start = this.slots.groupStart[slot] ?? slot;
    if (this.nodes.isEnd(node) || (slot > start && nodes[slot - 1] === node)) return 0;
    if (this.#isLocked(nodes, slot, node)) return 0;
    let weight = 1;
    while (nodes[slot + weight] === node && this.slots.groupStart[slot + weight] === start) weight += 1;
    return weight;
  }

  /** Null when something has to be learnt first: then `learn`. */
  move(position: Position, slot: number): Position | null {
    const node = position.nodes[slot] ?? -1;
    const made = this.world.knownStoreMove(position.store, this.nodes.step[node] ?? -1);
    const edge = made === undefined ? undefined : this.nodes.edge(node, made.answer);
    if (made === undefined || edge === undefined) return null;
    const { roots, rootHeads, groupStart } = this.slots;
    const nodes = position.nodes.slice();
    let at = slot;
    const start = groupStart[slot];
    // Kept in order among those like it.
    while (groupStart[at + 1] === start && (nodes[at + 1] ?? 0) < edge.to) {
      nodes[at] = nodes[at + 1] ?? 0;
      at += 1;
    }
    while (at > (start ?? 0) && (nodes[at - 1] ?? 0) > edge.to) {
      nodes[at] = nodes[at - 1] ?? 0;
      at -= 1;
    }
    nodes[at] = edge.to;
    let { jars } = position;
    const rootHead = rootHeads[slot] ?? noHead;
    if (node === roots[slot] && rootHead !== noHead) jars = this.world.jarMove(jars, rootHead);
    if (edge.head !== noHead) jars = this.world.jarMove(jars, edge.head);
    return { nodes, store: made.store, jars };
  }

  /** The node that a slot's move leads to. */
  landed(position: Position, slot: number): number {
    const node = position.nodes[slot] ?? -1;
    const made = this.world.knownStoreMove(position.store, this.nodes.step[node] ?? -1);
    return (made && this.nodes.edge(node, made.answer)?.to) ?? -1;
  }

  /** Learns by running what a slot's move does. */
  async learn(position: Position, slot: number): Promise<void> {
    const node = position.nodes[slot] ?? -1;
    const step = this.nodes.step[node] ?? -1;
    const { answer } = await this.world.storeMove(position.store, step);
    if (this.nodes.edge(node, answer) !== undefined) return;
    await this.#learner.learn(node, this.world.before(position.store, step));
    if (this.nodes.edge(node, answer) === undefined) throw new Error('The store answered otherwise.');
  }

  async moveLearning(position: Position, slot: number): Promise<Position> {
    const known = this.move(position, slot);
    if (known !== null) return known;
    await this.learn(position, slot);
    const moved = this.move(position, slot);
    if (moved === null) throw new Error('What was learnt is not known.');
    return moved;
  }

  #isLocked(nodes: readonly number[], slot: number, node: number): boolean {
    const { locks, roots } = this.slots;
    const lock = locks[slot] ?? null;
    if (lock === null || node !== roots[slot]) return false;
    return nodes.some(
      (other, i) =>
        i !== slot && locks[i] === lock && other !== roots[i] && (this.nodes.response[other] ?? -1) === -1,
    );
  }
}
