import type { RaceStepKind } from '../../contract/races/races.ts';
import { type ProblemError, problemError } from '../../words/problems.ts';
import { named, type RaceRequest, stepOf } from '../race-request.ts';
import { seededRandom } from './seeded-random.ts';

/** What a step asks for. `text`: what the store would be given, as it was when the step was called. */
export type Step = {
  readonly kind: RaceStepKind;
  /** The store's method; 'work' for a handler's own waiting. */
  readonly method: string;
  readonly sid: string | null;
  readonly text: string | null;
};

/** What it is called: a handler's own waiting by what it waits for, if that is known. */
export const stepName = ({ kind, method }: Pick<Step, 'kind' | 'method'>): string =>
  kind === 'work' ? method : kind;

/** A call of the app's own that is held (`--hold`). What it does beside the session is not known. */
export const isOwnCall = ({ kind, method }: Pick<Step, 'kind' | 'method'>): boolean =>
  kind === 'work' && method !== 'work';

/** A step that a request is held before. */
export type Held = Step & {
  /** Lets it happen; `done` is called with what was answered, just before the request learns it. */
  go(done: (answer: () => string) => void): void;
};

/** What a browser learns before the body: long before its end, where a save is in between. */
export type Head = { status: number; setCookie: string[]; location: string | null };

export type Response = Head & { body: string };

/** Express goes on in another turn at times; what happens between two steps is taken to happen at once. */
const turnsAtOnce = 3;

/** One request in one run: what it is held before, what it has been answered with, and what it made. */
export class HeldRequest {
  readonly raceRequest: RaceRequest;
  /** Steps that it has called and that have not happened yet, in the order of a store's connection. */
  readonly pending: Held[] = [];
  /** Written, and not yet taken by the browser. */
  head: Head | null = null;
  response: Response | null = null;
  /** What `writeHead` was called with: Node may send headers in it that it remembers nowhere. */
  written: readonly unknown[] = [];
  /** Those of the response, by name in lower case, of which something may be captured. */
  headers: Readonly<Record<string, string>> = {};
  /** What it queues by, where the app lets those with the same session cookie in one at a time. */
  lock: string | null = null;
  isStarted = false;
  isOver = false;
  /** Whether its end was told. */
  isReceived = false;
  /** Whether something came of it that another request of the same making would not share: an ID, a random number. */
  isSingular = false;
  /** The step released last, and what it is called. */
  last: RaceStepKind | null = null;
  lastName: string | null = null;
  /** Whether a call of the app's own is under way that was held: what is waited for in it is a part of it. */
  isInCall = false;
  /** Whether the last call was made as soon as the one before it was answered, without work in between. */
  isChained = false;
  #isAnswering = false;
  #isAnswered = false;
  /** Answers so far. */
  #answers = 0;
  #sessions = 0;
  #random: (() => number) | undefined;
  #wake: (() => void) | undefined;
  #fail: ((error: Error) => void) | undefined;
  /** Why nothing more is to come of it, told to whoever waits for it next. */
  #failure: Error | null = null;

  readonly #nameSession: (count: number) => string;

  /** `nameSession` makes IDs for its sessions, which it counts from 1. No other request may make the same ones. */
  constructor(
    raceRequest: RaceRequest,
    nameSession = (count: number): string => `${raceRequest.sessionPrefix}${count}`,
  ) {
    this.raceRequest = raceRequest;
    this.#nameSession = nameSession;
  }

  hold(held: Held): void {
    if (this.isOver) throw problemError('step-after-end', this.raceRequest.at, this.#named());
    this.isChained = this.#isAnswered && this.last !== 'work' && held.kind !== 'work';
    this.pending.push(held);
    this.#notifyQuiet();
  }

  /** Lets the first step that it is held before happen; `onAnswer` is told what the request is answered. */
  release(onAnswer?: (answer: string) => void): void {
    const held = this.pending.shift();
    if (held === undefined) throw new Error(`${this.raceRequest.id} is not held.`);
    this.last = held.kind;
    this.lastName = stepName(held);
    this.#isAnswering = true;
    held.go((answer) => {
      this.#isAnswering = false;
      this.#isAnswered = true;
      this.#goesOnFor(turnsAtOnce);
      onAnswer?.(answer());
      if (this.response !== null) this.#endSoon();
      this.#notifyQuiet();
    });
  }

  #goesOnFor(turns: number): void {
    this.#answers += 1;
    const answered = this.#answers;
    const next = (left: number): void => {
      if (left > 0) setImmediate(next, left - 1);
      else if (answered === this.#answers) this.#isAnswered = false;
    };
    next(turns);
  }

  respond(response: Response): void {
    this.response = response;
    this.#endSoon();
  }

  fail(error: Error): void {
    this.#failure = error;
    this.#fail?.(error);
  }

  /** Settles when the request is held again, or over. */
  quiet(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#isQuiet()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#wake = resolve;
      this.#fail = reject;
    });
  }

  #isQuiet(): boolean {
    return this.isOver || (this.pending.length > 0 && !this.#isAnswering);
  }

  #notifyQuiet(): void {
    if (this.#isQuiet()) this.#wake?.();
  }

  /** What the handler does right after its response is still its own. */
  #endSoon(): void {
    setImmediate(() => {
      if (this.pending.length > 0 || this.#isAnswering) return;
      this.isOver = true;
      this.#notifyQuiet();
    });
  }

  nextSessionId(): string {
    this.isSingular = true;
    this.#sessions += 1;
    return this.#nameSession(this.#sessions);
  }

  random(): number {
    this.isSingular = true;
    this.#random ??= seededRandom(this.raceRequest.at);
    return this.#random();
  }

  takeHead(): Head | null {
    const { head } = this;
    this.head = null;
    return head;
  }

  stuck(seconds: number, waitsFor: string | null = null): ProblemError {
    return problemError('stuck', this.raceRequest.at, { ...this.#named(), seconds, waitsFor });
  }

  /** Code of another request answers this one: the steps that led to it were taken for steps of the other. */
  refuseAnswerFrom(other: HeldRequest): void {
    const names = { request: named(this.raceRequest), other: named(other.raceRequest) };
    const error = problemError('answered-by-another', this.raceRequest.at, names);
    this.fail(error);
    other.fail(error);
  }

  #named(): { request: string; after: string | null } {
    return { request: named(this.raceRequest), after: stepOf(this.raceRequest, this.lastName) };
  }
}
