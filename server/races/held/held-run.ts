import { setImmediate, setTimeout } from 'node:timers/promises';
import { createJar, type Jar } from '../../browsers/jar.ts';
import type { Verdict } from '../../contract/verdicts/verdict.ts';
import type { StoredSessions } from '../../stores/open-store.ts';
import type { InitialState } from '../initial-state.ts';
import { cookieContext, type Jars } from '../race-cookies.ts';
import type { RaceRequest } from '../race-request.ts';
import { beginAnew } from './begin-anew.ts';
import type { HeldLab } from './held-lab.ts';
import { type Head, type Held, HeldRequest, type Response } from './held-request.ts';
import type { StepDeadline } from './step-deadline.ts';

/** What a schedule left behind. */
export type Ending = { store: StoredSessions; responses: Response[]; jars: Jars };

export type HeldRunSettings = {
  initialState: InitialState;
  lab: HeldLab;
  stepDeadline: StepDeadline;
  /** Told of each head that a browser takes, and what its jar made of it. */
  onHead?: (raceRequest: RaceRequest, head: Head, verdicts: Verdict[], jar: Jar) => void;
  /**
   * What becomes of a request that waits for another, as where an app of somebody's own lets them in one at a time: it is
   * stuck; or that is told, by WaitsForAnother; or it waits. `stepless`: those that have no step at all.
   */
  waiting?: 'told' | Waiting | undefined;
};

export type Waiting = { stepless: ReadonlySet<number>; onWait(place: number): void };

/** Thrown where a request waits for another, and that was not foreseen. */
export class WaitsForAnother extends Error {}

/** One schedule being run, whole, on the real lab: all requests are sent together, and each moves when it is told to. */
export class HeldRun {
  readonly heldRequests: readonly HeldRequest[];
  readonly #settings: HeldRunSettings;
  readonly #cookies: ReadonlyArray<string | null> | 'from-jar';
  /** What a request waits by for those before it, where the lab lets them in one at a time. */
  readonly #locks: ReadonlyArray<string | null>;
  readonly #jars = new Map<string, Jar>();
  readonly #waiting: Waiting | null;
  /** Those that wait for another now. */
  readonly #waitingNow = new Set<number>();

  /** `cookies`: the Cookie header of each request; 'from-jar' for what its browser's jar holds when it is let in. */
  constructor(settings: HeldRunSettings, cookies: ReadonlyArray<string | null> | 'from-jar') {
    const { initialState } = settings;
    this.#settings = settings;
    this.#waiting = typeof settings.waiting === 'object' ? settings.waiting : null;
    this.#cookies = cookies;
    this.#locks = cookies === 'from-jar' ? initialState.raceRequests.map(() => null) : initialState.locks;
    this.heldRequests = initialState.raceRequests.map((raceRequest) => new HeldRequest(raceRequest));
  }

