import { z } from 'zod';

/** Where a key belongs that an object does not have, in words; or the key that was meant, if any is near. */
export type KeyPlace = { home: string } | { nearest: string | null };

/** Object schemas whose unknown keys may belong elsewhere. */
export const keyHomes = z.registry<{ placeOf: (key: string) => KeyPlace }>();
