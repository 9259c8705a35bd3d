/** `trust proxy` as it is typed: true, false, a number of hops, or addresses. */
export function parseTrustProxy(text: string): boolean | number | string {
  const word = text.trim();
  if (word === 'true') return true;
  if (word === 'false' || word === '') return false;
  return /^\d+$/.test(word) ? Number(word) : word;
}
