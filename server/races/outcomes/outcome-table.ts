import { createHash } from 'node:crypto';
import type { RaceResponse } from '../../contract/races/races.ts';
import { Interner, TupleInterner } from '../behaviours/interner.ts';
import type { Response } from '../held/held-request.ts';
import type { Ending } from '../held/held-run.ts';
import type { InitialState } from '../initial-state.ts';
import type { Jars } from '../race-cookies.ts';
import { inOrder } from './alike.ts';
import { stableBody, stableText } from './stable-text.ts';

/** What is compared of an ending, in its stable form. */
export type OutcomeForm = {
  store: Record<string, unknown>;
  responses: RaceResponse[];
  /** The value of the session cookie in each browser's jar, where it has one. */
  jars: Record<string, string>;
};

/** Values of one kind by their numbers, and by other numbers the forms in which they are compared. */
class Parts<Value, Form> {
  readonly values = new Interner<Value>();
  readonly forms = new Interner<Form>();
  readonly #formOf: number[] = [];
  readonly #texts: string[] = [];
  readonly #formed: (value: Value) => { form: Form; text: string };

  /** `formed`: the form of a value, and a text that is equal for equal forms. */
  constructor(formed: (value: Value) => { form: Form; text: string }) {
    this.#formed = formed;
  }

  numberOf(value: Value): number {
    const number = this.values.numberOf(JSON.stringify(value), () => value);
    if (number === this.#formOf.length) {
      const { form, text } = this.#formed(value);
      const formed = this.forms.numberOf(text, () => form);
      this.#formOf.push(formed);
      this.#texts[formed] = text;
    }
    return number;
  }

  formOf(number: number): number {
    return this.#formOf[number] ?? -1;
  }

  textOf(form: number): string {
    return this.#texts[form] ?? '';
  }
}

/**
 * The outcomes that were seen, each with a number. Endings that differ only in which of two like requests is which are
 * one. Kept as the numbers of their parts, of which there are few where outcomes are many.
 */
export class OutcomeTable {
  /** Integers of an ending's parts: the numbers of its store and its jars, then of each response by its place. */
  readonly width: number;
  readonly #initialState: InitialState;
  readonly #groups: readonly number[][];
  readonly #stores = new Parts(formedStore);
  readonly #jars: Parts<Jars, Record<string, string>>;
  readonly #responses = new Parts(formedResponse);
  /** By place and form. */
  readonly #told: RaceResponse[][];
  readonly #outcomes: TupleInterner;
  readonly #forms: Int32Array;
  /** Endings with like requests, whose order is looked at only once, and their outcomes. */
  readonly #endings: TupleInterner;
  readonly #outcomeOf: number[] = [];

  /** `groups`: requests that differ in nothing. */
  constructor(initialState: InitialState, groups: readonly number[][]) {
    const { raceRequests, config } = initialState;
    this.width = 2 + raceRequests.length;
    this.#initialState = initialState;
    this.#groups = groups.filter(({ length }) => length > 1);
    this.#jars = new Parts((jars) => formedJars(jars, config.options.name));
    this.#told = raceRequests.map(() => []);
    this.#outcomes = new TupleInterner(this.width);
    this.#endings = new TupleInterner(this.width);
    this.#forms = new Int32Array(this.width);
  }

  get size(): number {
    return this.#outcomes.size;
  }

  storePart(store: Ending['store']): number {
    return this.#stores.numberOf(store);
  }

  jarsPart(jars: Jars): number {
    return this.#jars.numberOf(jars);
  }

  responsePart(response: Response): number {
    return this.#responses.numberOf(response);
  }

