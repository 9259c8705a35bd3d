import { stepName } from '../held/held-request.ts';
import type { Schedule, TraceStep } from '../held/schedule.ts';
import type { InitialState } from '../initial-state.ts';
import type { Position, TransitionSystem } from './transition-system.ts';

/** Follows a race request by request: interchangeable ones, which share slots, are told apart again. */
export class Walk {
  position: Position;
  readonly schedule: number[] = [];
  readonly slots: number[] = [];
  readonly trace: TraceStep[] = [];
  readonly #system: TransitionSystem;
  /** Each request's node. */
  readonly #nodes: number[] = [];

  constructor(system: TransitionSystem, initialState: InitialState) {
    this.#system = system;
    this.position = system.start(initialState);
    for (const [slot, place] of system.slots.places.entries())
      this.#nodes[place] = system.slots.roots[slot] ?? -1;
  }

  /** The requests that can move. */
  choices(): number[] {
    return this.#nodes.flatMap((_, place) => (this.slotOf(place) === -1 ? [] : [place]));
  }

  /** The slot that moves when a request does; -1 when it cannot. */
  slotOf(place: number): number {
    const { places, groupStart } = this.#system.slots;
    const start = groupStart[places.indexOf(place)];
    const slot = places.findIndex(
      (_, at) => groupStart[at] === start && this.position[at] === this.#nodes[place],
    );
    return slot !== -1 && this.#system.weight(this.position, slot) > 0 ? slot : -1;
  }

  /** A request that moves when a slot does; that which moved last, if it is one. */
  placeAt(slot: number): number {
    const { places, groupStart } = this.#system.slots;
    const node = this.position[slot];
    const fitting = places.filter(
      (place, at) => groupStart[at] === groupStart[slot] && this.#nodes[place] === node,
    );
    const last = this.schedule.at(-1);
    return last !== undefined && fitting.includes(last) ? last : Math.min(...fitting);
  }

  async move(place: number): Promise<void> {
    const { nodes, world } = this.#system;
    const slot = this.slotOf(place);
    if (slot === -1) throw new Error(`Request ${place} cannot move.`);
    const { position } = this;
    const next = await this.#system.moveLearning(position, slot);
    const step = nodes.steps.at(nodes.step[position[slot] ?? -1] ?? -1);
    const { kind, sid, text } = step;
    const content = (at: Position) =>
      sid === null ? null : (world.stores.at(this.#system.storeOf(at))[sid] ?? null);
    this.trace.push({
      place,
      kind,
      name: stepName(step),
      sid,
      text,
      before: content(position),
      after: content(next),
    });
    this.schedule.push(place);
    this.slots.push(slot);
    this.#nodes[place] = this.#system.landed(position, slot);
    this.position = next;
  }
}

/** Goes the way through the slots that a schedule is known by. */
export async function walkSlots(
  system: TransitionSystem,
  initialState: InitialState,
  slots: readonly number[],
): Promise<Walk> {
  const walk = new Walk(system, initialState);
  for (const slot of slots) await walk.move(walk.placeAt(slot));
  return walk;
}

export async function walkPlaces(
  system: TransitionSystem,
  initialState: InitialState,
  schedule: Schedule,
): Promise<Walk> {
  const walk = new Walk(system, initialState);
  for (const place of schedule) await walk.move(place);
  return walk;
}

/** Goes on to the end, each time with a request that `draw` (0 to 1) chooses. */
export async function walkOn(walk: Walk, draw: () => number): Promise<Walk> {
  for (let choices = walk.choices(); choices.length > 0; choices = walk.choices()) {
    await walk.move(choices[Math.floor(draw() * choices.length)] ?? 0);
  }
  return walk;
}
