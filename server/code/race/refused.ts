/** A race that cannot be written into a test; `at` is the place inside it. */
export class RaceTestRefused extends Error {
  readonly at: string;
  constructor(at: string, message: string) {
    super(message);
    this.at = at;
  }
}
