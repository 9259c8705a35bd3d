import { problemError } from '../../words/problems.ts';
import type { InitialState } from '../initial-state.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import { type Block, blockSize, inBlock } from './block.ts';
import type { FoundLayer } from './found-layer.ts';
import { createOutcomeOf } from './outcome-of.ts';
import type { Position, TransitionSystem } from './transition-system.ts';

type LeaverSettings = { system: TransitionSystem; table: OutcomeTable; initialState: InitialState };

/** Leaves states by all of their moves, one after the other, and packs what is kept of a block of them. */
export class Leaver {
  /** Of the state that is being left. */
  readonly position: Position;
  readonly #moved: Position;
  readonly #settings: LeaverSettings;
  readonly #outcomeOf: (position: Position) => number;
  /** What a block has; used again for the next. */
  readonly #moves = new Int32Array(blockSize + 1);
  readonly #outcomes = new Int32Array(blockSize);
  readonly #to: Int32Array;
  readonly #slots: Uint8Array;
  readonly #weights: Uint8Array;

  constructor(settings: LeaverSettings) {
    const { system, table } = settings;
    const most = blockSize * system.slots.places.length;
    this.position = new Int32Array(system.width);
    this.#moved = new Int32Array(system.width);
    this.#settings = settings;
    this.#outcomeOf = createOutcomeOf(system, table);
    this.#to = new Int32Array(most);
    this.#slots = new Uint8Array(most);
    this.#weights = new Uint8Array(most);
  }

  /** Follows a state's moves. The slot whose move has to be learnt first, then it is to be left anew; null when it is left. */
  leave(layer: FoundLayer, place: number, following: FoundLayer): number | null {
    const { system } = this.#settings;
    const { position } = this;
    const slots = system.slots.places.length;
    const at = place & inBlock;
    const { switches, landed } = layer.waysTo(place);
    layer.positions.read(place, position);
    const first = this.#moves[at] ?? 0;
    let move = first;
    for (let slot = 0; slot < slots; slot += 1) {
      const weight = system.weight(position, slot);
      if (weight === 0) continue;
      if (!system.move(position, slot, this.#moved)) return slot;
      const changes = (switches[at] ?? 0) + (landed[at] === position[slot] ? 0 : 1);
      const to = following.reach(this.#moved, place, slot, changes, system.landed(position, slot));
      this.#to[move] = to;
      this.#slots[move] = slot;
      this.#weights[move] = weight;
      move += 1;
    }
    this.#moves[at + 1] = move;
    this.#outcomes[at] = move === first ? this.#outcome() : -1;
    return null;
  }

  /** Leaves a state by none of its moves. */
  skip(place: number): null {
    const at = place & inBlock;
    this.#moves[at + 1] = this.#moves[at] ?? 0;
    this.#outcomes[at] = -1;
    return null;
  }

  #outcome(): number {
    const { system, initialState } = this.#settings;
    const waiting = system.slots.places.filter((_, slot) => !system.nodes.isEnd(this.position[slot] ?? -1));
    if (waiting.length === 0) return this.#outcomeOf(this.position);
    const requests = waiting.flatMap((place) => initialState.raceRequests[place]?.id ?? []);
    throw problemError('all-wait', 'requests', { requests });
  }

  /** What is kept of the block of a place, the last that was left, in arrays no longer than they have to be. */
  block(layer: FoundLayer, place: number): Block {
    const { before, beforeSlot } = layer.waysTo(place);
    const width = (place & inBlock) + 1;
    const made = this.#moves[width] ?? 0;
    return {
      width,
      moves: this.#moves.slice(0, width + 1),
      to: this.#to.slice(0, made),
      slots: this.#slots.slice(0, made),
      weights: this.#weights.slice(0, made),
      outcomes: this.#outcomes.slice(0, width),
      before: before.slice(0, width),
      beforeSlot: beforeSlot.slice(0, width),
    };
  }
}
