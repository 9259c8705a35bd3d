/** A browser's storage, with what earlier visits left in it. */
export function storageWith(left: Readonly<Record<string, string>> = {}) {
  const held = new Map(Object.entries(left));
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

const forbid = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
export const forbiddenStorage = { getItem: forbid, setItem: forbid, removeItem: forbid };