  /**
   * Lets all requests in, up to their first step. Those that one would make wait for each other come in with their first
   * step, as all do where some may wait: who is first would be decided otherwise.
   */
  async begin(): Promise<void> {
    await beginAnew(this.#settings);
    for (const [place, lock] of this.#locks.entries()) {
      if (this.#waiting?.stepless.has(place) === false) continue;
      if (lock !== null && this.#locks.filter((other) => other === lock).length > 1) continue;
      const heldRequest = await this.#start(place);
      if (heldRequest.isOver) this.#receive(heldRequest);
    }
  }

  /** The places of the requests that can move. */
  choices(): number[] {
    return this.heldRequests.flatMap((heldRequest, place) =>
      this.#canMove(heldRequest, place) ? [place] : [],
    );
  }

  /** What a request is held before; it is let in if it was not. Undefined when it is over. */
  async held(place: number): Promise<Held | undefined> {
    const heldRequest = this.#at(place);
    if (!heldRequest.isStarted) await this.#start(place);
    return heldRequest.pending[0];
  }

  /** Gives its browser what a request that has no step at all was answered. */
  receiveAll(place: number): void {
    this.#receive(this.#at(place));
  }

  #canMove({ isOver, isStarted }: HeldRequest, place: number): boolean {
    if (isOver || isStarted) return !isOver && !this.#waitingNow.has(place);
    if (this.#waiting !== null) return true;
    const lock = this.#locks[place];
    return !this.heldRequests.some(
      (other, i) => this.#locks[i] === lock && other.isStarted && other.response === null,
    );
  }

  async #start(place: number): Promise<HeldRequest> {
    const heldRequest = this.#at(place);
    heldRequest.isStarted = true;
    this.#settings.stepDeadline.mind(heldRequest);
    this.#settings.lab.dispatch(heldRequest, this.#cookieOf(heldRequest.raceRequest));
    await this.#quiet(place);
    return heldRequest;
  }

  /**
   * Releases a request's next step, and waits until the request is held again, or over, or waits for another. False where it
   * cannot be let in now, since it would wait for another: then nothing can come of this run.
   */
  async step(place: number, onAnswer?: (answer: string) => void): Promise<boolean> {
    const heldRequest = this.#at(place);
    if (!heldRequest.isStarted) await this.#start(place);
    if (this.#waitingNow.has(place)) return false;
    if (heldRequest.isOver) {
      this.#receive(heldRequest);
      return true;
    }
    this.#settings.stepDeadline.mind(heldRequest);
    heldRequest.release(onAnswer);
    await this.#quiet(place);
    this.#receive(heldRequest);
    await this.#letThoseComeThatWaited();
    return true;
  }

  async #quiet(place: number): Promise<void> {
    const { stepDeadline, waiting } = this.#settings;
    const heldRequest = this.#at(place);
    const isAlone = !this.heldRequests.some((other) => other !== heldRequest && isUnderWay(other));
    if (isAlone || waiting === undefined) return stepDeadline.quiet(heldRequest);
    if (await stepDeadline.comes(heldRequest, this.#waiting !== null)) return;
    if (waiting === 'told') {
      await this.drain();
      throw new WaitsForAnother();
    }
    waiting.onWait(place);
    this.#waitingNow.add(place);
  }

  /** Those that waited for what has happened go on by themselves. */
  async #letThoseComeThatWaited(): Promise<void> {
    const { stepDeadline } = this.#settings;
    for (const place of [...this.#waitingNow]) {
      if (!(await stepDeadline.comes(this.#at(place), true))) continue;
      this.#waitingNow.delete(place);
      this.#receive(this.#at(place));
    }
    const [place] = this.#waitingNow;
    const canMove = this.heldRequests.some((heldRequest, at) => this.#canMove(heldRequest, at));
    // Each waits for another, and none goes on.
    if (place !== undefined && !canMove) await stepDeadline.quiet(this.#at(place));
  }

  /** Lets all that was let in come to its end, so that it keeps nothing from what comes later. */
  async drain(): Promise<void> {
    const begun = performance.now();
    while (this.heldRequests.some(isUnderWay) && performance.now() - begun < drainedWithin) {
      const held = this.heldRequests.find((one) => one.isStarted && one.pending.length > 0);
      held?.release();
      await (held === undefined ? setTimeout(5) : setImmediate());
    }
  }

  /** Gives the heads that were written to the browser. */
  #receive(heldRequest: HeldRequest): void {
    const { raceRequest } = heldRequest;
    const head = heldRequest.takeHead();
    const { onHead, initialState } = this.#settings;
    if (head === null || (head.setCookie.length === 0 && onHead === undefined)) return;
    const jar = this.#jar(raceRequest);
    const context = cookieContext(raceRequest, initialState.now);
    const verdicts = head.setCookie.map((line) => jar.receive(line, context));
    onHead?.(raceRequest, head, verdicts, jar);
  }

  async ending(): Promise<Ending> {
    const { initialState, lab } = this.#settings;
    const changed = [...this.#jars].map(([name, jar]) => [name, jar.cookies()] as const);
    return {
      store: await lab.store.snapshot(),
      responses: this.heldRequests.map(({ response }) => response ?? nothing),
      jars: { ...initialState.jars, ...Object.fromEntries(changed) },
    };
  }

  #cookieOf(raceRequest: RaceRequest): string | null {
    if (this.#cookies !== 'from-jar') return this.#cookies[raceRequest.index] ?? null;
    const { spec } = raceRequest;
    return this.#jar(raceRequest).outgoing(
      spec.cookies,
      cookieContext(raceRequest, this.#settings.initialState.now),
    ).cookie;
  }

  #jar({ spec }: RaceRequest): Jar {
    const known = this.#jars.get(spec.browser);
    if (known !== undefined) return known;
    const jar = createJar(this.#settings.initialState.jars[spec.browser]);
    this.#jars.set(spec.browser, jar);
    return jar;
  }

  #at(place: number): HeldRequest {
    const heldRequest = this.heldRequests[place];
    if (heldRequest === undefined) throw new Error(`There is no request ${place} in this race.`);
    return heldRequest;
  }
}

const isUnderWay = ({ isStarted, isOver }: HeldRequest): boolean => isStarted && !isOver;

/** ms */
const drainedWithin = 2000;

const nothing: Response = { status: 0, body: '', setCookie: [], location: null };
