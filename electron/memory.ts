import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { createTurns } from '../server/contract/turns.ts';

const memorySchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable().catch(null),
  isMaximized: z.boolean().catch(false),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  /** Where the page was served last time; what the page itself remembers hangs on its origin. */
  port: z.int().min(0).max(65_535).catch(0),
});
export type Remembered = z.infer<typeof memorySchema>;

export type Memory = {
  read(): Remembered;
  /** Settles when it is on the disk, or cannot be put there: nothing else is to fail for it. */
  write(changes: Partial<Remembered>): Promise<void>;
};

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing at the first start, or damaged: both mean that nothing is remembered.
    return {};
  }
}

/** What the window remembers from one start to the next, in one file. Whatever in it is unusable is forgotten. */
export function createMemory(file: string): Memory {
  const parse = (): Remembered => memorySchema.catch(memorySchema.parse({})).parse(readJson(file));
  let remembered = parse();
  const inTurn = createTurns();
  return {
    read: () => remembered,
    write: (changes) => {
      remembered = { ...remembered, ...changes };
      return inTurn(async () => {
        const { writeWhole } = await import('../server/index.ts');
        await mkdir(dirname(file), { recursive: true });
        await writeWhole(file, JSON.stringify(remembered));
      }).catch(() => {});
    },
  };
}
