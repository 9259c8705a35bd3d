import type { Refusal } from '../contract/state.ts';

/** What ends an exploration, in words for its user. `at` is a path into the race as it was given. */
export class RaceFault extends Error {
  readonly at: string;

  constructor(at: string, message: string) {
    super(message);
    this.at = at;
  }

  refusal(): Refusal {
    return { ok: false, at: this.at, message: this.message };
  }
}
