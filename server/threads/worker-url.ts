const sources = {
  'lab-worker': 'lab/worker.ts',
  'race-worker': 'races/worker.ts',
  relay: 'threads/process/relay.ts',
} as const;

/**
 * Where the worker's file is, for a module in a folder of server/: in the source, in the bundle, and in the packed
 * desktop app. There the bundle is read from an archive, which a worker's loader does not see into; the worker's own
 * files lie unpacked beside it.
 */
export function workerUrl(moduleUrl: string, built: keyof typeof sources = 'lab-worker'): URL {
  if (moduleUrl.endsWith('.ts')) return new URL(`../${sources[built]}`, moduleUrl);
  return new URL(`./${built}.js`, moduleUrl.replace('/app.asar/', '/app.asar.unpacked/'));
}
