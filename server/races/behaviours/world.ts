import { createJar } from '../../browsers/jar.ts';
import type { StoredSessions } from '../../stores/open-store.ts';
import { takeStep } from '../held/gate-store.ts';
import type { InitialState } from '../initial-state.ts';
import { cookieContext, type Jars } from '../race-cookies.ts';
import { Interner } from './interner.ts';
import type { Nodes } from './nodes.ts';

/** What a step makes of a store: the store after it, and what is answered. */
export type StoreMove = { readonly store: number; readonly answer: number };

/** Contents of the store and of the jars, as numbers, and what moves one to another. A store's moves are really made. */
export class World {
  readonly stores = new Interner<StoredSessions>();
  readonly jars = new Interner<Jars>();
  readonly #initialState: InitialState;
  readonly #nodes: Nodes;
  readonly #storeMoves: Array<Map<number, StoreMove>> = [];
  readonly #jarMoves: Array<Map<number, number>> = [];
  /** By step and content, since most steps look at one session only. */
  readonly #effects = new Map<string, { after: string | null; answer: number }>();

  constructor(initialState: InitialState, nodes: Nodes) {
    this.#initialState = initialState;
    this.#nodes = nodes;
  }

  storeNumber(sessions: StoredSessions): number {
    const sorted = Object.fromEntries(Object.entries(sessions).sort(([a], [b]) => (a < b ? -1 : 1)));
    return this.stores.numberOf(JSON.stringify(sorted), () => sorted);
  }

  jarsNumber(jars: Jars): number {
    return this.jars.numberOf(JSON.stringify(jars), () => jars);
  }

  /** The move, where it was made before. */
  knownStoreMove(store: number, step: number): StoreMove | undefined {
    return this.#storeMoves[store]?.get(step);
  }

  async storeMove(store: number, step: number): Promise<StoreMove> {
    const known = this.knownStoreMove(store, step);
    if (known !== undefined) return known;
    const move = await this.#make(store, step);
    this.#storeMoves[store] ??= new Map();
    this.#storeMoves[store]?.set(step, move);
    return move;
  }

  /** What a step is to see of a store: the text of its session; the whole for one that reads all. */
  before(store: number, step: number): string | null {
    const { kind, sid } = this.#nodes.steps.at(step);
    const sessions = this.stores.at(store);
    if (kind === 'read') return JSON.stringify(sessions);
    return sid === null ? null : (sessions[sid] ?? null);
  }

  jarMove(jars: number, head: number): number {
    const known = this.#jarMoves[jars]?.get(head);
    if (known !== undefined) return known;
    const taken = this.#nodes.heads.at(head);
    if (taken === null) return jars;
    const { raceRequest, setCookie } = taken;
    const all = this.jars.at(jars);
    const jar = createJar(all[raceRequest.spec.browser]);
    for (const line of setCookie) jar.receive(line, cookieContext(raceRequest, this.#initialState.now));
    const moved = this.jarsNumber({ ...all, [raceRequest.spec.browser]: jar.cookies() });
    this.#jarMoves[jars] ??= new Map();
    this.#jarMoves[jars]?.set(head, moved);
    return moved;
  }

  async #make(store: number, number: number): Promise<StoreMove> {
    const step = this.#nodes.steps.at(number);
    const { sid, kind } = step;
    if (kind === 'work') return { store, answer: this.#nodes.answerNumber('') };
    const sessions = this.stores.at(store);
    if (kind === 'read' || sid === null) {
      const answer = await this.#take(number, sessions);
      return { store: this.storeNumber(await this.#initialState.labStore.snapshot()), answer };
    }
    const before = sessions[sid] ?? null;
    const key = `${number} ${before}`;
    const effect = this.#effects.get(key) ?? (await this.#effect(number, sid, before));
    this.#effects.set(key, effect);
    if (effect.after === before) return { store, answer: effect.answer };
    const { [sid]: _, ...others } = sessions;
    const after = effect.after === null ? others : { ...others, [sid]: effect.after };
    return { store: this.storeNumber(after), answer: effect.answer };
  }

  async #effect(step: number, sid: string, before: string | null) {
    const answer = await this.#take(step, before === null ? {} : { [sid]: before });
    const sessions = await this.#initialState.labStore.snapshot();
    return { after: sessions[sid] ?? null, answer };
  }

  async #take(step: number, sessions: StoredSessions): Promise<number> {
    const { labStore } = this.#initialState;
    await labStore.replace(sessions);
    const answer = await new Promise<string>((resolve) => {
      takeStep(labStore.store, this.#nodes.steps.at(step), (answer) => resolve(answer()));
    });
    return this.#nodes.answerNumber(answer);
  }
}
