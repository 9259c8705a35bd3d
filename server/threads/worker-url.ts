const sources = {
  'lab-worker': 'lab/worker.ts',
  'race-worker': 'races/worker.ts',
  relay: 'threads/process/relay.ts',
} as const;

/**
 * Where the worker's file is, for a module in a folder of server/: in the source, in the bundle, and in the packed
 * desktop app. There the bundle is read from an archive, which a worker's loader does not see into; each worker lies
 * unpacked beside it, as one file that needs no other. No package.json of ours is near it, so that its name says what
 * it is: a home folder's own may say commonjs.
 */
export function workerUrl(moduleUrl: string, built: keyof typeof sources = 'lab-worker'): URL {
  if (moduleUrl.endsWith('.ts')) return new URL(`../${sources[built]}`, moduleUrl);
  const unpacked = moduleUrl.replace('/app.asar/', '/app.asar.unpacked/');
  return new URL(`./${built}.${unpacked === moduleUrl ? 'js' : 'mjs'}`, unpacked);
}
