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

/** Which table holds a tuple is told by the highest bits of its hash, the place there by the lowest. */
const tableBits = 6;
const tableShift = 32 - tableBits;
/** Tuples in one chunk: 2 to the power of this. */
const chunkBits = 12;
const inChunk = 2 ** chunkBits - 1;

/**
 * Gives equal tuples of 32-bit integers equal small numbers, in the order in which they come. Packed into few arrays, so
 * that a million of them cost no object. They are found by open addressing in several tables: each grows by itself, so
 * that no pause is long.
 */
export class TupleInterner {
  /** Tuples so far. */
  size = 0;
  readonly width: number;
  readonly #chunks: Int32Array[] = [];
  /** A tuple's number plus one, at the first free place from its hash on; 0 where free. */
  readonly #tables: Int32Array[] = Array.from({ length: 2 ** tableBits }, () => new Int32Array(16));
  readonly #sizes = new Int32Array(2 ** tableBits);

  constructor(width: number) {
    this.width = width;
  }

  /** The tuple's number, a new one if it was not seen before. */
  numberOf(tuple: Int32Array): number {
    const hash = hashOf(tuple, 0, this.width);
    const at = hash >>> tableShift;
    const table = this.#tableAt(at);
    const place = this.#placeOf(tuple, hash, table);
    const known = table[place] ?? 0;
    if (known !== 0) return known - 1;
    const number = this.size;
    if (this.#chunks[number >>> chunkBits] === undefined) {
      this.#chunks.push(new Int32Array(this.width * 2 ** chunkBits));
    }
    this.#chunkOf(number).set(tuple, (number & inChunk) * this.width);
    this.size += 1;
    table[place] = number + 1;
    const held = (this.#sizes[at] ?? 0) + 1;
    this.#sizes[at] = held;
    if (2 * held > table.length) this.#tables[at] = this.#rehashed(table);
    return number;
  }

  /** -1 for a tuple that was not seen before. */
  find(tuple: Int32Array): number {
    const hash = hashOf(tuple, 0, this.width);
    const table = this.#tableAt(hash >>> tableShift);
    return (table[this.#placeOf(tuple, hash, table)] ?? 0) - 1;
  }

  /** Copies a numbered tuple. */
  read(number: number, into: Int32Array): void {
    const chunk = this.#chunkOf(number);
    const start = (number & inChunk) * this.width;
    for (let i = 0; i < this.width; i += 1) into[i] = chunk[start + i] ?? 0;
  }

  /** Forgets all; what was allotted is kept for those that come. */
  clear(): void {
    this.size = 0;
    this.#sizes.fill(0);
    for (const table of this.#tables) table.fill(0);
  }

  #tableAt(at: number): Int32Array {
    return this.#tables[at] ?? nothing;
  }

  #chunkOf(number: number): Int32Array {
    return this.#chunks[number >>> chunkBits] ?? nothing;
  }

  #placeOf(tuple: Int32Array, hash: number, table: Int32Array): number {
    const mask = table.length - 1;
    let place = hash & mask;
    for (;;) {
      const known = table[place] ?? 0;
      if (known === 0 || this.#isAt(known - 1, tuple)) return place;
      place = (place + 1) & mask;
    }
  }

  #isAt(number: number, tuple: Int32Array): boolean {
    const chunk = this.#chunkOf(number);
    const start = (number & inChunk) * this.width;
    for (let i = 0; i < this.width; i += 1) if (chunk[start + i] !== tuple[i]) return false;
    return true;
  }

  #rehashed(table: Int32Array): Int32Array {
    const larger = new Int32Array(2 * table.length);
    const mask = larger.length - 1;
    for (const known of table) {
      if (known === 0) continue;
      const number = known - 1;
      let place = hashOf(this.#chunkOf(number), (number & inChunk) * this.width, this.width) & mask;
      while (larger[place] !== 0) place = (place + 1) & mask;
      larger[place] = known;
    }
    return larger;
  }
}

const nothing = new Int32Array(1);

/** MurmurHash3's mixing, for whole words. */
function hashOf(values: Int32Array, start: number, width: number): number {
  let hash = width;
  for (let i = start; i < start + width; i += 1) {
    let word = Math.imul(values[i] ?? 0, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
