import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { ownFolder } from '../threads/own-folder.ts';

/** Below this one of the user's folders, each kind of store has its packages in a folder of its own. */
const parent = 'store-packages';

/** The folder that holds all of them; null where there can be none, or others could put code into it. */
export const installedFolders = ({ make }: { make: boolean }): string | null => ownFolder(parent, { make });

/** Named by the versions that are in it, so that a start with other versions does not take them for its own. */
export const folderName = (kind: StoreKind): string => {
  const versions = JSON.stringify(storeKinds[kind].packages);
  return `${kind}-${createHash('sha256').update(versions).digest('hex').slice(0, 12)}`;
};

/** Where the packages are that were installed for it on asking, if they were; null where none can have been. */
export function installedFolder(kind: StoreKind): string | null {
  const folders = installedFolders({ make: false });
  return folders === null ? null : join(folders, folderName(kind));
}
