import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { createTurns } from '../server/contract/turns.ts';

const memorySchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable().catch(null),
  isMaximized: z.boolean().catch(false),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  /** Paths of the scenarios and recordings that were opened last, the newest first. */
  recent: z.array(z.string()).catch([]),
  /** Whether a newer version is looked for once a day. */
  looksForUpdates: z.boolean().catch(true),
  /** When one was looked for last: ms since 1970. */
  lookedAt: z.number().catch(0),
});
/** Bytes of all that the page keeps, as it stands in its file. */
export const maxPageBytes = 2 * 1024 * 1024;
const pageSchema = z.record(z.string(), z.string());

export type Kept<Value extends object> = {
  read(): Value;
  /** Settles when it is on the disk, or cannot be put there: nothing else is to fail for it. Rejects what goes past a bound. */
  write(changes: Partial<Value>): Promise<void>;
};
export type Memory = Kept<z.infer<typeof memorySchema>>;
/** What the page keeps from visit to visit, by name: here, since a browser's storage hangs on the port. */
export type PageMemory = Kept<z.infer<typeof pageSchema>>;

/** What is no regular file is not waited for: nobody may ever write into a pipe. */
function readJson(file: string): unknown {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return fstatSync(descriptor).isFile() ? JSON.parse(readFileSync(descriptor, 'utf8')) : {};
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Missing at the first start, locked, or damaged: each means that nothing is remembered.
    return {};
  }
}

/** Of what is said while the file is being written, the last is written. */
function keep<Value extends object>(file: string, first: Value): Kept<Value> {
  let kept = first;
  let next: Promise<void> | null = null;
  const inTurn = createTurns();
  return {
    read: () => kept,
    write: (changes) => {
      kept = { ...kept, ...changes };
      next ??= inTurn(async () => {
        next = null;
        const { writeWhole } = await import('../server/index.ts');
        await mkdir(dirname(file), { recursive: true });
        await writeWhole(file, JSON.stringify(kept));
      }).catch(() => {});
      return next;
    },
  };
}

/** What the window remembers from one start to the next, in one file. Whatever in it is unusable is forgotten. */
export const createMemory = (file: string): Memory =>
  keep(file, memorySchema.catch(memorySchema.parse({})).parse(readJson(file)));

const fits = (kept: object): boolean => Buffer.byteLength(JSON.stringify(kept)) <= maxPageBytes;

/** What a page that was taken over says under ever new names does not fill the disk: past the bound it is refused. */
export function createPageMemory(file: string): PageMemory {
  const { read, write } = keep(file, pageSchema.refine(fits).catch({}).parse(readJson(file)));
  return {
    read,
    write: async (changes) => {
      if (!fits({ ...read(), ...changes })) throw new Error('keep: refused, there is no room for more');
      return write(changes);
    },
  };
}
