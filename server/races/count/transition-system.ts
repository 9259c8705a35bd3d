import { TupleInterner } from '../behaviours/interner.ts';
import type { Learner } from '../behaviours/learner.ts';
import { type Nodes, noHead } from '../behaviours/nodes.ts';
import type { World } from '../behaviours/world.ts';
import { stepName } from '../held/held-request.ts';
import type { Ending } from '../held/held-run.ts';
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

/** Where a race is: the node of each slot, then the numbers of the store and the jars. */
export type Position = Int32Array;

/** How a race moves: by what its requests do, what the store makes of it, and what the browsers learn. */
export class TransitionSystem {
  readonly nodes: Nodes;
  readonly world: World;
  readonly slots: Slots;
  /** Integers of a position. */
  readonly width: number;
  readonly #learner: Learner;
  /** What is known of a node's move in a store: where it leads, the store after it, what its browser learns. */
  readonly #known = new TupleInterner(2);
  readonly #to: number[] = [];
  readonly #stores: number[] = [];
  readonly #heads: number[] = [];
  readonly #asked = new Int32Array(2);

  private constructor(learner: Learner, world: World, slots: Slots) {
    this.nodes = learner.nodes;
    this.#learner = learner;
    this.world = world;
    this.slots = slots;
    this.width = slots.places.length + 2;
  }

  static async create(settings: {
    initialState: InitialState;
    cookies: ReadonlyArray<string | null>;
    groups: readonly number[][];
    learner: Learner;
    world: World;
  }): Promise<TransitionSystem> {
    const { initialState, cookies, groups, learner, world } = settings;
    const places = groups.flat();
    const trees = [];
    for (const place of places) trees.push(await learner.tree(place, cookies[place] ?? null));
    return new TransitionSystem(learner, world, {
      places,
      groupStart: groups.flatMap((group) => group.map(() => places.indexOf(group[0] ?? -1))),
      roots: trees.map(({ root }) => root),
      rootHeads: trees.map(({ rootHead }) => rootHead),
      locks: places.map((place) => initialState.locks[place] ?? null),
    });
  }

  /** What is true when all requests have been sent: those without any step are over. */
  start({ sessions, jars: given }: InitialState): Position {
    const { roots, rootHeads } = this.slots;
    let jars = this.world.jarsNumber(given);
    for (const [slot, root] of roots.entries()) {
      if (this.nodes.isEnd(root)) jars = this.world.jarMove(jars, rootHeads[slot] ?? noHead);
    }
    return Int32Array.of(...roots, this.world.storeNumber({ ...sessions }), jars);
  }

  /** Each request's first step, null where it has none. */
  firsts(): Array<string | null> {
    const firsts: Array<string | null> = [];
    for (const [slot, place] of this.slots.places.entries()) {
      const step = this.nodes.step[this.slots.roots[slot] ?? -1] ?? -1;
      firsts[place] = step === -1 ? null : stepName(this.nodes.steps.at(step));
    }
    return firsts;
  }

  storeOf(position: Position): number {
    return position[this.width - 2] ?? -1;
  }

  jarsOf(position: Position): number {
    return position[this.width - 1] ?? -1;
  }

  /** How many requests could move as this slot does: 0 when it cannot, or when a neighbour before it stands for it. */
  weight(position: Position, slot: number): number {
    const { groupStart } = this.slots;
    const node = position[slot] ?? -1;
    const start = groupStart[slot] ?? slot;
    if (this.nodes.isEnd(node) || (slot > start && position[slot - 1] === node)) return 0;
    if (this.#isLocked(position, slot, node)) return 0;
    let weight = 1;
    while (groupStart[slot + weight] === start && position[slot + weight] === node) weight += 1;
    return weight;
  }

  /** Puts into `moved` where a slot's move leads. False when something has to be learnt first: then `learn`. */
  move(position: Position, slot: number, moved: Position): boolean {
    const node = position[slot] ?? -1;
    const known = this.#find(node, this.storeOf(position));
    if (known === -1) return false;
    const to = this.#to[known] ?? -1;
    moved.set(position);
    const { roots, rootHeads, groupStart } = this.slots;
    let at = slot;
    const start = groupStart[slot] ?? slot;
    // Kept in order among those like it.
    while (groupStart[at + 1] === start && (moved[at + 1] ?? 0) < to) {
      moved[at] = moved[at + 1] ?? 0;
      at += 1;
    }
    while (at > start && (moved[at - 1] ?? 0) > to) {
      moved[at] = moved[at - 1] ?? 0;
      at -= 1;
    }
    moved[at] = to;
    moved[this.width - 2] = this.#stores[known] ?? -1;
    const head = this.#heads[known] ?? noHead;
    const rootHead = node === roots[slot] ? (rootHeads[slot] ?? noHead) : noHead;
    if (head !== noHead || rootHead !== noHead) {
      const jars = this.world.jarMove(this.jarsOf(position), rootHead);
      moved[this.width - 1] = this.world.jarMove(jars, head);
    }
    return true;
  }

  /** The node that a slot's move leads to. */
  landed(position: Position, slot: number): number {
    return this.#to[this.#find(position[slot] ?? -1, this.storeOf(position))] ?? -1;
  }

  /** Learns by running what a slot's move does. */
  async learn(position: Position, slot: number): Promise<void> {
    await this.learnMove(position[slot] ?? -1, this.storeOf(position));
  }

  /** The same of a node's move in a store; nothing where that is known. */
  async learnMove(node: number, store: number): Promise<void> {
    const step = this.nodes.step[node] ?? -1;
    const { answer } = await this.world.storeMove(store, step);
    if (this.nodes.edge(node, answer) !== undefined) return;
    await this.#learner.learn(node, this.world.before(store, step));
    if (this.nodes.edge(node, answer) === undefined) throw new Error('The store answered otherwise.');
  }

  async moveLearning(position: Position, slot: number): Promise<Position> {
    const moved = new Int32Array(this.width);
    if (this.move(position, slot, moved)) return moved;
    await this.learn(position, slot);
    if (!this.move(position, slot, moved)) throw new Error('What was learnt is not known.');
    return moved;
  }

  /** What a position at the end leaves. */
  ending(position: Position): Ending {
    const { nodes, world, slots } = this;
    const responses: Ending['responses'] = [];
    for (const [slot, place] of slots.places.entries()) {
      responses[place] = nodes.responses.at(nodes.response[position[slot] ?? -1] ?? -1);
    }
    return {
      store: world.stores.at(this.storeOf(position)),
      responses,
      jars: world.jars.at(this.jarsOf(position)),
    };
  }

  /** Number of what is known of a node's move in a store; -1 when it has to be learnt. */
  #find(node: number, store: number): number {
    this.#asked[0] = node;
    this.#asked[1] = store;
    const known = this.#known.find(this.#asked);
    if (known !== -1) return known;
    const made = this.world.knownStoreMove(store, this.nodes.step[node] ?? -1);
    const edge = made === undefined ? undefined : this.nodes.edge(node, made.answer);
    if (made === undefined || edge === undefined) return -1;
    this.#to.push(edge.to);
    this.#stores.push(made.store);
    this.#heads.push(edge.head);
    return this.#known.numberOf(this.#asked);
  }

  #isLocked(position: Position, slot: number, node: number): boolean {
    const { locks, roots } = this.slots;
    const lock = locks[slot] ?? null;
    if (lock === null || node !== roots[slot]) return false;
    return locks.some((other, i) => {
      const at = position[i] ?? -1;
      return i !== slot && other === lock && at !== roots[i] && (this.nodes.response[at] ?? -1) === -1;
    });
  }
}
