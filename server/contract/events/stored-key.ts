import { appIdSchema, type LabPlace } from '../endpoints.ts';

/**
 * Tells stored sessions apart where there are several stores: `Yk3…@2` is in that of instance 2. A weak generator gives
 * two stores the same ID, and one store knows nothing of the other's. In a lab's only store it is the session ID itself.
 */
export const storedKey = (sid: string, place: LabPlace | undefined): string =>
  place === undefined ? sid : `${sid}@${place}`;

/** The parts of such a key. */
export function fromStoredKey(key: string): { sid: string; place?: LabPlace } {
  const at = key.lastIndexOf('@');
  const place = key.slice(at + 1);
  return at === -1 || !isPlace(place) ? { sid: key } : { sid: key.slice(0, at), place };
}

const isPlace = (text: string): boolean => /^[1-9]$/.test(text) || appIdSchema.safeParse(text).success;
