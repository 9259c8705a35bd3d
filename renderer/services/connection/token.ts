const key = 'token';
const viewKey = 'open';

type Address = Pick<Location, 'hash' | 'pathname' | 'search'>;

/**
 * The token that proves that this page was opened by whoever started the app. It comes once, in the fragment of the
 * address, which no server sees; from there it moves to this tab's storage, so that a reload works and a shared
 * screen or a bookmark does not give it away. `open` beside it names what to look at first: `/lessons/view-counter`.
 */
export function takeToken(
  address: Address,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  replaceAddress: (url: string) => void,
): string | null {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const given = fragment.get(key);
  if (given === null || given === '') return storage.getItem(key);
  storage.setItem(key, given);
  const open = fragment.get(viewKey);
  replaceAddress(address.pathname + address.search + (open?.startsWith('/') ? `#${open}` : ''));
  return given;
}
