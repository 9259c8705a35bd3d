/** `npm run test:all` sets it: then every case is run. */
export const isEverything = process.env['TEST_ALL'] === '1';

/** Other cases come with another seed: `TEST_SEED=7 npm test`. */
const seed = process.env['TEST_SEED'] ?? '1';

/** FNV-1a over the text's UTF-16 units, as an unsigned 32-bit number. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}

/** Of many cases `count`, chosen by the seed and `name` and in their order; every one where all are to be run. */
export function sampled<const Case>(name: string, cases: readonly Case[], count: number): readonly Case[] {
  if (isEverything || count >= cases.length) return cases;
  const places = [...cases.keys()].sort(
    (a, b) => hashOf(`${seed}/${name}/${a}`) - hashOf(`${seed}/${name}/${b}`),
  );
  const chosen = new Set(places.slice(0, count));
  return cases.filter((_, place) => chosen.has(place));
}
