import type { RaceResponse } from '../../contract/races/races.ts';
import type { Response } from '../held/exchange.ts';
import type { Ending } from '../held/held-run.ts';
import type { InitialState, Jars } from '../initial-state.ts';
import { renameSessions } from './rename.ts';
import { stableBody, stableText } from './stable-text.ts';

/** What is compared of an ending, in its stable form. */
export type OutcomeForm = {
  store: Record<string, unknown>;
  responses: RaceResponse[];
  /** The value of the session cookie in each browser's jar, where it has one. */
  jars: Record<string, string>;
};

/** The outcomes that were seen, each with a number. Endings that differ only in which of two like requests is which are one. */
export class OutcomeTable {
  readonly forms: OutcomeForm[] = [];
  /** Texts of the stores alone, by outcome. */
  readonly stores: string[] = [];
  readonly #initialState: InitialState;
  readonly #groups: readonly number[][];
  readonly #byKey = new Map<string, number>();
  readonly #byEnding = new Map<string, number>();

  /** `groups`: requests that differ in nothing. */
  constructor(initialState: InitialState, groups: readonly number[][]) {
    this.#initialState = initialState;
    this.#groups = groups.filter(({ length }) => length > 1);
  }

  numberOf(ending: Ending): number {
    const text = JSON.stringify(ending);
    const known = this.#byEnding.get(text);
    if (known !== undefined) return known;
    const { form, others } = this.#formOf(this.#inOrder(ending));
    const key = stableText([form, others]);
    const number = this.#byKey.get(key) ?? this.forms.length;
    this.#byEnding.set(text, number);
    if (number === this.forms.length) {
      this.#byKey.set(key, number);
      this.forms.push(form);
      this.stores.push(stableText(form.store));
    }
    return number;
  }

  /** The form, and the other cookies of the jars. */
  #formOf({ store, responses, jars }: Ending): { form: OutcomeForm; others: unknown } {
    const { config, raceRequests } = this.#initialState;
    const { name } = config.options;
    const form = {
      store: Object.fromEntries(Object.entries(store).map(([sid, text]) => [sid, JSON.parse(text)])),
      responses: responses.map(({ status, body, setCookie }, place) => ({
        request: raceRequests[place]?.id ?? '',
        status,
        body: stableBody(body),
        setCookie,
      })),
      jars: sessionCookies(jars, name),
    };
    const others = Object.entries(jars).map(([browser, cookies]) => [
      browser,
      cookies.map(({ name: of, value, path, domain }) => stableText([of, value, path, domain])).sort(),
    ]);
    return { form, others };
  }

  /** Gives like requests the places, and with them the names of their sessions, that follow from what became of them. */
  #inOrder(ending: Ending): Ending {
    const { raceRequests, config } = this.#initialState;
    const [secret = ''] = config.options.secret;
    let ordered = ending;
    for (const group of this.#groups) {
      const ids = group.map((place) => raceRequests[place]?.id ?? '');
      const marks = new Map(group.map((place, i) => [place, this.#markOf(ordered, place, ids[i] ?? '')]));
      const sorted = group.toSorted((a, b) => ((marks.get(a) ?? '') < (marks.get(b) ?? '') ? -1 : 1));
      if (sorted.every((place, i) => place === group[i])) continue;
      const names = new Map(sorted.map((place, i) => [raceRequests[place]?.id ?? '', ids[i] ?? '']));
      const responses = [...ordered.responses];
      sorted.forEach((from, i) => {
        const response: Response | undefined = ordered.responses[from];
        const to = group[i];
        if (response !== undefined && to !== undefined) responses[to] = response;
      });
      ordered = JSON.parse(renameSessions(JSON.stringify({ ...ordered, responses }), names, secret));
    }
    return ordered;
  }

  /** All that tells a request from those like it: its response, its sessions, and whether a browser knows them. */
  #markOf({ responses, store, jars }: Ending, place: number, id: string): string {
    const own = (text: string) => text.includes(`${id}-`);
    const sessions = Object.entries(store).filter(([sid]) => own(sid));
    const cookies = Object.values(jars)
      .flat()
      .filter(({ value }) => own(value))
      .map(({ name, value }) => [name, value]);
    const text = stableText([responses[place], sessions, cookies]);
    return renameSessions(text, new Map([[id, '']]), '').replace(/\.[A-Za-z0-9%]{20,}/g, '');
  }
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