  numberOf(ending: Ending): number {
    return this.numberOfParts(this.#partsOf(ending));
  }

  /** The outcome of an ending that is given by its parts. */
  numberOfParts(parts: Int32Array): number {
    if (this.#groups.length === 0) return this.#numberInOrder(parts);
    const ending = this.#endings.numberOf(parts);
    const known = this.#outcomeOf[ending];
    if (known !== undefined) return known;
    const number = this.#numberInOrder(
      this.#partsOf(inOrder(this.#endingOf(parts), this.#groups, this.#initialState).ending),
    );
    this.#outcomeOf[ending] = number;
    return number;
  }

  /** What an outcome is known by wherever the same race is explored. */
  keyOf(outcome: number): string {
    const forms = new Int32Array(this.width);
    this.#outcomes.read(outcome, forms);
    const [store = -1, jars = -1, ...responses] = forms;
    const texts = [
      this.#stores.textOf(store),
      this.#jars.textOf(jars),
      ...responses.map((form) => this.#responses.textOf(form)),
    ];
    return createHash('sha256').update(JSON.stringify(texts)).digest('base64url');
  }

  /** Which place each request gets, so that endings that differ only in which of two like requests is which are one. */
  placesIn(ending: Ending): number[] {
    return inOrder(ending, this.#groups, this.#initialState).places;
  }

  /** What is told of an ending, each request with what became of itself. */
  formOf(ending: Ending): OutcomeForm {
    this.#form(this.#partsOf(ending));
    const [store = -1, jars = -1, ...responses] = this.#forms;
    return {
      store: this.#stores.forms.at(store),
      responses: responses.map((form, place) => this.#toldBy(place, form)),
      jars: this.#jars.forms.at(jars),
    };
  }

  #numberInOrder(parts: Int32Array): number {
    this.#form(parts);
    return this.#outcomes.numberOf(this.#forms);
  }

  #form(parts: Int32Array): void {
    const forms = this.#forms;
    forms[0] = this.#stores.formOf(parts[0] ?? -1);
    forms[1] = this.#jars.formOf(parts[1] ?? -1);
    for (let i = 2; i < this.width; i += 1) forms[i] = this.#responses.formOf(parts[i] ?? -1);
  }

  #partsOf({ store, jars, responses }: Ending): Int32Array {
    const numbers = responses.map((response) => this.responsePart(response));
    return Int32Array.of(this.storePart(store), this.jarsPart(jars), ...numbers);
  }

  #endingOf(parts: Int32Array): Ending {
    const [store = -1, jars = -1, ...responses] = parts;
    return {
      store: this.#stores.values.at(store),
      responses: responses.map((response) => this.#responses.values.at(response)),
      jars: this.#jars.values.at(jars),
    };
  }

  #toldBy(place: number, form: number): RaceResponse {
    const told = this.#told[place] ?? [];
    told[form] ??= {
      request: this.#initialState.raceRequests[place]?.id ?? '',
      ...this.#responses.forms.at(form),
    };
    return told[form];
  }
}

function formedStore(store: Ending['store']) {
  const form: Record<string, unknown> = Object.fromEntries(
    Object.entries(store).map(([sid, text]) => [sid, JSON.parse(text)]),
  );
  return { form, text: stableText(form) };
}

function formedResponse({ status, body, setCookie }: Response) {
  const form = { status, body: stableBody(body), setCookie };
  return { form, text: stableText(form) };
}

/** The session cookies are told; the others count too. */
function formedJars(jars: Jars, name: string) {
  const form = sessionCookies(jars, name);
  const others = Object.entries(jars).map(([browser, cookies]) => [
    browser,
    cookies.map(({ name: of, value, path, domain }) => stableText([of, value, path, domain])).sort(),
  ]);
  return { form, text: stableText([form, others]) };
}

/** Of several the one with the longest path, which is sent first. */
function sessionCookies(jars: Jars, name: string): Record<string, string> {
  const found = Object.entries(jars).flatMap(([browser, cookies]) => {
    const [cookie] = cookies
      .filter((one) => one.name === name)
      .toSorted((a, b) => b.path.length - a.path.length);
    return cookie === undefined ? [] : [[browser, cookie.value] as const];
  });
  return Object.fromEntries(found);
}
