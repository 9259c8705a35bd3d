import { homedir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** In the source and in the bundle two folders above this module. */
const installation = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Names of folders by which nobody is known: of ours first, which may be the one that it runs in, or lie there. */
const named: ReadonlyArray<readonly [folder: string, name: string]> = [
  [installation, 'session-playground'],
  [process.cwd(), '.'],
  [homedir(), '~'],
];

/** The text without whose folders these are: what a lab says is shown to a class, saved and sent to others. */
export function withoutOwnPlaces(text: string, places = named): string {
  let shown = text;
  for (const [folder, name] of places) {
    if (isRoot(folder)) continue;
    shown = shown.replaceAll(`${pathToFileURL(folder).href}/`, `${name}/`);
    for (const separator of ['/', '\\']) shown = shown.replaceAll(folder + separator, name + separator);
  }
  return shown;
}

/** Of a root nobody is known, and every path begins with it. */
const isRoot = (folder: string): boolean => /^(?:[A-Z]:)?[\\/]?$/i.test(folder);
