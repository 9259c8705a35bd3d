/** Gives equal things equal small numbers. */
export class Interner<Value> {
  readonly values: Value[] = [];
  readonly #numbers = new Map<string, number>();

  /** `key` is equal for equal values. */
  numberOf(key: string, make: () => Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.length;
    this.values.push(make());
    this.#numbers.set(key, number);
    return number;
  }

  at(number: number): Value {
    const value = this.values[number];
    if (value === undefined) throw new Error(`There is no number ${number}.`);
    return value;
  }
}
