import { z } from 'zod';

/** The kinds of store a lab can have. `server/stores` holds one factory for each. */
export const storeKinds = {
  memory: {
    label: 'MemoryStore',
    touches: true,
    sentence: 'express-session’s own: a Map in the process. Gone with it; expired sessions stay until read.',
  },
  'memory-no-touch': {
    label: 'MemoryStore without touch',
    touches: false,
    sentence: 'The same without the optional touch method, as some published stores are.',
  },
  sqlite: {
    label: 'SQLite (node:sqlite, in memory)',
    touches: true,
    sentence: 'A typed store on Node’s own SQLite, with an expiry column of its own.',
  },
} as const;

export type StoreKind = keyof typeof storeKinds;

export const storeConfigSchema = z.strictObject({
  kind: z.enum(Object.keys(storeKinds) as [StoreKind, ...StoreKind[]]),
});
export type StoreConfig = z.infer<typeof storeConfigSchema>;
