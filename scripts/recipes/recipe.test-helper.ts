/** A change of a file's text: `put` in place of `find`, which stands there once; a new file where `find` is null. */
export type Edit = { file: string; find: string | null; put: string };

/** One recipe of CONTRIBUTING.md, done with something made up. */
export type Recipe = {
  /** As its line in CONTRIBUTING.md begins. */
  adds: string;
  /** By this name it is missed in what the compiler and the tests say. */
  key: string;
  /** The first part alone. */
  row: readonly Edit[];
  /** What does not compile then. */
  doesNotCompile: readonly string[];
  /** What the compiler asks for, done as badly as it lets one. */
  parts: readonly Edit[];
  /** The tests that then say what is missing: their file, and a part of what they say. */
  told: ReadonlyArray<{ file: string; says: string }>;
  /** What the tests ask for. */
  rest: readonly Edit[];
};

export const before = (file: string, mark: string, added: string): Edit => ({
  file,
  find: mark,
  put: `${added}\n${mark}`,
});
export const instead = (file: string, find: string, put: string): Edit => ({ file, find, put });
export const created = (file: string, put: string): Edit => ({ file, find: null, put });
