/**
 * What code from a file may do where it runs, in words that follow "it": a handler's or a store's. In plain Node it runs with
 * Node's permissions (server/threads/process/child.ts), which a process of the desktop's has not.
 */
export const codeMay = {
  node: 'may read all your files, use the network and end your other programs, and by SQLite it can write files',
  desktop: 'can do all that you can on this machine',
} as const;
